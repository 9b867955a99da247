package io.aiops.studio.host.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What was rolled back and bears another key since: under its old one, outside systems would answer
 * what was found wrong, and do nothing. The same rollback always gives the same key, so that a
 * retry of the execution has it too.
 */
final class Renewals {

  private final List<Event.RolledBack> rollbacks = new ArrayList<>();

  void add(Event.RolledBack rollback) {
    rollbacks.add(rollback);
  }

  /** Whether the step had begun, and starts anew. */
  static boolean has(Event.RolledBack rollback, String path) {
    return rollback.invalidated().stream()
        .anyMatch(begun -> path.equals(begun) || path.startsWith(begun + "["));
  }

  /**
   * @param root of what was never rolled back
   */
  UUID root(String path, UUID root) {
    for (Event.RolledBack rollback : rollbacks.reversed()) {
      if (has(rollback, path)) {
        String name = root + "/" + rollback.rollbackId();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return root;
  }
}
