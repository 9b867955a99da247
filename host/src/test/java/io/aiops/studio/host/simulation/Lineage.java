package io.aiops.studio.host.simulation;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Cone;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Plans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;

/** What an execution has of the one it goes on from: what is not done again, and what is. */
final class Lineage {

  private final UUID id;
  private final Body body;
  private final Plans plans = new Plans();
  private final Set<String> completed = new HashSet<>();

  /** A list or a plan of these is begun again, though it went on with a stated output. */
  private final Set<String> failed = new HashSet<>();

  /** What undoes a step and was sent, until it ends for good. */
  private final Set<String> undoing = new HashSet<>();

  /** What nothing was done to undo. */
  private final Set<String> standing = new HashSet<>();

  /** What was undone, with all that came of it. */
  private final List<Cone> undone = new ArrayList<>();

  private Lineage earlier;

  Lineage(UUID id, Body body) {
    this.id = id;
    this.body = body;
  }

  void goesOnFrom(Lineage before) {
    earlier = before;
  }

  boolean wentOn() {
    return earlier != null;
  }

  /** The first execution in which the step was this very work: the outside knows it from there. */
  UUID of(String path) {
    String step = path.replace(Step.UNDO, "");
    return earlier == null || earlier.undid(step) ? id : earlier.of(step);
  }

  /** Whether a step is sent that had completed there, and was not undone. */
  boolean again(Event event) {
    return event instanceof Event.StepScheduled e
        && earlier != null
        && !Step.undoes(e.path())
        && earlier.completed.contains(e.path())
        && !earlier.undid(e.path());
  }

  void take(Event event) {
    plans.take(event);
    switch (event) {
      case Event.StepScheduled e when Step.undoes(e.path()) -> undoing.add(e.path());
      case Event.StepFailed e when Step.undoes(e.path()) -> notUndone(e);
      case Event.StepFailed e when e.nextAttemptAt() == null -> failed.add(e.path());
      case Event.StepCompleted e when Step.undoes(e.path()) -> {
        undoing.remove(e.path());
        undo(e.path().replace(Step.UNDO, ""));
      }
      case Event.StepCompleted e when !failed.contains(e.path()) -> completed.add(e.path());
      case Event.StepAdopted e when e.failure() == null -> completed.add(e.path());
      default -> {}
    }
  }

  /** What never ran, or was denied before any call, stands; of anything else nobody knows. */
  private void notUndone(Event.StepFailed e) {
    String step = e.path().replace(Step.UNDO, "");
    boolean nothing = e.failure().category().equals("denied") && e.calls().isEmpty();
    if (undoing.contains(e.path()) && !nothing) {
      undo(step);
    } else if (e.nextAttemptAt() == null && !undid(step)) {
      standing.add(step);
    }
    if (e.nextAttemptAt() == null) {
      undoing.remove(e.path());
    }
  }

  private void undo(String path) {
    if (standing.contains(path)) {
      return;
    }
    try {
      undone.add(new Cone(body, path, plans::of));
    } catch (NoSuchElementException rolledBack) {
      // It was planned anew since: whoever goes on from here has no such step.
      completed.remove(path);
    }
  }

  private boolean undid(String path) {
    return undone.stream().anyMatch(cone -> cone.has(path));
  }
}
