package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What steps do instead when what they call has not answered. */
final class Fallbacks {

  /** The other side is away; any other failure the fallback would likely share, or hide. */
  private static final Set<String> AWAY = Set.of(Failure.CIRCUIT_OPEN, "unavailable", "timeout");

  private final Decision decision;
  private final Failing failing;

  Fallbacks(Decision decision, Failing failing) {
    this.decision = decision;
    this.failing = failing;
  }

  /** The step has failed for good, unless it falls back to something. */
  void failed(StepState step, Failure failure, List<CallRecord> calls) {
    Step other = step.step().fallback();
    Instant end = TimeOuts.end(step);
    boolean late = end != null && !decision.now().isBefore(end);
    if (other == null || late || !AWAY.contains(failure.category())) {
      failing.fail(step, failure, calls);
      return;
    }
    decision.emit(
        new Event.FallbackTaken(
            step.path(), step.attempt(), failure, words(other), calls, decision.cause()));
    try {
      Object input = input(decision.scopeOf(step), step, other);
      decision.emit(
          new Event.StepScheduled(step.path(), step.attempt() + 1, input, decision.cause()));
    } catch (ExpressionException e) {
      failing.fail(step, new Failure("invalid-input", "fallback: " + e.getMessage()), List.of());
    }
  }

  private @Nullable Object input(Scope scope, StepState step, Step other) {
    return switch (other.work()) {
      case Step.AgentWork w -> decision.inputs().agent(decision.state(), scope, step, w);
      case Step.ToolWork w -> decision.inputs().resolve(decision.state(), scope, step, w.input());
      default -> throw new IllegalStateException(step.path() + " falls back to neither");
    };
  }

  private static String words(Step other) {
    return switch (other.work()) {
      case Step.AgentWork w when w.model().isEmpty() -> "agent '" + w.agent() + "'";
      case Step.AgentWork w -> "agent '" + w.agent() + "' with model '" + w.model() + "'";
      case Step.ToolWork w -> "tool '" + w.tool() + "'";
      default -> throw new IllegalStateException(other.id() + " falls back to neither");
    };
  }
}
