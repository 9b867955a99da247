package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the outside knew an execution's steps by, which may go on from another one itself. Of a log
 * it keeps what was rolled back, undone or planned, and no result.
 */
public final class KeyRoots {

  private static final String COMPLETED = Event.StepCompleted.class.getSimpleName();
  private static final String SCHEDULED = Event.StepScheduled.class.getSimpleName();
  private static final String FAILED = Event.StepFailed.class.getSimpleName();
  private static final String ROLLED_BACK = Event.RolledBack.class.getSimpleName();
  private static final String PLANNED = Event.PlanAdopted.class.getSimpleName();

  private final List<Cone> undone = new ArrayList<>();

  /** What undoes a step and was sent; it has not ended for good. */
  private final Set<String> undoing = new HashSet<>();

  /** Steps of which the last effect stands, since nothing was done to undo it. */
  private final Set<String> standing = new HashSet<>();

  private final Renewals renewals = new Renewals();
  private final Plans plans = new Plans();
  private final Body body;
  private final UUID id;
  private final @Nullable KeyRoots before;

  /**
   * @param body of what goes on from it
   * @param id of the execution
   * @param before those of what it goes on from; null if it knew its steps by keys of its own
   */
  KeyRoots(Body body, UUID id, @Nullable KeyRoots before) {
    this.body = body;
    this.id = id;
    this.before = before;
  }

  /**
   * Reads those of an execution that was gone on from.
   *
   * @param log of the origin
   * @param body of what goes on from it
   * @param before those of what the origin goes on from; null if there is none
   */
  public static KeyRoots of(
      Iterator<Line> log, Origin origin, Body body, @Nullable KeyRoots before) {
    KeyRoots roots = new KeyRoots(body, origin.executionId(), before);
    while (log.hasNext()) {
      Line line = log.next();
      if (line.sequence() > origin.sequence()) {
        break;
      }
      String type = line.type();
      boolean step = type.equals(SCHEDULED) || type.equals(COMPLETED) || type.equals(FAILED);
      if (step && line.payload().contains(Step.UNDO)
          || type.equals(ROLLED_BACK)
          || type.equals(PLANNED)) {
        roots.take(EventCodec.read(type, line.payload()));
      }
    }
    return roots;
  }

  /** What was undone by the event, and all that came of it; null if nothing was. */
  @Nullable Cone take(Event event) {
    plans.take(event);
    return switch (event) {
      case Event.RolledBack e -> {
        renewals.add(e);
        yield null;
      }
      case Event.StepScheduled e when Step.undoes(e.path()) -> {
        undoing.add(e.path());
        yield null;
      }
      case Event.StepCompleted e when Step.undoes(e.path()) -> {
        undoing.remove(e.path());
        yield undo(undoneBy(e.path()));
      }
      case Event.StepFailed e when Step.undoes(e.path()) -> notUndone(e);
      default -> null;
    };
  }

  /** Of what may have gone out nobody knows whether it was done: it counts as done. */
  private @Nullable Cone notUndone(Event.StepFailed e) {
    String step = undoneBy(e.path());
    boolean lasting = e.nextAttemptAt() == null;
    boolean sent = lasting ? undoing.remove(e.path()) : undoing.contains(e.path());
    if (sent && !(e.failure().denied() && e.calls().isEmpty())) {
      return undo(step);
    }
    if (lasting && !undone(step)) {
      standing.add(step);
    }
    return null;
  }

  private static String undoneBy(String path) {
    return path.substring(0, path.length() - Step.UNDO.length());
  }

  private @Nullable Cone undo(String step) {
    if (standing.contains(step)) {
      // What was undone is an earlier completion, from before a rollback.
      return null;
    }
    try {
      Cone cone = new Cone(body, step, plans::of);
      undone.add(cone);
      return cone;
    } catch (NoSuchElementException e) {
      // A newer version of the workflow does not have the step any more: nothing came of it here.
      return null;
    }
  }

  /** What was planned there. */
  Plans plans() {
    return plans;
  }

  /** Whether its effect there was undone. */
  boolean undone(String path) {
    return undone.stream().anyMatch(cone -> cone.has(path));
  }

  /**
   * What the outside knew the step by there.
   *
   * @param root of the first execution that was retried
   */
  UUID root(String path, UUID root) {
    UUID inherited = root;
    if (before != null) {
      inherited = before.undone(path) ? id : before.root(path, root);
    }
    return renewals.root(path, inherited);
  }
}
