package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.node.Node;
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
  public Set<NodeRole> roles() {
    return NodeRole.ALL;
  }
}
