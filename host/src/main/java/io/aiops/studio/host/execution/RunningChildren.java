package io.aiops.studio.host.execution;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The executions that are steps of one, while they run. */
final class RunningChildren {

  private final Map<UUID, String> paths = new LinkedHashMap<>(0);

  void start(StepState step, Event.ChildStarted e, Instant at) {
    step.run(e, at);
    step.reached(e.attempt());
    paths.put(e.childId(), e.path());
  }

  /** The step's attempt is over. */
  void leave(StepState step) {
    UUID child = step.leaveChild();
    if (child != null) {
      paths.remove(child);
    }
  }

  /** Each with the path of its step; none whose step was rolled back, or whose list fails. */
  Map<UUID, String> byId(Steps steps) {
    if (paths.isEmpty()) {
      return Map.of();
    }
    Map<UUID, String> running = new LinkedHashMap<>();
    paths.forEach((child, path) -> {
      StepState step = steps.find(path);
      if (step != null && child.equals(step.child()) && !steps.failing(path)) {
        running.put(child, path);
      }
    });
    return running;
  }
}
