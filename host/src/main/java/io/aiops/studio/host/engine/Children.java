package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Steps that are executions of their own: each attempt is a new one. */
final class Children {

  private final Decision decision;

  Children(Decision decision) {
    this.decision = decision;
  }

  /**
   * @throws io.aiops.studio.host.definition.ExpressionException if its inputs cannot be evaluated
   */
  void begin(Scope scope, StepState step, Step.WorkflowWork work, int attempt) {
    StepInputs.Child child = decision.inputs().child(decision.state(), scope, step, work);
    Duration timeout = step.step().timeout();
    decision.emit(
        new Event.ChildStarted(
            step.path(),
            attempt,
            id(decision.state().id(), step.path(), attempt, decision.now()),
            child.workflow(),
            work.version(),
            child.inputs(),
            timeout == null ? null : decision.now().plus(timeout),
            decision.cause()));
  }

  /** Its time is over; the execution itself is cancelled, since nobody waits for it any more. */
  static void timedOut(StepState step, Attempts attempts) {
    Failure failure =
        new Failure(
            "timeout",
            String.format(
                Locale.ROOT,
                "Execution %s did not end within %s",
                step.child(),
                step.step().timeout()));
    attempts.failed(step, failure, true, null, List.of());
  }

  /** The same for the same attempt decided at the same time; ordered by it like any other. */
  static UUID id(UUID parent, String path, int attempt, Instant at) {
    UUID name =
        UUID.nameUUIDFromBytes(
            (parent + "/" + path + "#" + attempt).getBytes(StandardCharsets.UTF_8));
    long high = at.toEpochMilli() << 16 | 0x7000 | name.getMostSignificantBits() & 0x0fff;
    return new UUID(high, name.getLeastSignificantBits());
  }
}
