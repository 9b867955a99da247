package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import io.aiops.studio.host.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The results of another execution that one may take over instead of running its steps again. */
public final class Adoption {

  /**
   * How a step ended there.
   *
   * @param failure null if it completed
   */
  public record Result(int attempt, @Nullable Object output, @Nullable Failure failure) {}

  /** Of an execution that takes nothing over. */
  public static final Adoption NONE = new Adoption();

  private final Map<String, Result> results = new HashMap<>();
  private final Map<String, List<@Nullable Object>> items = new HashMap<>();

  private final List<Cone> undone = new ArrayList<>();
  private final Renewals renewals = new Renewals();
  private final Plans plans = new Plans();

  /** The origin, and what it had taken over itself. */
  private @Nullable UUID origin;

  private @Nullable Adoption before;

  private Adoption() {}

  /**
   * Reads what there is to take over.
   *
   * @param log of the origin
   * @param body of what goes on from it
   * @param from the step that is run again in any case, with what comes after it; null for none
   * @throws NoSuchElementException if there is no such step
   */
  public static Adoption of(Iterator<Line> log, Origin origin, Body body, @Nullable String from) {
    Adoption adoption = new Adoption();
    while (log.hasNext()) {
      Line line = log.next();
      if (line.sequence() > origin.sequence()) {
        break;
      }
      Event event = EventCodec.read(line.type(), line.payload());
      if (event instanceof Event.StepScheduled e && Step.undoes(e.path())) {
        adoption.undo(body, e.path());
      } else {
        adoption.take(event);
      }
    }
    if (from != null) {
      adoption.outdate(new Cone(body, from, adoption.plans::of));
    }
    return adoption;
  }

  /** What an execution did take over, from its own log. */
  public static Adoption taken(Iterator<Line> log) {
    Adoption adoption = new Adoption();
    log.forEachRemaining(line -> {
      Event event = EventCodec.read(line.type(), line.payload());
      if (event instanceof Event.PlanAdopted e && !e.takenOver()) {
        adoption.items.put(e.path(), new Packed(List.of(e.plan())));
      } else if (event instanceof Event.StepAdopted
          || event instanceof Event.ItemsOpened
          || event instanceof Event.PlanAdopted) {
        adoption.take(event);
      }
    });
    return adoption;
  }

  /** What was undone, and all that came of it, is run anew. */
  private void undo(Body body, String path) {
    try {
      String step = path.substring(0, path.length() - Step.UNDO.length());
      Cone cone = new Cone(body, step, plans::of);
      undone.add(cone);
      outdate(cone);
    } catch (NoSuchElementException e) {
      // A newer version of the workflow does not have the step any more: nothing came of it here.
    }
  }

  private void outdate(Cone cone) {
    results.keySet().removeIf(cone::has);
    plans.outdate(cone);
  }

  /** Whether its effect there was undone. */
  boolean undone(String path) {
    return undone.stream().anyMatch(cone -> cone.has(path));
  }

  /**
   * Tells what the outside knew the origin's steps by, which may go on from another one itself.
   *
   * @param id of the origin
   * @param earlier what it took over; nothing of it is taken over again
   */
  public Adoption from(UUID id, Adoption earlier) {
    origin = id;
    before = earlier;
    earlier.results.clear();
    earlier.items.clear();
    return this;
  }

  /**
   * What the outside knew the step by there.
   *
   * @param root of the first execution that was retried
   */
  UUID keyRoot(String path, UUID root) {
    UUID inherited = root;
    if (origin != null && before != null) {
      inherited = before.undone(path) ? origin : before.keyRoot(path, root);
    }
    return renewals.root(path, inherited);
  }

  private void take(Event event) {
    plans.take(event);
    switch (event) {
      case Event.PlanAdopted e -> items.put(e.path(), new Packed(List.of(e.plan())));
      case Event.StepCompleted e ->
          results.put(e.path(), new Result(e.attempt(), e.output(), null));
      case Event.StepFailed e when e.nextAttemptAt() == null ->
          results.put(e.path(), new Result(e.attempt(), null, e.failure()));
      case Event.StepAdopted e ->
          results.put(e.path(), new Result(e.attempt(), e.output(), e.failure()));
      case Event.ItemsOpened e -> items.put(e.path(), new Packed(e.items()));
      case Event.RolledBack e -> {
        results.keySet().removeIf(path -> Renewals.has(e, path));
        renewals.add(e);
      }
      default -> {}
    }
  }

  public @Nullable Result of(String path) {
    return results.get(path);
  }

  /** What was planned there for the step; null if nothing was, or it is to be planned anew. */
  @Nullable Map<String, @Nullable Object> plan(String path) {
    return plans.text(path);
  }

  /**
   * Whether the scope stands for the same item there; true of the workflow's own. An expression's
   * number is another object than the one that was read from the log.
   */
  boolean sameItem(Scope scope) {
    for (Scope s = scope; s.owner() != null && s.parent() != null; s = s.parent()) {
      List<@Nullable Object> there = items.getOrDefault(s.owner().path(), List.of());
      if (s.index() >= there.size()
          || !Objects.equals(Json.asRead(there.get(s.index())), Json.asRead(s.item()))) {
        return false;
      }
    }
    return true;
  }
}
