package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Queueing;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution is: the fold over its events. Not thread-safe; one thread at a time owns it.
 */
public final class ExecutionState {

  private final UUID id;
  private final UUID workspaceId;
  private final Workflow workflow;
  private final Scope root;
  private final Tally tally = new Tally();
  private ExecutionStatus status = ExecutionStatus.PENDING;
  private Map<String, @Nullable Object> inputs = Map.of();
  private String startedBy = "";
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Object output;
  private @Nullable Failure failure;
  private long sequence;
  private Hash hash;
  private UUID keyRoot;
  private @Nullable String rollbackAt;
  private @Nullable Rollback rollback;
  private Adoption adoption = Adoption.NONE;
  private final Set<String> rollbacks = new HashSet<>();
  private final List<Cone> outdated = new ArrayList<>();
  private @Nullable Signals signals;
  private final Set<String> asking = new LinkedHashSet<>(0);
  private boolean asked;
  private boolean slaBreached;
  private int priority = Queueing.ORDINARY;
  private boolean limited;
  private boolean queued;
  private final Undos undos = new Undos();
  private final Map<UUID, String> children = new LinkedHashMap<>(0);

  public ExecutionState(UUID id, UUID workspaceId, Workflow workflow) {
    this.id = id;
    this.workspaceId = workspaceId;
    this.workflow = workflow;
    this.root = new Scope("", workflow.body(), null, null, 0);
    this.hash = EventChain.root(id);
    this.keyRoot = id;
    tally.expect(workflow.body().steps().size());
  }

