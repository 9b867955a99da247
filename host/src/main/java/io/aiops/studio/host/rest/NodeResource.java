package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.node.NodeLog;
import io.aiops.studio.host.node.NodePlugins;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.NodeService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The nodes this studio runs on. */
@Dependent
@Path("/nodes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Nodes")
public class NodeResource {

  /**
   * A node.
   *
   * @param roles some of {@code web}, {@code engine}, {@code worker}
   * @param state {@code joining}, {@code up}, {@code leaving}, {@code left}, {@code dead}
   * @param broker {@code embedded} or {@code shared}
   * @param workers tasks it runs at the same time, of all pools together
   * @param pools that it serves, by name, each with how many of its tasks run there, as of its last
   *     sign of life
   * @param pluginsBehind plugins that do not serve there (yet) as the list of plugins has them
   * @param silentMillis since its last sign of life; one comes every 2000
   */
  public record NodeView(
      UUID id,
      String name,
      List<String> roles,
      String state,
      String broker,
      int workers,
      List<Node.Pool> pools,
      List<String> pluginsBehind,
      Instant joinedAt,
      Instant lastBeatAt,
      long silentMillis) {

    static NodeView of(Node node) {
      return new NodeView(
          node.id(),
          node.name(),
          node.roles().stream().map(NodeRole::word).sorted().toList(),
          node.state().name().toLowerCase(Locale.ROOT),
          node.broker().name().toLowerCase(Locale.ROOT),
          node.workers(),
          node.pools(),
          node.pluginsBehind(),
          node.joinedAt(),
          node.lastBeatAt(),
          node.silence().toMillis());
    }
  }

  /**
   * A line that a plugin wrote.
   *
   * @param version of the plugin that wrote it; empty if the studio did
   * @param level {@code failed} if a call of it failed, {@code error}, {@code warning} or {@code
   *     info}
   */
  public record LogLine(Instant at, String version, String level, String text) {}

  /** What a plugin wrote on a node, the newest last. */
  public record LogOfNode(String node, List<LogLine> lines) {

    static LogOfNode of(NodeLog.At at) {
      return new LogOfNode(
          at.node(),
          at.lines().stream()
              .map(line -> new LogLine(line.at(), line.version(), line.level(), line.text()))
              .toList());
    }
  }

  /** What a plugin wrote, by node. */
  public record PluginLogs(List<LogOfNode> items) {}

  /** Nodes that are alive, with their plugins. */
  public record NodePluginList(List<NodePlugins.At> items) {}

  /** All nodes of the last hour. */
  public record NodeList(List<NodeView> items) {}

  private final NodeService nodes;

  @Inject
  public NodeResource(Studio studio) {
    this.nodes = studio.nodes();
  }

  @GET
  @Operation(
      summary = "List nodes",
      description =
          "Who shares the database and the broker, by name. A node that has given no sign of life"
              + " for 15 s is dead: others take over its work. Those that left or died are listed"
              + " for an hour.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = NodeList.class)))
  public NodeList list(@Context SecurityContext who) {
    return new NodeList(nodes.list(Callers.of(who)).stream().map(NodeView::of).toList());
  }

  @GET
  @Path("/plugins")
  @Operation(
      summary = "List how plugins stand on each node",
      description =
          "Of each node that is alive: the version of the plugin set that it has followed, and of"
              + " each plugin of that set the version that runs there and its state: active,"
              + " on_trial (it has just taken another version's place and is taken back if it does"
              + " worse), starting, or failed, with the reason. A node where one failed takes no work"
              + " for it. The figures of each version that is up there: calls that it is at, that went"
              + " well and that failed since it came up; threads of the operating system that it began;"
              + " for one in a process of its own, that process's threads and memory in MiB. Whose the"
              + " memory in the studio's own process is nobody can tell: null. As of at most 2 s"
              + " ago.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = NodePluginList.class)))
  public NodePluginList plugins(@Context SecurityContext who) {
    return new NodePluginList(nodes.plugins(Callers.of(who)));
  }

  @GET
  @Path("/plugins/{name}/log")
  @Operation(
      summary = "List what a plugin last wrote on each node",
      description =
          "What it logged by java.util.logging or System.Logger, what it printed if it runs in a"
              + " process of its own, and what calls of it failed at: of each node of the last hour at"
              + " most 100 lines of at most 500 characters, and at most 50 in 10 s. Secrets that it was"
              + " lent are taken out. Lines that were written in a call are shown to administrators of"
              + " the call's workspace, all others to every administrator.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for; empty if it wrote nothing",
      content = @Content(schema = @Schema(implementation = PluginLogs.class)))
  public PluginLogs log(@Context SecurityContext who, @PathParam("name") String plugin) {
    return new PluginLogs(nodes.log(Callers.of(who), plugin).stream().map(LogOfNode::of).toList());
  }
}
