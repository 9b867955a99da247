package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be undone if the execution ends badly: each completion, in order. */
public final class Undos {

  /**
   * One of them. Its input is kept packed, since of a list there may be many.
   *
   * @param path of the step that completed
   * @param undo what undoes it
   * @param packed its input, as JSON
   * @param failure why it cannot be undone; null if it can
   * @param keyRoot under which it was done
   */
  private record Owed(
      String path, Step undo, byte[] packed, @Nullable Failure failure, UUID keyRoot) {}

  private final List<Owed> owed = new ArrayList<>();
  private final Map<String, Integer> reached = new HashMap<>();
  private Event.@Nullable CompensationStarted reason;
  private @Nullable StepState current;
  private @Nullable UUID keyRoot;
  private int done;
  private int failed;
  private String problem = "";

  /**
   * @param keyRoot under which the outside knows what was done: what undoes it bears the same, so
   *     that two completions of a step are undone, not one twice
   */
  void record(StepState step, Event.UndoRecorded e, UUID keyRoot) {
    Step undo = step.step().undo();
    if (undo == null) {
      throw new IllegalTransitionException(step.path(), "nothing undoes it", "an event");
    }
    owed.add(new Owed(e.path(), undo, Json.bytes(e.input()), e.failure(), keyRoot));
  }

  void start(Event.CompensationStarted e) {
    reason = e;
  }

  /** The state of what undoes a step; begins with the next that is owed. */
  StepState take(String path) {
    StepState at = current;
    if (at != null && at.path().equals(path) && !at.status().terminal()) {
      return at;
    }
    if (owed.isEmpty() || !path.equals(next())) {
      throw new IllegalTransitionException(path, "not the next to be undone", "an event");
    }
    Owed last = owed.removeLast();
    StepState begun = new StepState(path, last.undo(), null);
    begun.begin(reached.getOrDefault(path, 0));
    current = begun;
    keyRoot = last.keyRoot();
    return begun;
  }

  /**
   * An attempt of a step has ended; one that undoes nothing is none of this.
   *
   * @param failure null if it completed
   */
  void ended(StepState step, @Nullable Failure failure) {
    if (!Step.undoes(step.path()) || !step.status().terminal()) {
      return;
    }
    reached.put(step.path(), step.attempt());
    if (failure == null) {
      done++;
    } else {
      failed++;
      problem = problem.isEmpty() ? step.path() + ": " + failure.message() : problem;
    }
  }

  /** Whether anything is left to be undone. */
  public boolean owes() {
    return !owed.isEmpty();
  }

  /** Path of what undoes the last completion that is not undone. */
  public String next() {
    return owed() + Step.UNDO;
  }

  /** Path of the step whose completion is undone next. */
  public String owed() {
    return owed.getLast().path();
  }

  /** The attempt it begins with: not the first if an earlier completion was undone. */
  public int nextAttempt() {
    return reached.getOrDefault(next(), 0) + 1;
  }

  /** The input it gets. */
  public @Nullable Object nextInput() {
    return Json.parse(owed.getLast().packed(), Object.class);
  }

  /** Why it cannot be run; null if it can. */
  public @Nullable Failure nextFailure() {
    return owed.getLast().failure();
  }

  /** What is undone now, or was last; null if nothing was. */
  public @Nullable StepState current() {
    return current;
  }

  /** Of {@link #current}; null if nothing was undone. */
  @Nullable UUID keyRoot() {
    return keyRoot;
  }

  /** Why; null before it began. */
  public Event.@Nullable CompensationStarted reason() {
    return reason;
  }

  /** How many could not be undone. */
  public int failed() {
    return failed;
  }

  /** How many were to be undone so far. */
  public int all() {
    return done + failed;
  }

  /** What was wrong with the first that could not; empty if all could. */
  public String problem() {
    return problem;
  }
}
