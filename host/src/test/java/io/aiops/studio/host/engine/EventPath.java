package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Event;
import org.jspecify.annotations.Nullable;

/** Which step an event moves. */
final class EventPath {

  private EventPath() {}

  static @Nullable String of(Event event) {
    return switch (event) {
      case Event.StepScheduled e -> e.path();
      case Event.StepWaiting e -> e.path();
      case Event.SignalAwaited e -> e.path();
      case Event.ChildStarted e -> e.path();
      case Event.ApprovalRequested e -> e.path();
      case Event.ApprovalDecided e -> e.path();
      case Event.PlanAdopted e -> e.path();
      case Event.ItemsOpened e -> e.path();
      case Event.ItemCompleted e -> e.path();
      case Event.ItemsCompleted e -> e.path();
      case Event.StepCompleted e -> e.path();
      case Event.StepFailed e -> e.path();
      case Event.StepQueued e -> e.path();
      case Event.StepAdmitted e -> e.path();
      case Event.FallbackTaken e -> e.path();
      case Event.StepSkipped e -> e.path();
      default -> null;
    };
  }
}
