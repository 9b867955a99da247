package io.aiops.studio.ui.designer;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionService.ModelProviderView;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.PluginView.ToolView;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.ui.access.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the installed plugins, the workspace's connections and its workflows offer to a workflow.
 *
 * @param agents by name
 * @param tools by {@code connection/tool}
 * @param connectors titles of the connections that tools belong to
 * @param models {@code provider} and {@code provider/model}
 * @param workflows the newest version of each, by name
 * @param inputs reads what a workflow takes, as JSON Schema
 */
record Offers(
    Map<String, Contribution> agents,
    Map<String, ToolView> tools,
    Map<String, String> connectors,
    List<String> models,
    Map<String, Offered> workflows,
    Function<Offered, Map<String, @Nullable Object>> inputs) {

  /**
   * A workflow that a step can run, without its text: a page keeps hundreds of them.
   *
   * @param version its newest
   */
  record Offered(String name, String title, int version) {}

  /** More can be typed than are offered. */
  private static final int MOST_WORKFLOWS = 500;

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
    Map<String, Offered> workflows = new LinkedHashMap<>();
    studio
        .workflows()
        .list(caller, "", MOST_WORKFLOWS, 0)
        .forEach(each ->
            workflows.put(each.name(), new Offered(each.name(), each.title(), each.version())));
    return new Offers(
        agents, tools, titles, models, workflows, workflow -> inputs(studio, workflow));
  }

  /** Empty if somebody has removed it meanwhile; that it is not there, validation says. */
  private static Map<String, @Nullable Object> inputs(Studio studio, Offered workflow) {
    try {
      WorkflowVersion found =
          studio.workflows().get(Session.caller(), workflow.name(), workflow.version());
      return WorkflowReader.read(found.text()).workflow().map(Workflow::inputs).orElse(Map.of());
    } catch (NotFoundException removed) {
      return Map.of();
    }
  }

  /**
   * What the fields that something's form has depend on: a step, or a call beside its own. Of the
   * version only whether its inputs are known, so that its field stays while one is typed.
   */
  String shape(Map<String, @Nullable Object> step) {
    return Stream.of("kind", "agent", "tool", "workflow")
        .map(name -> Values.text(step.get(name)) + "/")
        .collect(Collectors.joining("", "", String.valueOf(newest(step).isPresent())));
  }

  /** Empty if what the plugin or the workflow takes has no fields. */
  Map<String, @Nullable Object> inputSchema(Map<String, @Nullable Object> step) {
    Contribution agent = agents.get(Values.text(step.get("agent")));
    ToolView tool = tools.get(Values.text(step.get("tool")));
    return withFields(
        agent != null ? agent.inputSchema() : tool != null ? tool.inputSchema() : inputs(step));
  }

  /** Of the newest version only: another's are written as JSON. */
  private Map<String, @Nullable Object> inputs(Map<String, @Nullable Object> step) {
    return newest(step).map(inputs).orElse(Map.of());
  }

  /** The workflow that a step names, if it is its newest version that the step runs. */
  private Optional<Offered> newest(Map<String, @Nullable Object> step) {
    String version = Values.text(step.get("version"));
    return Optional.ofNullable(workflows.get(Values.text(step.get("workflow"))))
        .filter(known -> version.isEmpty() || version.equals(String.valueOf(known.version())));
  }

  Map<String, @Nullable Object> settingsSchema(Map<String, @Nullable Object> step) {
    Contribution agent = agents.get(Values.text(step.get("agent")));
    return agent == null ? Map.of() : withFields(agent.settingsSchema());
  }

  private static Map<String, @Nullable Object> withFields(Map<String, @Nullable Object> schema) {
    return Values.map(schema.get("properties")).isEmpty() ? Map.of() : schema;
  }

  /** The title of the connection a tool belongs to. */
  String connector(String tool) {
    String connection = tool.substring(0, Math.max(0, tool.indexOf('/')));
    return connectors.getOrDefault(connection, connection);
  }
}
