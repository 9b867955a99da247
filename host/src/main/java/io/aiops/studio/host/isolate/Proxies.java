package io.aiops.studio.host.isolate;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.Tool;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.host.isolate.Frame.Type;
import io.aiops.studio.host.isolate.Wire.AgentAnswer;
import io.aiops.studio.host.isolate.Wire.Contribution;
import io.aiops.studio.host.isolate.Wire.Lent;
import io.aiops.studio.host.isolate.Wire.OfferedTool;
import io.aiops.studio.host.plugin.Offer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services of a plugin, as the registry has them: each call goes to the plugin's process. */
final class Proxies {

  /** Makes a call in whatever process the plugin has now. */
  interface Line {
    <T> T call(Type type, Object body, @Nullable CallContext context, Class<T> shape)
        throws Exception;
  }

  private Proxies() {}

  static Offer offer(Contribution contribution, Line line) {
    return new Offer(
        contribution.kind(),
        contribution.name(),
        contribution.title(),
        contribution.description(),
        contribution.inputSchema(),
        contribution.settingsSchema(),
        service(contribution, line),
        Agent.class.getClassLoader());
  }

  private static Object service(Contribution contribution, Line line) {
    String name = contribution.name();
    return switch (contribution.kind()) {
      case AGENT -> new RemoteAgent(name, line);
      case MODEL -> new RemoteModel(name, line);
      case CONNECTOR -> {
        List<Tool> tools =
            contribution.tools().stream().map(tool -> tool(name, tool, line)).toList();
        yield (Connector) () -> tools;
      }
      case OBSERVER ->
          (WorkflowObserver)
              event ->
                  line.call(
                      Type.OBSERVE, new Wire.ObserverCall(name, event), null, Wire.Value.class);
    };
  }

  private static Tool tool(String connector, OfferedTool tool, Line line) {
    return new Tool(
        tool.name(),
        tool.title(),
        tool.description(),
        tool.inputSchema(),
        tool.effect(),
        (arguments, context) ->
            line.call(
                    Type.TOOL,
                    new Wire.ToolCall(connector, tool.name(), arguments, lent(context)),
                    context,
                    Wire.Value.class)
                .value());
  }

  private static Lent lent(CallContext context) {
    return new Lent(context.settings(), context.idempotencyKey(), context.deadline());
  }

  private record RemoteAgent(String name, Line line) implements Agent {
    @Override
    public AgentResult run(AgentTask task, AgentContext context) throws Exception {
      AgentAnswer answer =
          line.call(
              Type.AGENT,
              new Wire.AgentCall(name, task, lent(context), context.tools()),
              context,
              AgentAnswer.class);
      return result(answer);
    }

    /** Null if the plugin gave that: whoever called says what is wrong with it. */
    @SuppressWarnings("NullAway") // as the plugin's own code may, against the interface
    private static AgentResult result(AgentAnswer answer) {
      if (answer.completed() != null) {
        return new AgentResult.Completed(answer.completed().value());
      }
      if (answer.limitReached() != null) {
        return new AgentResult.LimitReached(
            answer.limitReached().output(), answer.limitReached().limit());
      }
      return answer.question() == null
          ? null
          : new AgentResult.NeedsApproval(
              answer.question().question(), answer.question().details());
    }
  }

  private record RemoteModel(String name, Line line) implements ModelProvider {
    @Override
    @SuppressWarnings("NullAway") // as the plugin's own code may, against the interface
    public ModelResponse generate(ModelRequest request, CallContext context) throws Exception {
      return line.call(
              Type.GENERATE,
              new Wire.ModelCall(name, request, lent(context)),
              context,
              Wire.Response.class)
          .response();
    }

    @Override
    public List<String> models(CallContext context) throws Exception {
      return List.copyOf(
          line.call(
                  Type.MODELS, new Wire.ModelsCall(name, lent(context)), context, Wire.Models.class)
              .models());
    }
  }
}
