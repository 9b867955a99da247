package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registry for those who keep to versions of some plugins.
 *
 * @param versions by the name of the plugin
 */
record Keeping(Registry registry, Map<String, String> versions) implements PluginRegistry {

  /** A step that names a version itself means that one. */
  @Override
  public Optional<Lease<Agent>> agent(String name) {
    return name.contains("@")
        ? registry.agent(name)
        : kept(Kind.AGENT, name, Agent.class).orElseGet(() -> registry.agent(name));
  }

  @Override
  public Optional<Lease<ModelProvider>> model(String name) {
    return kept(Kind.MODEL, name, ModelProvider.class).orElseGet(() -> registry.model(name));
  }

  @Override
  public Optional<Lease<Connector>> connector(String name) {
    return kept(Kind.CONNECTOR, name, Connector.class).orElseGet(() -> registry.connector(name));
  }

  /** Empty if its plugin is none that is kept to; if it is, perhaps nobody offers that version. */
  private <T> Optional<Optional<Lease<T>>> kept(Kind kind, String name, Class<T> type) {
    return registry
        .running(kind, name)
        .map(now -> versions.get(now.plugin()))
        .map(version -> registry.at(version, kind, name, type));
  }

  @Override
  public PluginRegistry keepingTo(Map<String, String> others) {
    return registry.keepingTo(others);
  }

  @Override
  public boolean keeps(String plugin, String version) {
    return registry.keeps(plugin, version);
  }

  @Override
  public List<Lease<WorkflowObserver>> observers() {
    return registry.observers();
  }

  @Override
  public boolean behind() {
    return registry.behind();
  }

  @Override
  public List<Contribution> contributions() {
    return registry.contributions();
  }
}