  /**
   * Takes in the next event of the log.
   *
   * @throws IllegalTransitionException if it cannot follow what came before
   */
  public void apply(Event event, Instant at) {
    if (status.terminal()) {
      throw new IllegalTransitionException("execution " + id, status, event);
    }
    tally.count(event);
    switch (event) {
      case Event.ExecutionStarted e -> {
        status = ExecutionStatus.RUNNING;
        inputs = e.inputs();
        startedBy = e.startedBy();
        startedAt = at;
        originate(e.origin());
      }
      case Event.StepAdopted e -> {
        StepState step = step(e.path());
        boolean failed = e.failure() != null;
        step.move(failed ? StepState.Status.FAILED : StepState.Status.COMPLETED, at);
        step.attempt = e.attempt();
        step.output = e.output();
        step.failure = e.failure();
        within(e.path(), failed ? 0 : 1, 0);
      }
      case Event.RolledBack e -> {
        rollbacks.add(e.rollbackId());
        outdated.add(new Cone(workflow.body(), e.path()));
        e.invalidated().forEach(path -> reset(step(path)));
        step(e.path()).rollback = new Rollback(e.diagnosis(), e.output());
        if (signals != null) {
          signals.rollBack(e.path(), e.invalidated());
        }
      }
      case Event.StepScheduled e -> {
        StepState step = step(e.path());
        step.move(StepState.Status.RUNNING, at);
        step.attempt = e.attempt();
        step.input = e.input();
        step.cause = e.cause();
        step.decided = List.of();
        reached(e.path(), e.attempt());
      }
      case Event.StepWaiting e -> {
        StepState step = step(e.path());
        step.move(StepState.Status.WAITING, at);
        step.attempt = e.attempt();
        step.due = e.until();
        step.cause = e.cause();
      }
      case Event.ExecutionQueued e -> {
        limited = true;
        queued = true;
      }
      case Event.ExecutionAdmitted e -> queued = false;
      case Event.SignalReceived e -> signals().receive(e);
      case Event.SignalAwaited e -> {
        StepState step = step(e.path());
        step.move(StepState.Status.WAITING, at);
        step.attempt = e.attempt();
        step.due = e.until();
        step.cause = e.cause();
        signals().await(e.path(), e.name());
        reached(e.path(), e.attempt());
      }
      case Event.SignalTaken e -> {
        signals().take(e.path(), e.signalId());
        reached(e.path(), e.attempt());
      }
      case Event.ApprovalRequested e -> {
        StepState step = step(e.path());
        step.move(StepState.Status.WAITING, at);
        step.attempt = e.attempt();
        step.due = e.until();
        step.cause = e.cause();
        step.approval = Approval.of(id, e);
        asking.add(e.path());
        asked = true;
        reached(e.path(), e.attempt());
      }
      case Event.ApprovalDecided e -> {
        StepState step = step(e.path());
        Decided decided = open(step, e).decided(e);
        step.decided = Stream.concat(step.decided.stream(), Stream.of(decided)).toList();
        step.approval = null;
        asking.remove(e.path());
        if (!(step.step().work() instanceof Step.ApprovalWork)) {
          step.move(StepState.Status.RUNNING, at);
          step.cause = e.cause();
        }
      }
      case Event.ApprovalDelegated e -> {
        StepState step = step(e.path());
        step.approval = open(step, e).delegated(e.assignees(), e.delegationId());
      }
      case Event.ApprovalEscalated e -> {
        StepState step = step(e.path());
        step.approval = open(step, e).escalated(e.assignees());
      }
      case Event.ChildStarted e -> {
        StepState step = step(e.path());
        step.move(StepState.Status.RUNNING, at);
        step.attempt = e.attempt();
        step.input = e.inputs();
        step.cause = e.cause();
        step.due = e.until();
        step.child = e.childId();
        children.put(e.childId(), e.path());
        reached(e.path(), e.attempt());
      }
      case Event.ItemsOpened e -> {
        StepState step = step(e.path());
        step.move(StepState.Status.RUNNING, at);
        step.attempt = step.base() + 1;
        step.items = new Items(e.items());
        Step.ForEachWork work = (Step.ForEachWork) step.step().work();
        int known = Math.multiplyExact(e.items().size(), work.body().steps().size());
        tally.expect(known);
        step.knownWithin += known;
        within(e.path(), 0, known);
      }
      case Event.ItemCompleted e -> items(step(e.path())).complete(e.index(), e.output());
      case Event.ItemsCompleted e -> {
        StepState step = step(e.path());
        step.move(StepState.Status.COMPLETED, at);
        step.output = items(step).outputs();
        items(step).close();
        within(e.path(), 1, 0);
      }
      case Event.StepCompleted e -> {
        StepState step = step(e.path());
        step.move(StepState.Status.COMPLETED, at);
        step.attempt = e.attempt();
        step.output = e.output();
        step.input = null;
        leave(step);
        within(e.path(), 1, 0);
        undone(step, null);
      }
      case Event.StepFailed e -> {
        StepState step = step(e.path());
        boolean again = e.nextAttemptAt() != null;
        step.move(again ? StepState.Status.WAITING : StepState.Status.FAILED, at);
        step.attempt = e.attempt();
        step.failure = e.failure();
        step.due = e.nextAttemptAt();
        step.cause = e.cause();
        if (again && e.failure().category().equals(Failure.CIRCUIT_OPEN)) {
          step.postponed++;
        }
        if (signals != null) {
          signals.leave(e.path());
        }
        step.approval = null;
        leave(step);
        undone(step, again ? null : e.failure());
      }
      case Event.UndoRecorded e -> undos.record(e, undo(step(e.path())));
      case Event.CompensationStarted e -> {
        status = ExecutionStatus.COMPENSATING;
        undos.start(e);
      }
      case Event.StepSkipped e -> {
        step(e.path()).move(StepState.Status.SKIPPED, at);
        within(e.path(), 1, 0);
      }
      case Event.SlaBreached e -> {
        String path = e.path();
        if (path == null) {
          slaBreached = true;
        } else {
          step(path).slaBreached = true;
        }
      }
      case Event.ExecutionCompleted e -> {
        status = ExecutionStatus.COMPLETED;
        output = e.output();
      }
      case Event.ExecutionFailed e -> {
        status = ExecutionStatus.FAILED;
        failure = e.failure();
      }
      case Event.ExecutionCancelled e -> {
        status = ExecutionStatus.CANCELLED;
        failure = new Failure("cancelled", "Cancelled by " + e.by() + ".");
      }
    }
    if (status.terminal()) {
      endedAt = at;
    }
    sequence++;
  }

  private void reset(StepState step) {
    StepState.Status was = step.status;
    boolean done = was == StepState.Status.COMPLETED || was == StepState.Status.SKIPPED;
    int undone = (done ? 1 : 0) + step.doneWithin;
    tally.undo(undone, step.knownWithin);
    within(step.path(), -undone, -step.knownWithin);
    step.reset();
  }

