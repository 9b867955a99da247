package io.aiops.studio.host.node;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Keeps the nodes where all of them see it. Its clock is the one that counts. */
public interface NodeStore {

  /**
   * What a node says of itself.
   *
   * @param id a new one at each start
   * @param silent what does not answer it, at most {@value #MOST_SILENT}
   * @param seat its data folder's: who joins on a seat takes the place of who was there
   */
  record Beat(
      UUID id,
      UUID seat,
      String name,
      Set<NodeRole> roles,
      Node.State state,
      Node.Broker broker,
      int workers,
      List<Node.Pool> pools,
      List<String> pluginsBehind,
      NodePlugins plugins,
      List<Silent> silent) {
    public Beat {
      silent = List.copyOf(silent);
      pools = List.copyOf(pools);
      roles = Set.copyOf(roles);
      pluginsBehind = List.copyOf(pluginsBehind);
    }
  }

  /** So much of what is silent is told. */
  int MOST_SILENT = 100;

  /** What of a workspace does not answer nodes that are alive, by node. */
  List<Silent.At> silent(UUID workspaceId);

  /** How the plugins stand on each node that is alive, by node. */
  List<NodePlugins.At> plugins();

  /** What a plugin last wrote there takes the place of what it had written before; or nothing. */
  void log(UUID node, String plugin, List<NodeLog.Line> lines);

  /**
   * By node, of all that are not buried; each without the lines of other workspaces, and none
   * without any.
   */
  List<NodeLog.At> log(UUID workspaceId, String plugin);

  /** Writes it down with the present time; adds the node if it is not known. */
  void beat(Beat beat);

  /** Forgets other nodes of the same seat: the data folder is held by one process at a time. */
  void takeSeat(UUID seat, UUID id);

  /** By name, then by age. Those that left or died stay until they are buried. */
  List<Node> list();

  /** Forgets who has been silent for so long; says how many. */
  int bury(Duration silence);
}
