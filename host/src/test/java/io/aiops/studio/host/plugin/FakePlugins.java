package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.Tool;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.host.grant.Rights;
import io.aiops.studio.host.grant.TestRights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A registry of objects given by hand. */
public final class FakePlugins implements PluginRegistry {

  private final Map<String, Agent> agents = new LinkedHashMap<>();
  private final Map<String, ModelProvider> models = new LinkedHashMap<>();
  private final Map<String, Connector> connectors = new LinkedHashMap<>();
  private final Map<String, Map<String, @Nullable Object>> settings = new LinkedHashMap<>();
  private final Map<String, Rights> rights = new LinkedHashMap<>();

  /** What whatever has this name may have; all there is unless it is said. */
  public FakePlugins rights(String name, Rights given) {
    rights.put(name, given);
    return this;
  }

  /** Whether failures are laid to a version on trial, and whether this node lacks a plugin. */
  public boolean onTrial;

  public boolean behind;

  /** Secrets that calls were lent, and why calls failed. */
  public final Set<String> lent = ConcurrentHashMap.newKeySet();

  public final List<String> notes = new CopyOnWriteArrayList<>();

  /** The settings schema of whatever has this name. */
  public FakePlugins settings(String name, Map<String, @Nullable Object> schema) {
    settings.put(name, schema);
    return this;
  }

  public FakePlugins agent(String name, Agent agent) {
    agents.put(name, agent);
    return this;
  }

  public FakePlugins model(String name, ModelProvider model) {
    models.put(name, model);
    return this;
  }

  public FakePlugins connector(String name, Connector connector) {
    connectors.put(name, connector);
    return this;
  }

  /** What a model answers the last message with. */
  @FunctionalInterface
  public interface Saying {
    String to(String message, CallContext context);
  }

  /** A model of that name that takes ten tokens in and five out, which nobody pays. */
  public FakePlugins says(String name, Saying saying) {
    return model(
        name,
        new ModelProvider() {
          @Override
          public ModelResponse generate(ModelRequest request, CallContext context) {
            String text = saying.to(request.messages().getLast().text(), context);
            return new ModelResponse(text, List.of(), new ModelResponse.Usage(10, 5), "m1", true);
          }

          @Override
          public List<String> models(CallContext context) {
            return List.of("m1");
          }
        });
  }

  /** A connector of that name with one tool that takes anything. */
  public FakePlugins tool(String connector, String tool, Tool.Function function) {
    Tool only =
        new Tool(tool, tool, "", "{\"type\":\"object\"}", Tool.Effect.IRREVERSIBLE, function);
    return connector(connector, () -> List.of(only));
  }

  @Override
  public Optional<Lease<Agent>> agent(String name) {
    return lease(PluginView.Kind.AGENT, name, agents.get(name));
  }

  @Override
  public Optional<Lease<ModelProvider>> model(String name) {
    return lease(PluginView.Kind.MODEL, name, models.get(name));
  }

  @Override
  public Optional<Lease<Connector>> connector(String name) {
    return lease(PluginView.Kind.CONNECTOR, name, connectors.get(name));
  }

  /** Of what is given by hand there is one version. */
  @Override
  public PluginRegistry keepingTo(Map<String, String> versions) {
    return this;
  }

  @Override
  public boolean keeps(String plugin, String version) {
    return false;
  }

  @Override
  public List<Lease<WorkflowObserver>> observers() {
    return List.of();
  }

  @Override
  public boolean behind() {
    return behind;
  }

  @Override
  public List<PluginView.Contribution> contributions() {
    List<PluginView.Contribution> all = new ArrayList<>();
    agents.keySet().forEach(name -> all.add(contribution(PluginView.Kind.AGENT, name)));
    models.keySet().forEach(name -> all.add(contribution(PluginView.Kind.MODEL, name)));
    connectors.keySet().forEach(name -> all.add(contribution(PluginView.Kind.CONNECTOR, name)));
    return all;
  }

  private PluginView.Contribution contribution(PluginView.Kind kind, String name) {
    return new PluginView.Contribution(
        kind, name, name, "", Map.of(), settings.getOrDefault(name, Map.of()), List.of());
  }

  private <T> Optional<Lease<T>> lease(PluginView.Kind kind, String name, T service) {
    return service == null
        ? Optional.empty()
        : Optional.of(
            new Given<>(
                this,
                contribution(kind, name),
                service,
                rights.getOrDefault(name, TestRights.all())));
  }

  private record Given<T>(
      FakePlugins of, PluginView.Contribution contribution, T service, Rights rights)
      implements Lease<T> {
    @Override
    public ClassLoader classLoader() {
      return service.getClass().getClassLoader();
    }

    @Override
    public String plugin() {
      return contribution.name() + " 1.0.0";
    }

    @Override
    public Call begins(Supplier<Duration> quiet, Runnable giveUp) {
      return () -> {};
    }

    @Override
    public void succeeded() {}

    @Override
    public boolean failed() {
      return of.onTrial;
    }

    @Override
    public void lent(List<String> secrets) {
      of.lent.addAll(secrets);
    }

    @Override
    public void note(@Nullable UUID workspaceId, String why) {
      of.notes.add(plugin() + " for " + workspaceId + ": " + why);
    }

    @Override
    public Optional<Tool> tool(String name) {
      return service instanceof Connector connector
          ? connector.tools().stream().filter(tool -> tool.name().equals(name)).findFirst()
          : Optional.empty();
    }

    @Override
    public void close() {}
  }
}