  /** The lists around a step note what is done, and known, of their items' steps. */
  private void within(String path, int done, int known) {
    Scope scope = path.indexOf('/') < 0 || Step.undoes(path) ? null : scope(path);
    for (Scope s = scope; s != null && s.owner() != null; s = s.parent()) {
      s.owner().doneWithin += done;
      s.owner().knownWithin += known;
    }
  }

  /** The lists around it note the attempt: should they be opened again, it is not used again. */
  private void reached(String path, int attempt) {
    Scope scope = path.indexOf('/') < 0 || Step.undoes(path) ? null : scope(path);
    for (Scope s = scope; s != null && s.owner() != null; s = s.parent()) {
      s.owner().itemsReached = Math.max(s.owner().itemsReached, attempt);
    }
  }

  private void originate(@Nullable Origin origin) {
    if (origin == null) {
      return;
    }
    keyRoot = origin.keyRoot();
    rollbackAt = origin.from();
    rollback = origin.rollback();
    root.steps().forEach(this::tell);
  }

  /** A step that this execution was rolled back to sees why. */
  private void tell(StepState step) {
    if (step.path().equals(rollbackAt)) {
      step.rollback = rollback;
    }
  }

  /** Says what it may take over, before anything is decided. */
  public void adopt(Adoption from) {
    adoption = from;
  }

  /** Says how its tasks rank among others'; what is decided does not depend on it. */
  public void rank(int as) {
    priority = as;
  }

  /** Whether it takes one of a bounded number of places. */
  public boolean limited() {
    return limited;
  }

  /** Whether it waits for its turn. */
  public boolean queued() {
    return queued;
  }

  /** 0 to 9. */
  public int priority() {
    return priority;
  }

  /** How the step ended in the execution this one comes from; null if that does not count. */
  public Adoption.@Nullable Result adoptable(Scope scope, String path) {
    Adoption.Result result = adoption.of(path);
    boolean counts =
        result != null
            && outdated.stream().noneMatch(cone -> cone.has(path))
            && adoption.sameItem(scope);
    return counts ? result : null;
  }

  /** Whether a rollback with this id has been done. */
  public boolean rolledBack(String rollbackId) {
    return rollbacks.contains(rollbackId);
  }

  /** What came from outside for its steps. */
  public Signals signals() {
    Signals known = signals;
    if (known == null) {
      known = new Signals();
      signals = known;
    }
    return known;
  }

  private static Step undo(StepState step) {
    if (step.step().undo() == null) {
      throw new IllegalTransitionException(step.path(), "nothing undoes it", "an event");
    }
    return step.step().undo();
  }

  private void undone(StepState step, @Nullable Failure failure) {
    if (Step.undoes(step.path()) && step.status.terminal()) {
      undos.ended(step, failure);
    }
  }

  /** What is to be undone, and how far that is. */
  public Undos undos() {
    return undos;
  }

  private void leave(StepState step) {
    if (step.child != null) {
      children.remove(step.child);
      step.child = null;
    }
  }

  /** The executions that are its steps and run, each with the path of its step. */
  public Map<UUID, String> children() {
    if (children.isEmpty() || status != ExecutionStatus.RUNNING) {
      return Map.of();
    }
    Map<UUID, String> running = new LinkedHashMap<>();
    children.forEach((child, path) -> {
      StepState step = find(path);
      if (step != null && child.equals(step.child)) {
        running.put(child, path);
      }
    });
    return running;
  }

  private static Approval open(StepState step, Event event) {
    if (step.approval == null) {
      throw new IllegalTransitionException(step.path(), "no approval", event);
    }
    return step.approval;
  }

  /** Whether it ever asked a person. */
  public boolean asked() {
    return asked;
  }

  /** Whether it was noted that it took longer than promised. */
  public boolean slaBreached() {
    return slaBreached;
  }

  /** Where it waits for a person, by the step's path. */
  public Map<String, Approval> approvals() {
    if (asking.isEmpty() || status != ExecutionStatus.RUNNING) {
      return Map.of();
    }
    Map<String, Approval> open = new LinkedHashMap<>();
    for (String path : asking) {
      StepState step = find(path);
      if (step != null && step.approval != null) {
        open.put(path, step.approval);
      }
    }
    return open;
  }

  /** What outside systems deduplicate by: its own id, or that of what it is a retry of. */
  public UUID keyRoot() {
    return keyRoot;
  }

