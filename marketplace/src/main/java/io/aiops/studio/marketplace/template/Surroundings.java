package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionService.ModelProviderView;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.PluginView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a workspace has for a template: its plugins, connections and models, as they are now.
 *
 * @param models names of what can serve
 */
record Surroundings(List<PluginView> plugins, List<Connection> connections, List<String> models) {

  static Surroundings of(Studio studio, Caller caller) {
    return new Surroundings(
        studio.plugins().list(caller),
        studio.connections().list(caller),
        studio.connections().modelProviders(caller).stream().map(ModelProviderView::name).toList());
  }

  Optional<PluginView> plugin(String name) {
    return plugins.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The plugin that offers it. */
  Optional<PluginView> offering(PluginView.Kind kind, String contribution) {
    return plugins.stream()
        .filter(plugin ->
            plugin.contributions().stream()
                .anyMatch(each -> each.kind() == kind && each.name().equals(contribution)))
        .findFirst();
  }

  /**
   * What is behind a name.
   *
   * @return empty if there is no such connection, nor a connector or model plugin of that name
   */
  Optional<String> provider(Lock.Kind kind, String name) {
    String own = kind == Lock.Kind.MODEL ? name.split("/", 2)[0] : name;
    return connections.stream()
        .filter(each -> each.kind() == connectionKind(kind) && each.name().equals(own))
        .map(Connection::provider)
        .findFirst()
        .or(() -> offering(pluginKind(kind), own).map(plugin -> own));
  }

  /** What can play a role, by name. */
  List<String> players(Lock.Role role) {
    if (role.kind() == Lock.Kind.MODEL) {
      return models;
    }
    TreeSet<String> names = new TreeSet<>();
    connections.stream()
        .filter(each ->
            each.kind() == Connection.Kind.CONNECTOR && each.provider().equals(role.provider()))
        .forEach(each -> names.add(each.name()));
    boolean taken =
        connections.stream()
            .anyMatch(each ->
                each.kind() == Connection.Kind.CONNECTOR && each.name().equals(role.provider()));
    if (!taken && offering(PluginView.Kind.CONNECTOR, role.provider()).isPresent()) {
      names.add(role.provider());
    }
    return new ArrayList<>(names);
  }

  private static Connection.Kind connectionKind(Lock.Kind kind) {
    return kind == Lock.Kind.MODEL ? Connection.Kind.MODEL : Connection.Kind.CONNECTOR;
  }

  private static PluginView.Kind pluginKind(Lock.Kind kind) {
    return kind == Lock.Kind.MODEL ? PluginView.Kind.MODEL : PluginView.Kind.CONNECTOR;
  }
}
