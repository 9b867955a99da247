package io.aiops.studio.host.node;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What the store has of the plugins' logs of a node: only what is new goes there. */
final class ToldLogs {

  private final NodeStore store;
  private final UUID node;
  private final Map<String, Long> told = new ConcurrentHashMap<>();

  ToldLogs(NodeStore store, UUID node) {
    this.store = store;
    this.node = node;
  }

  /**
   * Tells what has changed.
   *
   * @param logs all there are, by the plugins' names
   */
  void tell(Map<String, NodeLog> logs) {
    logs.forEach((plugin, log) -> {
      if (told.getOrDefault(plugin, 0L) != log.written()) {
        store.log(node, plugin, log.lines());
        told.put(plugin, log.written());
      }
    });
    for (String plugin : told.keySet()) {
      if (!logs.containsKey(plugin)) {
        store.log(node, plugin, List.of());
        told.remove(plugin);
      }
    }
  }
}
