package io.aiops.studio.ui.designer;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionService.ModelProviderView;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.PluginView.ToolView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the installed plugins and the workspace's connections offer to a workflow.
 *
 * @param agents by name
 * @param tools by {@code connection/tool}
 * @param connectors titles of the connections that tools belong to
 * @param models {@code provider} and {@code provider/model}
 */
record Offers(
    Map<String, Contribution> agents,
    Map<String, ToolView> tools,
    Map<String, String> connectors,
    List<String> models) {

  static Offers of(Studio studio, Caller caller) {
    Map<String, Contribution> agents = new LinkedHashMap<>();
    Map<String, ToolView> tools = new LinkedHashMap<>();
    Map<String, String> titles = new LinkedHashMap<>();
    List<Contribution> contributions = studio.plugins().contributions(caller);
    List<Connection> connections = studio.connections().list(caller);
    for (Contribution each : contributions) {
      if (each.kind() == Kind.AGENT) {
        agents.put(each.name(), each);
      } else if (each.kind() == Kind.CONNECTOR) {
        titles.put(each.name(), each.title());
        each.tools().forEach(tool -> tools.put(each.name() + "/" + tool.name(), tool));
        connections.stream()
            .filter(connection -> connection.kind() == Connection.Kind.CONNECTOR)
            .filter(connection -> connection.provider().equals(each.name()))
            .forEach(connection -> {
              titles.put(connection.name(), connection.name() + " (" + each.title() + ")");
              each.tools().forEach(tool -> tools.put(connection.name() + "/" + tool.name(), tool));
            });
      }
    }
    List<String> models = new ArrayList<>();
    for (ModelProviderView provider : studio.connections().modelProviders(caller)) {
      models.add(provider.name());
      provider.models().forEach(model -> models.add(provider.name() + "/" + model));
    }
    return new Offers(agents, tools, titles, models);
  }

  /** The title of the connection a tool belongs to. */
  String connector(String tool) {
    String connection = tool.substring(0, Math.max(0, tool.indexOf('/')));
    return connectors.getOrDefault(connection, connection);
  }
}
