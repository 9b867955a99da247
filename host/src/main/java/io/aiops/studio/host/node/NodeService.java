package io.aiops.studio.host.node;

import io.aiops.studio.host.identity.Caller;
import java.util.List;
import java.util.Set;

/** The nodes, for people and programs. They belong to the studio, not to a workspace. */
public interface NodeService {

  /**
   * All nodes of the last hour, by name. Needs VIEW.
   *
   * @throws io.aiops.studio.host.problem.UnavailableException if the database does not answer
   */
  List<Node> list(Caller caller);

  /** How the plugins stand on each node that is alive, by name. Needs VIEW. */
  List<NodePlugins.At> plugins(Caller caller);

  /**
   * What a plugin last wrote on each node of the last hour, by name: lines of the caller's
   * workspace, and those of none. Needs ADMINISTER.
   */
  List<NodeLog.At> log(Caller caller, String plugin);

  /** What this node does for the others. */
  Set<NodeRole> roles();
}
