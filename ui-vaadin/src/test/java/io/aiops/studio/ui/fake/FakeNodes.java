package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.node.NodeLog;
import io.aiops.studio.host.node.NodePlugins;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.NodeService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Nodes as a test says. */
public final class FakeNodes implements NodeService {

  public List<Node> nodes =
      List.of(
          new Node(
              new UUID(0, 1),
              "left",
              NodeRole.ALL,
              Node.State.UP,
              Node.Broker.SHARED,
              64,
              List.of(new Node.Pool("default", 5), new Node.Pool("gpu", 2)),
              List.of(),
              Instant.EPOCH,
              Instant.EPOCH,
              Duration.ofSeconds(1)),
          new Node(
              new UUID(0, 2),
              "right",
              Set.of(NodeRole.WEB),
              Node.State.UP,
              Node.Broker.SHARED,
              0,
              List.of(),
              List.of("echo"),
              Instant.EPOCH,
              Instant.EPOCH,
              Duration.ofSeconds(40)));

  @Override
  public List<Node> list(Caller caller) {
    caller.require(Permission.VIEW);
    return nodes;
  }

  @Override
  public List<NodePlugins.At> plugins(Caller caller) {
    caller.require(Permission.VIEW);
    return List.of(
        new NodePlugins.At(
            "left",
            new NodePlugins(
                2,
                List.of(
                    new NodePlugins.Plugin(
                        "io.aiops.http",
                        "1.0.0",
                        "active",
                        null,
                        List.of(
                            new NodePlugins.Figures("1.0.0", true, 3, 1240, 2, 17, null),
                            new NodePlugins.Figures("0.9.0", false, 1, 7, 0, 5, 64L)))))),
        new NodePlugins.At(
            "right",
            new NodePlugins(
                2,
                List.of(
                    new NodePlugins.Plugin(
                        "io.aiops.http", null, "failed", "No such class.", List.of())))));
  }

  public List<NodeLog.At> log = List.of();

  @Override
  public List<NodeLog.At> log(Caller caller, String plugin) {
    caller.require(Permission.ADMINISTER);
    return log;
  }

  @Override
  public Set<NodeRole> roles() {
    return NodeRole.ALL;
  }
}