  /** As {@link #keyRoot()}, for a step: one that was undone there has its effect anew here. */
  public UUID keyRoot(String path) {
    return adoption.undone(path) ? id : keyRoot;
  }

  /** The events as they are to be stored, each with the hash that follows on the one before. */
  List<ExecutionStore.Line> seal(long first, Instant at, List<Event> events) {
    EventChain chain = new EventChain();
    List<ExecutionStore.Line> lines = new ArrayList<>(events.size());
    long place = first;
    for (Event event : events) {
      String type = EventCodec.type(event);
      String payload = EventCodec.write(event);
      hash = chain.next(hash, place, type, at, payload);
      lines.add(new ExecutionStore.Line(place++, at, type, payload, hash));
    }
    return lines;
  }

  /** Says which hash its last stored event has, after it was folded from the log. */
  public void chained(Hash last) {
    hash = last;
  }

  /** Of its last event; of none, what stands before the first. */
  public Hash hash() {
    return hash;
  }

  /** Opens an item: from now on its steps have a state. Opening one twice changes nothing. */
  public Scope open(Scope around, StepState owner, int index) {
    Items items = items(owner);
    Scope open = items.open().get(index);
    if (open != null) {
      return open;
    }
    Step.ForEachWork work = (Step.ForEachWork) owner.step().work();
    Scope scope = new Scope(owner.path() + "[" + index + "]/", work.body(), around, owner, index);
    scope
        .steps()
        .forEach(step -> {
          step.beginWithin(owner.itemsBase);
          tell(step);
        });
    items.open(index, scope);
    return scope;
  }

  /** The scope a path's step lives in, or null if that item is not open. */
  public @Nullable Scope scope(String path) {
    return scope(path, false);
  }

  /**
   * @param opens whether an item that is mentioned for the first time is opened: only events do so,
   *     or what somebody asks about would take the place of an item at work
   */
  private @Nullable Scope scope(String path, boolean opens) {
    Scope scope = root;
    int from = 0;
    while (true) {
      int slash = path.indexOf('/', from);
      if (slash < 0) {
        return scope;
      }
      int bracket = path.lastIndexOf('[', slash);
      StepState owner = scope.step(path.substring(from, bracket));
      int index = Integer.parseInt(path.substring(bracket + 1, slash - 1));
      if (owner == null || owner.items == null || owner.status.terminal()) {
        return null;
      }
      Scope open = owner.items.open().get(index);
      if (open == null) {
        if (!opens || index < owner.items.opened()) {
          return null;
        }
        open = open(scope, owner, index);
      }
      scope = open;
      from = slash + 1;
    }
  }

  /** The step at a path, or null if it is not there any more. */
  public @Nullable StepState find(String path) {
    if (Step.undoes(path)) {
      StepState undo = undos.current();
      return undo != null && undo.path().equals(path) ? undo : null;
    }
    Scope scope = scope(path);
    return scope == null ? null : scope.step(path.substring(path.lastIndexOf('/') + 1));
  }

  private StepState step(String path) {
    if (Step.undoes(path)) {
      return undos.take(path);
    }
    Scope scope = scope(path, true);
    StepState step = scope == null ? null : scope.step(path.substring(path.lastIndexOf('/') + 1));
    if (step == null) {
      throw new IllegalTransitionException(path, "not there", "an event");
    }
    return step;
  }

  private static Items items(StepState step) {
    if (step.items == null) {
      throw new IllegalTransitionException(step.path(), "no items", "an item");
    }
    return step.items;
  }

  public UUID id() {
    return id;
  }

  public UUID workspaceId() {
    return workspaceId;
  }

  public Workflow workflow() {
    return workflow;
  }

  public Scope root() {
    return root;
  }

  public ExecutionStatus status() {
    return status;
  }

  public Map<String, @Nullable Object> inputs() {
    return inputs;
  }

  public String startedBy() {
    return startedBy;
  }

  /** Null before it began. */
  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /** Null before its end. */
  public @Nullable Instant endedAt() {
    return endedAt;
  }

  public @Nullable Object output() {
    return output;
  }

  public @Nullable Failure failure() {
    return failure;
  }

  /** How many events it has had. */
  public long sequence() {
    return sequence;
  }

  public Tally tally() {
    return tally;
  }
}
