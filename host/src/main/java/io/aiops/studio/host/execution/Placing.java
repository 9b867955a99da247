package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Step;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The steps of one execution that have places at connections, or wait for them. */
public final class Placing {

  private final ExecutionState state;
  private final Set<String> paths = new LinkedHashSet<>(0);
  private boolean ever;

  Placing(ExecutionState state) {
    this.state = state;
  }

  void queue(StepState step, Event.StepQueued e, Instant at) {
    step.queue(e, at);
    paths.add(step.path());
    ever = true;
  }

  /** Whether any of them ever needed one: of all others nothing is written. */
  public boolean ever() {
    return ever;
  }

  /** Those that do now. What waited for a place while its execution is undone does no more. */
  public List<StepState> steps() {
    boolean undoing = state.status() == ExecutionStatus.COMPENSATING;
    List<StepState> steps =
        paths.stream()
            .map(state::find)
            .filter(Objects::nonNull)
            .filter(step -> !step.places().isEmpty())
            .toList();
    paths.clear();
    steps.forEach(step -> paths.add(step.path()));
    return steps.stream()
        .filter(step ->
            !undoing && !state.failing(step.path())
                || Step.undoes(step.path())
                || step.status() == StepState.Status.RUNNING)
        .toList();
  }
}
