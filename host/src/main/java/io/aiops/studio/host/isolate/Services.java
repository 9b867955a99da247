package io.aiops.studio.host.isolate;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.HealthCheck;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Tool;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.host.isolate.Child.Key;
import io.aiops.studio.host.isolate.Wire.AgentAnswer;
import io.aiops.studio.host.isolate.Wire.AgentCall;
import io.aiops.studio.host.isolate.Wire.Contribution;
import io.aiops.studio.host.isolate.Wire.ModelCall;
import io.aiops.studio.host.isolate.Wire.ModelsCall;
import io.aiops.studio.host.isolate.Wire.ObserverCall;
import io.aiops.studio.host.isolate.Wire.OfferedTool;
import io.aiops.studio.host.isolate.Wire.ToolCall;
import io.aiops.studio.host.plugin.Offer;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The services of the plugin, in its process, and how each is called. */
final class Services {

  private final Map<Key, Offer> offers = new HashMap<>();
  private final Map<Key, Map<String, Tool>> tools = new HashMap<>();
  private final List<Contribution> contributions = new ArrayList<>();

  /** Calls plugin code. */
  private interface Code<T> {
    @Nullable T call() throws Exception;
  }

  /**
   * @throws InvalidException if it fails when asked how it is, or for its tools
   */
  void add(Offer offer) {
    Key key = new Key(offer.kind(), offer.name());
    List<Tool> its =
        offer.service() instanceof Connector connector ? tools(offer, connector) : List.of();
    Map<String, Tool> byName = new LinkedHashMap<>();
    its.forEach(tool -> byName.putIfAbsent(tool.name(), tool));
    check(offer);
    offers.put(key, offer);
    tools.put(key, byName);
    contributions.add(
        new Contribution(
            offer.kind(),
            offer.name(),
            offer.title(),
            offer.description(),
            offer.inputSchema(),
            offer.settingsSchema(),
            its.stream()
                .map(tool ->
                    new OfferedTool(
                        tool.name(),
                        tool.title(),
                        tool.description(),
                        tool.inputSchema(),
                        tool.effect()))
                .toList()));
  }

  private static List<Tool> tools(Offer offer, Connector connector) {
    Thread.currentThread().setContextClassLoader(offer.classLoader());
    try {
      return List.copyOf(connector.tools());
    } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
      throw new InvalidException(offer.name(), "failed when asked for its tools: " + e);
    }
  }

  private static void check(Offer offer) {
    if (offer.service() instanceof HealthCheck health) {
      Thread.currentThread().setContextClassLoader(offer.classLoader());
      try {
        health.check();
      } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
        // It may throw anything, and whatever it is means no.
        throw new InvalidException(
            offer.name(),
            "failed its health check, of '" + offer.name() + "': " + e + ". Nothing was changed.");
      }
    }
  }

  Wire.Ready ready() {
    return new Wire.Ready(contributions);
  }

  /** Answers one call; what it throws is what the plugin threw. */
  Object run(Frame frame, ChildCall call) throws Exception {
    return switch (frame.type()) {
      case AGENT -> agent(frame.as(AgentCall.class), call);
      case TOOL -> tool(frame.as(ToolCall.class), call);
      case GENERATE -> generate(frame.as(ModelCall.class), call);
      case MODELS -> models(frame.as(ModelsCall.class), call);
      case OBSERVE -> observe(frame.as(ObserverCall.class));
      default -> throw new IllegalArgumentException("No call: " + frame.type());
    };
  }

  private Object agent(AgentCall asked, ChildCall call) throws Exception {
    Offer offer = offer(Kind.AGENT, asked.agent());
    ChildContext context = new ChildContext(call, asked.lent(), asked.tools());
    @Nullable AgentResult result =
        within(offer, () -> ((Agent) offer.service()).run(asked.task(), context));
    return switch (result) {
      case AgentResult.Completed r ->
          new AgentAnswer(new Wire.Value(Plain.of(r.output())), null, null);
      case AgentResult.LimitReached r ->
          new AgentAnswer(
              null, new AgentAnswer.LimitReached(Plain.of(r.output()), r.limit()), null);
      case AgentResult.NeedsApproval r ->
          new AgentAnswer(
              null, null, new AgentAnswer.Question(r.question(), Plain.map(r.details())));
      case null -> new AgentAnswer(null, null, null);
    };
  }

  private Object tool(ToolCall asked, ChildCall call) throws Exception {
    Offer offer = offer(Kind.CONNECTOR, asked.connector());
    Tool tool =
        tools.getOrDefault(new Key(Kind.CONNECTOR, asked.connector()), Map.of()).get(asked.tool());
    if (tool == null) {
      throw new PluginException(Category.NOT_FOUND, "There is no tool '" + asked.tool() + "'");
    }
    ChildContext context = new ChildContext(call, asked.lent(), List.of());
    return new Wire.Value(
        Plain.of(within(offer, () -> tool.function().call(asked.arguments(), context))));
  }

  /** The provider's response, or null, against the interface. */
  private Object generate(ModelCall asked, ChildCall call) throws Exception {
    Offer offer = offer(Kind.MODEL, asked.provider());
    ChildContext context = new ChildContext(call, asked.lent(), List.of());
    return new Wire.Response(
        within(offer, () -> ((ModelProvider) offer.service()).generate(asked.request(), context)));
  }

  private Object models(ModelsCall asked, ChildCall call) throws Exception {
    Offer offer = offer(Kind.MODEL, asked.provider());
    ChildContext context = new ChildContext(call, asked.lent(), List.of());
    List<String> models = within(offer, () -> ((ModelProvider) offer.service()).models(context));
    return new Wire.Models(models == null ? List.of() : models);
  }

  private Object observe(ObserverCall asked) throws Exception {
    Offer offer = offer(Kind.OBSERVER, asked.observer());
    within(
        offer,
        () -> {
          ((WorkflowObserver) offer.service()).observe(asked.event());
          return true;
        });
    return new Wire.Value(null);
  }

  private Offer offer(Kind kind, String name) {
    Offer offer = offers.get(new Key(kind, name));
    if (offer == null) {
      throw new PluginException(Category.NOT_FOUND, "There is no '" + name + "' in this plugin");
    }
    return offer;
  }

  private static <T> @Nullable T within(Offer offer, Code<T> code) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(offer.classLoader());
    try {
      return code.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
