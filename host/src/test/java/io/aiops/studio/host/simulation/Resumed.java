package io.aiops.studio.host.simulation;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.taskqueue.Task;
import java.util.HashMap;
import java.util.Map;

/**
 * How far back the calls of an attempt reach, told from what was committed: to the first of the
 * attempts before it that were interrupted one after the other.
 */
final class Resumed {

  /** By path: the first of those that were interrupted up to now. */
  private final Map<String, Integer> interrupted = new HashMap<>();

  /** By {@code path#attempt}. */
  private final Map<String, Integer> since = new HashMap<>();

  void take(Event event) {
    switch (event) {
      case Event.StepScheduled e ->
          since.put(e.path() + "#" + e.attempt(), interrupted.getOrDefault(e.path(), e.attempt()));
      case Event.StepFailed e when e.nextAttemptAt() != null && e.failure().interrupted() ->
          interrupted.putIfAbsent(e.path(), e.attempt());
      case Event.StepFailed e -> interrupted.remove(e.path());
      case Event.StepCompleted e -> interrupted.remove(e.path());
      case Event.FallbackTaken e -> interrupted.remove(e.path());
      case Event.RolledBack e ->
          interrupted
              .keySet()
              .removeIf(path ->
                  e.invalidated().stream()
                      .anyMatch(begun -> path.equals(begun) || path.startsWith(begun + "[")));
      default -> {}
    }
  }

  /** The first attempt whose calls are this one's too; itself if there is none before. */
  int since(Task task) {
    return since.get(task.path() + "#" + task.attempt());
  }
}
