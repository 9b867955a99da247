package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Where an execution waits for a person. */
final class OpenApprovals {

  private final UUID executionId;
  private final Set<String> asking = new LinkedHashSet<>(0);
  private boolean asked;

  OpenApprovals(UUID executionId) {
    this.executionId = executionId;
  }

  void request(StepState step, Event.ApprovalRequested e, Instant at) {
    step.await(e.attempt(), e.until(), e.cause(), at);
    step.ask(Approval.of(executionId, e));
    asking.add(e.path());
    asked = true;
  }

  void decide(StepState step, Event.ApprovalDecided e, Instant at) {
    step.decide(open(step, e).decided(e));
    asking.remove(e.path());
    if (!(step.step().work() instanceof Step.ApprovalWork)) {
      step.goOn(e.cause(), at);
    }
  }

  void delegate(StepState step, Event.ApprovalDelegated e) {
    step.ask(open(step, e).delegated(e.assignees(), e.delegationId()));
  }

  void escalate(StepState step, Event.ApprovalEscalated e) {
    step.ask(open(step, e).escalated(e.assignees()));
  }

  private static Approval open(StepState step, Event event) {
    Approval approval = step.approval();
    if (approval == null) {
      throw new IllegalTransitionException(step.path(), "no approval", event);
    }
    return approval;
  }

  boolean asked() {
    return asked;
  }

  /** By the step's path; none in a list that fails. */
  Map<String, Approval> byPath(Steps steps) {
    if (asking.isEmpty()) {
      return Map.of();
    }
    Map<String, Approval> open = new LinkedHashMap<>();
    for (String path : asking) {
      StepState step = steps.find(path);
      Approval approval = step == null ? null : step.approval();
      if (approval != null && !steps.failing(path)) {
        open.put(path, approval);
      }
    }
    return open;
  }
}
