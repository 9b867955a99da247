package io.aiops.studio.host.reliance;

import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.connection.ConnectionResolver.Resolved;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.Reliance.Touched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which of what is touched a step calls, by the connections of its workspace. */
final class Touching {

  /**
   * @param words what the step names
   */
  record Use(String words, Touched touched) {}

  private record Reference(UUID workspaceId, Kind kind, String name) {}

  private final Map<Kind, Map<String, Touched>> touched = new HashMap<>();
  private final ConnectionResolver connections;
  private final Map<Reference, Optional<String>> providers = new HashMap<>();

  Touching(List<Touched> touched, ConnectionResolver connections) {
    touched.forEach(one ->
        this.touched.computeIfAbsent(one.kind(), kind -> new HashMap<>()).put(one.name(), one));
    this.connections = connections;
  }

  boolean any(Kind kind) {
    return touched.containsKey(kind);
  }

  @Nullable Touched of(Kind kind, String name) {
    return touched.getOrDefault(kind, Map.of()).get(name);
  }

  List<Use> uses(UUID workspaceId, Step.Work work) {
    List<Use> uses = new ArrayList<>();
    switch (work) {
      case Step.AgentWork agent -> {
        add(uses, "agent " + agent.agent(), agent(agent.agent()));
        agent.tools().forEach(tool -> add(uses, "tool " + tool, tool(workspaceId, tool)));
        add(
            uses,
            agent.model().isEmpty() ? "the workspace's default model" : "model " + agent.model(),
            model(workspaceId, agent.model()));
      }
      case Step.ToolWork tool -> add(uses, "tool " + tool.tool(), tool(workspaceId, tool.tool()));
      default -> {}
    }
    return uses;
  }

  private static void add(List<Use> uses, String words, @Nullable Touched touched) {
    if (touched != null) {
      uses.add(new Use(words, touched));
    }
  }

  /** One that is pinned stays what it is, as long as somebody offers the name. */
  private @Nullable Touched agent(String reference) {
    int at = reference.indexOf('@');
    Touched one = of(Kind.AGENT, at < 0 ? reference : reference.substring(0, at));
    return one == null || at < 0 || one.gone() ? one : null;
  }

  private @Nullable Touched tool(UUID workspaceId, String reference) {
    int slash = reference.indexOf('/');
    if (slash < 1 || !any(Kind.CONNECTOR)) {
      return null;
    }
    String name = reference.substring(0, slash);
    return of(
        Kind.CONNECTOR,
        provider(
            new Reference(workspaceId, Kind.CONNECTOR, name),
            () -> connections.tool(workspaceId, reference)));
  }

  private @Nullable Touched model(UUID workspaceId, String reference) {
    if (!any(Kind.MODEL) || reference.contains("{{")) {
      return null;
    }
    String name = reference.split("/", 2)[0];
    return of(
        Kind.MODEL,
        provider(
            new Reference(workspaceId, Kind.MODEL, name),
            () -> connections.model(workspaceId, name)));
  }

  /** Of what is resolved; else the name itself is one. */
  private String provider(Reference reference, Supplier<Optional<Resolved>> resolve) {
    return providers
        .computeIfAbsent(reference, unknown -> resolve.get().map(Resolved::provider))
        .orElse(reference.name());
  }
}
