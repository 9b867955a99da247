package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import io.aiops.studio.host.json.Json;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The results of another execution that one may take over instead of running its steps again. Kept
 * packed: there may be very many.
 */
public final class Adoption {

  /**
   * How a step ended there.
   *
   * @param failure null if it completed
   */
  public record Result(int attempt, @Nullable Object output, @Nullable Failure failure) {}

  /** Of an execution that takes nothing over. */
  public static final Adoption NONE = taken(Collections.emptyIterator());

  /**
   * @param output as {@link Packed} has it
   */
  private record Kept(int attempt, @Nullable Object output, @Nullable Failure failure) {
    static Kept of(int attempt, @Nullable Object output, @Nullable Failure failure) {
      return new Kept(attempt, Packed.packed(output), failure);
    }

    Result result() {
      return new Result(attempt, Packed.unpacked(output), failure);
    }
  }

  private final Map<String, Kept> results = new HashMap<>();
  private final Map<String, List<@Nullable Object>> items = new HashMap<>();

  /** Executions that were workflows of steps, by path; of a retry alone, which has their keys. */
  private final Map<String, UUID> children = new HashMap<>();

  private final boolean retries;
  private final KeyRoots roots;

  private Adoption(KeyRoots roots, boolean retries) {
    this.roots = roots;
    this.retries = retries;
  }

  /**
   * Reads what there is to take over.
   *
   * @param log of the origin
   * @param body of what goes on from it
   * @param from the step that is run again in any case, with what comes after it; null for none
   * @param earlier what the outside knew the steps by of what the origin goes on from; nothing else
   *     of that is taken over again. Null if it goes on from nothing
   * @throws NoSuchElementException if there is no such step
   */
  public static Adoption of(
      Iterator<Line> log,
      Origin origin,
      Body body,
      @Nullable String from,
      @Nullable KeyRoots earlier) {
    Adoption adoption =
        new Adoption(
            new KeyRoots(body, origin.executionId(), earlier), origin.mode() == Origin.Mode.RETRY);
    while (log.hasNext()) {
      Line line = log.next();
      if (line.sequence() > origin.sequence()) {
        break;
      }
      adoption.take(EventCodec.read(line.type(), line.payload()));
    }
    if (from != null) {
      adoption.outdate(new Cone(body, from, adoption.roots.plans()::of));
    }
    return adoption;
  }

  /** What an execution did take over, from its own log. */
  public static Adoption taken(Iterator<Line> log) {
    Body none = new Body(List.of(), List.of());
    Adoption adoption = new Adoption(new KeyRoots(none, new UUID(0, 0), null), false);
    log.forEachRemaining(line -> {
      Event event = EventCodec.read(line.type(), line.payload());
      // What was taken over was opened first; after a rollback there may be others in its place.
      switch (event) {
        case Event.PlanAdopted e when e.takenOver() -> adoption.take(e);
        case Event.PlanAdopted e ->
            adoption.items.putIfAbsent(e.path(), new Packed(List.of(e.plan())));
        case Event.ItemsOpened e -> adoption.items.putIfAbsent(e.path(), new Packed(e.items()));
        case Event.StepAdopted e -> adoption.take(e);
        default -> {}
      }
    });
    return adoption;
  }

  /** What was rolled back to or undone, and all that came of it, is run anew. */
  private void outdate(Cone cone) {
    results.keySet().removeIf(cone::has);
    children.keySet().removeIf(cone::has);
    roots.plans().outdate(cone);
  }

  /** Whether its effect there was undone. */
  boolean undone(String path) {
    return roots.undone(path);
  }

  /**
   * What the outside knew the step by there.
   *
   * @param root of the first execution that was retried
   */
  UUID keyRoot(String path, UUID root) {
    return roots.root(path, root);
  }

  private void take(Event event) {
    Cone undone = roots.take(event);
    if (undone != null) {
      outdate(undone);
    }
    switch (event) {
      case Event.PlanAdopted e -> items.put(e.path(), new Packed(List.of(e.plan())));
      case Event.StepCompleted e -> results.put(e.path(), Kept.of(e.attempt(), e.output(), null));
      case Event.StepFailed e when e.nextAttemptAt() == null ->
          results.put(e.path(), Kept.of(e.attempt(), null, e.failure()));
      case Event.StepAdopted e ->
          results.put(e.path(), Kept.of(e.attempt(), e.output(), e.failure()));
      case Event.ItemsOpened e -> items.put(e.path(), new Packed(e.items()));
      case Event.ChildStarted e when retries -> children.put(e.path(), e.childId());
      case Event.RolledBack e -> {
        results.keySet().removeIf(path -> Renewals.has(e, path));
        children.keySet().removeIf(path -> Renewals.has(e, path));
      }
      default -> {}
    }
  }

  public @Nullable Result of(String path) {
    Kept kept = results.get(path);
    return kept == null ? null : kept.result();
  }

  /** The last execution that was the step's workflow there; null if it is to begin anew. */
  @Nullable UUID child(String path) {
    return children.get(path);
  }

  /** What was planned there for the step; null if nothing was, or it is to be planned anew. */
  @Nullable Map<String, @Nullable Object> plan(String path) {
    return roots.plans().text(path);
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
