package io.aiops.studio.plugins.simulated;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Provides;
import io.aiops.studio.api.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Answers without a language model, the same for the same seed and prompt: it picks labels by the
 * words they share with the prompt, fills a wanted JSON from the prompt's own values, and otherwise
 * states what stands out in the prompt. Every answer is marked as simulated.
 */
@Component
@Provides(
    name = "simulated",
    title = "Simulated model",
    description = "Answers from the prompt itself, without a language model.",
    settings = "schema/settings.json")
public final class SimulatedModel implements ModelProvider {

  private static final String NAME = "simulated";
  private static final int CHARACTERS_PER_TOKEN = 4;

  private final Tries tries = new Tries();

  @Override
  public ModelResponse generate(ModelRequest request, CallContext context)
      throws InterruptedException {
    long seed = context.settings().get("seed") instanceof Number n ? n.longValue() : 1;
    Prompt prompt = Prompt.of(request.messages());
    pause(context.settings());
    fail(context, prompt, seed);
    Optional<ToolSpec> tool = prompt.wantedTool(request.tools());
    if (tool.isPresent()) {
      Message.ToolCall call =
          new Message.ToolCall(
              "call-" + Long.toHexString(prompt.hash(seed)) + "-" + (prompt.calls() + 1),
              tool.get().name(),
              SchemaFill.arguments(tool.get().inputSchema(), prompt, seed));
      return response("", List.of(call), prompt);
    }
    Object schema = request.parameters().get("responseSchema");
    String text =
        schema instanceof Map<?, ?> map
            ? SchemaFill.answer(map, prompt, seed)
            : prompt.labels().isEmpty() ? Digest.of(prompt) : prompt.bestOf(prompt.labels(), seed);
    context.progress(text);
    return response(text, List.of(), prompt);
  }

  @Override
  public List<String> models(CallContext context) {
    return List.of(NAME);
  }

  private static ModelResponse response(String text, List<Message.ToolCall> calls, Prompt prompt) {
    int written = text.length() + calls.stream().mapToInt(c -> c.arguments().length()).sum();
    return new ModelResponse(
        text,
        calls,
        new ModelResponse.Usage(
            prompt.length() / CHARACTERS_PER_TOKEN + 1, written / CHARACTERS_PER_TOKEN + 1),
        NAME,
        true);
  }

  private static void pause(Map<String, @Nullable Object> settings) throws InterruptedException {
    if (settings.get("latencyMillis") instanceof Number millis && millis.longValue() > 0) {
      // Waits for the time alone: nobody counts the latch down.
      boolean never = new CountDownLatch(1).await(millis.longValue(), TimeUnit.MILLISECONDS);
      assert !never;
    }
  }

  /** Fails a share of calls. How often a call was tried counts, so that a retry may succeed. */
  private void fail(CallContext context, Prompt prompt, long seed) {
    if (context.settings().get("errorRate") instanceof Number rate && rate.doubleValue() > 0) {
      String key = context.idempotencyKey();
      long drawn = Math.floorMod(prompt.hash(Prompt.hash(key + "#" + tries.of(key), seed)), 10_000);
      if (drawn < rate.doubleValue() * 10_000) {
        throw new PluginException(
            Category.UNAVAILABLE, "The simulated model fails this call, as its errorRate says");
      }
    }
  }
}
