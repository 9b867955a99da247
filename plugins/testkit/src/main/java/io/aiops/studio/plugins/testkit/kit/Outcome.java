package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param value what it gave, as the studio sees it: an agent's output, a tool's result
 * @param thrown what it threw; null if it gave something
 */
record Outcome(
    String what, @Nullable Object value, @Nullable Throwable thrown, RecordingContext context) {

  /** How long any call of a sample may take. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  static Outcome of(Running running) {
    if (!running.ended(LONGEST)) {
      running.thread().interrupt();
      return new Outcome(
          running.what(),
          null,
          new AssertionError("did not end within " + LONGEST.toSeconds() + " s"),
          running.context());
    }
    try {
      return new Outcome(running.what(), plain(running.task().get()), null, running.context());
    } catch (ExecutionException e) {
      return new Outcome(running.what(), null, e.getCause(), running.context());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The kit was interrupted", e);
    }
  }

  private static @Nullable Object plain(@Nullable Object given) {
    return switch (given) {
      case AgentResult.Completed completed -> completed.output();
      case AgentResult.LimitReached limited -> limited.output();
      case AgentResult.NeedsApproval asks ->
          Map.of("question", asks.question(), "details", asks.details());
      case ModelResponse response ->
          Map.of("text", response.text(), "toolCalls", response.toolCalls().size());
      case null -> null;
      default -> given;
    };
  }

  boolean worked() {
    return thrown == null;
  }

  /** Whether it is a failure that the studio understands. */
  boolean categorised() {
    return thrown instanceof PluginException || thrown instanceof InterruptedException;
  }

  String category() {
    return thrown instanceof PluginException failure ? failure.category().name() : "";
  }

  /** Why it did not work, in a few words. */
  String failure() {
    return what + " failed: " + thrown;
  }

  String trace() {
    if (thrown == null) {
      return "";
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
