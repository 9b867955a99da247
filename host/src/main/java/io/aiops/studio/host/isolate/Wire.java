package io.aiops.studio.host.isolate;

import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.Tool.Effect;
import io.aiops.studio.api.ToolSpec;
import io.aiops.studio.api.WorkflowEvent;
import io.aiops.studio.host.plugin.Offer.Schema;
import io.aiops.studio.host.plugin.PluginView.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The shapes of messages' bodies. */
final class Wire {

  private Wire() {}

  /** What the plugin has; its own word. */
  record Ready(List<Contribution> contributions) {

    /** Empty if that is not what it says. */
    static Optional<Ready> read(Frame frame) {
      try {
        return Optional.ofNullable(frame.as(Ready.class))
            .filter(ready -> ready.contributions() != null);
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }

    /** Why there is none, in its own words. */
    static String whyNot(Frame unfit) {
      try {
        return ChildLog.clean(String.valueOf(unfit.as(String.class)));
      } catch (JacksonException e) {
        return "cannot be started, and does not say why";
      }
    }
  }

  record Contribution(
      Kind kind,
      String name,
      String title,
      String description,
      Schema inputSchema,
      Schema settingsSchema,
      List<OfferedTool> tools) {}

  record OfferedTool(
      String name, String title, String description, String inputSchema, Effect effect) {}

  /** What a context tells without being asked. */
  record Lent(Map<String, @Nullable Object> settings, String idempotencyKey, Instant deadline) {}

  record AgentCall(String agent, AgentTask task, Lent lent, List<ToolSpec> tools) {}

  record ToolCall(
      String connector, String tool, Map<String, @Nullable Object> arguments, Lent lent) {}

  record ModelCall(String provider, ModelRequest request, Lent lent) {}

  record ModelsCall(String provider, Lent lent) {}

  record ObserverCall(String observer, WorkflowEvent event) {}

  /** Anything JSON-like, null too. */
  record Value(@Nullable Object value) {}

  /** Null if the provider gave that. */
  record Response(@Nullable ModelResponse response) {}

  record Models(List<String> models) {}

  /** One of the three is there. */
  record AgentAnswer(
      @Nullable Value completed, @Nullable LimitReached limitReached, @Nullable Question question) {
    record LimitReached(@Nullable Object output, String limit) {}

    record Question(String question, Map<String, @Nullable Object> details) {}
  }

  record AskTool(String tool, Map<String, @Nullable Object> arguments) {}

  record Read(long file, int most) {}

  record Save(String name, String mediaType) {}
}
