package io.aiops.studio.host.connection;

import io.aiops.studio.api.Agent;
import io.aiops.studio.host.definition.Catalog;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.PluginView.ToolView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What validation may know: the active plugins' contributions, through the connections. */
public final class PluginCatalog implements Catalog {

  private final PluginRegistry plugins;
  private final ConnectionResolver connections;
  private final ConnectionStore store;

  public PluginCatalog(
      PluginRegistry plugins, ConnectionResolver connections, ConnectionStore store) {
    this.plugins = plugins;
    this.connections = connections;
    this.store = store;
  }

  @Override
  public Optional<Entry> agent(String name) {
    Optional<Contribution> found =
        name.contains("@") ? pinned(name) : contribution(Kind.AGENT, name);
    return found.map(c -> new Entry(c.inputSchema(), c.settingsSchema()));
  }

  /** Another version may take other input. */
  private Optional<Contribution> pinned(String name) {
    Lease<Agent> found = plugins.agent(name).orElse(null);
    if (found == null) {
      return Optional.empty();
    }
    try (found) {
      return Optional.of(found.contribution());
    }
  }

  @Override
  public Optional<Entry> tool(UUID workspaceId, String reference) {
    return connections
        .tool(workspaceId, reference)
        .flatMap(resolved ->
            contribution(Kind.CONNECTOR, resolved.provider()).stream()
                .flatMap(c -> c.tools().stream())
                .filter(tool -> tool.name().equals(resolved.target()))
                .map(tool -> new Entry(tool.inputSchema(), java.util.Map.of()))
                .findFirst());
  }

  @Override
  public boolean hasModel(UUID workspaceId, String reference) {
    return connections
        .model(workspaceId, reference)
        .filter(resolved -> contribution(Kind.MODEL, resolved.provider()).isPresent())
        .isPresent();
  }

  @Override
  public boolean keeps(String plugin, String version) {
    return plugins.keeps(plugin, version);
  }

  @Override
  public List<String> names(UUID workspaceId, String kind) {
    List<String> names = new ArrayList<>();
    for (Contribution c : plugins.contributions()) {
      switch (c.kind()) {
        case AGENT -> add(names, kind.equals("agent"), c.name());
        case MODEL -> add(names, kind.equals("model"), c.name());
        case CONNECTOR -> {
          for (ToolView tool : c.tools()) {
            add(names, kind.equals("tool"), c.name() + "/" + tool.name());
          }
        }
        case OBSERVER -> {}
      }
    }
    for (ConnectionStore.Stored stored : store.list(workspaceId)) {
      if (stored.kind() == Connection.Kind.MODEL) {
        add(names, kind.equals("model"), stored.name());
      } else if (kind.equals("tool")) {
        contribution(Kind.CONNECTOR, stored.provider())
            .ifPresent(c -> c.tools().forEach(t -> names.add(stored.name() + "/" + t.name())));
      }
    }
    return names.stream().distinct().sorted().toList();
  }

  private static void add(List<String> names, boolean wanted, String name) {
    if (wanted) {
      names.add(name);
    }
  }

  private Optional<Contribution> contribution(Kind kind, String name) {
    return plugins.contributions().stream()
        .filter(c -> c.kind() == kind && c.name().equals(name))
        .findFirst();
  }
}
