package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.node.NodeService;
import java.util.List;
import java.util.Set;

/** One node that does everything. */
final class FakeNodes implements NodeService {

  @Override
  public List<Node> list(Caller caller) {
    caller.require(Permission.VIEW);
    return List.of();
  }

  @Override
  public Set<NodeRole> roles() {
    return NodeRole.ALL;
  }
}
