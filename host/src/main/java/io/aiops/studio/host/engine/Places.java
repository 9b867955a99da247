package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attempts that wait for a place at a connection, and go on once they have it. */
final class Places {

  /** So many connections with places one attempt may need. */
  private static final int MOST = 50;

  private final Decision decision;
  private final Failing failing;

  Places(Decision decision, Failing failing) {
    this.decision = decision;
    this.failing = failing;
  }

  /**
   * An attempt ended because it has no place. What it has it gives back, and waits for all: who
   * kept one while waiting for another might wait for ever.
   */
  void queue(StepState step, Place place) {
    List<Place> needed =
        Stream.concat(
                step.places().stream()
                    .filter(each -> !each.connectionId().equals(place.connectionId())),
                Stream.of(place))
            .toList();
    if (needed.size() > MOST) {
      failing.fail(
          step,
          new Failure(
              "limit-reached",
              "One attempt needs places at %d connections; expected at most %d"
                  .formatted(needed.size(), MOST)),
          List.of());
      return;
    }
    decision.emit(
        new Event.StepQueued(
            step.path(),
            step.attempt(),
            step.admitted(),
            needed,
            TimeOuts.end(step),
            decision.cause()));
  }

  void admit(Command.PlaceGranted granted) {
    StepState step = decision.state().find(granted.path());
    boolean ending =
        decision.state().status() == ExecutionStatus.COMPENSATING
            || decision.state().failing(granted.path());
    if (step != null
        && waits(step)
        && step.attempt() == granted.attempt()
        && step.admitted() == granted.round()
        && (!ending || Step.undoes(step.path()))) {
      decision.emit(
          new Event.StepAdmitted(step.path(), step.attempt(), step.admitted(), decision.cause()));
    }
  }

  static boolean waits(StepState step) {
    return step.status() == StepState.Status.WAITING && !step.places().isEmpty();
  }

  /** Whether an attempt has places though nobody wants it to go on: if it is lost, it stays so. */
  static boolean leftBehind(ExecutionState state, StepState step) {
    return !step.places().isEmpty() && !Follow.wanted(state, step);
  }

  /** What an attempt comes to that has places and nobody goes on with: it gives them back. */
  static Command left(ExecutionState state, StepState step) {
    return new Command.Outcome(
        state.id(),
        step.path(),
        step.attempt(),
        step.round(),
        Command.Result.failed(
            new Failure("cancelled", "It is with nobody, and what it stands in is to be undone."),
            false,
            List.of()));
  }

  /** The time of all its attempts is over. */
  void timedOut(StepState step) {
    String names =
        step.places().stream()
            .map(place -> "'" + place.connection() + "'")
            .collect(Collectors.joining(" and "));
    failing.fail(
        step,
        new Failure(
            "timeout",
            "No place at connection %s was free within the step's totalTimeout of %s"
                .formatted(names, step.step().timeouts().total())),
        List.of());
  }
}
