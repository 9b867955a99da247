package io.aiops.studio.api;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What changed between two descriptions, and which version it asks for. What plugins call may grow
 * with a minor version; whatever goes away, or has to be implemented by plugins anew, is a major
 * one.
 *
 * @param gone lines that were there
 * @param come lines that are there now
 */
record ApiChange(Set<String> gone, Set<String> come) {

  /** What plugins implement ({@code @ConsumerType}, which leaves nothing to reflection). */
  private static final List<String> IMPLEMENTED =
      List.of(
          "Agent ",
          "Connector ",
          "HealthCheck ",
          "ModelProvider ",
          "WorkflowObserver ",
          "Tool$Function ");

  /** What a change is. */
  enum Kind {
    NONE,
    MINOR,
    MAJOR
  }

  static ApiChange between(List<String> before, List<String> now) {
    Set<String> gone = new TreeSet<>(before);
    Set<String> come = new TreeSet<>(now);
    gone.removeAll(now);
    come.removeAll(before);
    return new ApiChange(gone, come);
  }

  Kind kind() {
    if (!gone.isEmpty() || come.stream().anyMatch(ApiChange::hasToBeImplemented)) {
      return Kind.MAJOR;
    }
    return come.isEmpty() ? Kind.NONE : Kind.MINOR;
  }

  private static boolean hasToBeImplemented(String line) {
    return line.contains(" has public abstract ")
        && IMPLEMENTED.stream()
            .anyMatch(type -> line.startsWith(ApiChange.class.getPackageName() + "." + type));
  }

  /** Whether {@code now} is late enough after {@code before} for a change of this kind. */
  boolean allowedFrom(String before, String now) {
    int[] old = numbers(before);
    int[] next = numbers(now);
    return switch (kind()) {
      case NONE -> true;
      case MINOR -> next[0] > old[0] || (next[0] == old[0] && next[1] > old[1]);
      case MAJOR -> next[0] > old[0];
    };
  }

  private static int[] numbers(String version) {
    String[] parts = version.split("\\.", -1);
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }
}
