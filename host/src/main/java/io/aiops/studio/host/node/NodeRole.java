package io.aiops.studio.host.node;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a node does for the others. */
public enum NodeRole {
  /** Answers people and programs. */
  WEB,
  /** Decides what comes next in executions. */
  ENGINE,
  /** Runs tasks. */
  WORKER;

  public static final Set<NodeRole> ALL = Set.of(values());

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param text such as {@code engine, worker}
   * @return empty if it names no role, or one that is none
   */
  public static Optional<Set<NodeRole>> read(String text) {
    Set<NodeRole> roles = EnumSet.noneOf(NodeRole.class);
    for (String word : text.split(",", -1)) {
      try {
        roles.add(valueOf(word.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(Set.copyOf(roles));
  }
}
