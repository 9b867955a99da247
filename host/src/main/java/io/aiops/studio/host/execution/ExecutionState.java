package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution is: the fold over its events. Not thread-safe; one thread at a time owns it.
 */
public final class ExecutionState extends ExecutionFacts {

  private final Steps steps;
  private final Tally tally = new Tally();
  private final Rank rank = new Rank();
  private final Heritage heritage;
  private final OpenApprovals approvals;
  private final Placing placing = new Placing(this);
  private final RunningChildren children = new RunningChildren();
  private final Undos undos = new Undos();
  private @Nullable Signals signals;

  public ExecutionState(UUID id, UUID workspaceId, Workflow workflow) {
    super(id, workspaceId, workflow);
    this.heritage = new Heritage(id);
    this.approvals = new OpenApprovals(id);
    this.steps = new Steps(workflow.body(), heritage, undos);
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
    // A topic with a memory of its own is a class of its own, and folds its events itself.
    switch (event) {
      case Event.ExecutionStarted e -> begin(e, at);
      case Event.ExecutionQueued e -> rank.queue();
      case Event.ExecutionAdmitted e -> rank.admit();
      case Event.RolledBack e -> rollBack(e);
      case Event.CompensationStarted e -> compensate(e);
      case Event.SlaBreached e -> breachSla(e.path());
      case Event.ExecutionCompleted e -> end(ExecutionStatus.COMPLETED, e.output(), null);
      case Event.ExecutionFailed e -> end(ExecutionStatus.FAILED, null, e.failure());
      case Event.ExecutionCancelled e ->
          end(ExecutionStatus.CANCELLED, null, Failure.cancelled(e.by()));

      case Event.StepAdopted e -> steps.at(e.path()).adopt(e, at);
      case Event.StepScheduled e -> steps.at(e.path()).run(e, at);
      case Event.StepWaiting e -> steps.at(e.path()).await(e.attempt(), e.until(), e.cause(), at);
      case Event.StepSkipped e -> steps.at(e.path()).skip(at);
      case Event.StepCompleted e -> complete(steps.at(e.path()), e, at);
      case Event.StepFailed e -> fail(steps.at(e.path()), e, at);

      case Event.PlanAdopted e -> tally.expect(steps.at(e.path()).plan(e, at).steps());
      case Event.FallbackTaken e -> steps.at(e.path()).fallBack(e, at);
      case Event.StepQueued e -> placing.queue(steps.at(e.path()), e, at);
      case Event.StepAdmitted e -> steps.at(e.path()).admit(e, at);

      case Event.ItemsOpened e -> open(steps.at(e.path()), e, at);
      case Event.ItemCompleted e -> steps.at(e.path()).openItems().complete(e.index(), e.output());
      case Event.ItemFailed e -> steps.at(e.path()).openItems().fail(e.failure());
      case Event.ItemsCompleted e -> steps.at(e.path()).close(at);

      case Event.SignalReceived e -> signals().receive(e);
      case Event.SignalAwaited e -> signals().await(steps.at(e.path()), e, at);
      case Event.SignalTaken e -> signals().take(steps.at(e.path()), e);

      case Event.ApprovalRequested e -> approvals.request(steps.at(e.path()), e, at);
      case Event.ApprovalDecided e -> approvals.decide(steps.at(e.path()), e, at);
      case Event.ApprovalDelegated e -> approvals.delegate(steps.at(e.path()), e);
      case Event.ApprovalEscalated e -> approvals.escalate(steps.at(e.path()), e);

      case Event.ChildStarted e -> children.start(steps.at(e.path()), e, at);
      case Event.UndoRecorded e -> undos.record(steps.at(e.path()), e, heritage.keyRoot(e.path()));
    }
    if (status.terminal()) {
      endedAt = at;
    }
    sequence++;
  }

  private void begin(Event.ExecutionStarted e, Instant at) {
    status = ExecutionStatus.RUNNING;
    inputs = e.inputs();
    startedBy = e.startedBy();
    startedAt = at;
    part = e.part() == null ? Integer.MAX_VALUE : e.part();
    if (e.origin() != null) {
      heritage.originate(e.origin());
      root().steps().forEach(heritage::tell);
    }
  }

  private void complete(StepState step, Event.StepCompleted e, Instant at) {
    step.complete(e, at);
    children.leave(step);
    undos.ended(step, null);
  }

  private void fail(StepState step, Event.StepFailed e, Instant at) {
    step.fail(e, at);
    children.leave(step);
    undos.ended(step, e.failure());
    if (signals != null) {
      signals.leave(e.path());
    }
  }

  private void open(StepState step, Event.ItemsOpened e, Instant at) {
    Step.ForEachWork work = (Step.ForEachWork) step.step().work();
    tally.expect(step.open(work.body(), e.items(), at).steps());
  }

  private void rollBack(Event.RolledBack e) {
    heritage.rollBack(e, new Cone(workflow.body(), e.path(), this::plan));
    e.invalidated().forEach(path -> steps.at(path).reset(tally));
    steps.at(e.path()).tell(new Rollback(e.diagnosis(), e.output()));
    if (signals != null) {
      signals.rollBack(e.path(), e.invalidated());
    }
  }

  private void compensate(Event.CompensationStarted e) {
    status = ExecutionStatus.COMPENSATING;
    undos.start(e);
  }

  private void breachSla(@Nullable String path) {
    if (path == null) {
      slaBreached = true;
    } else {
      steps.at(path).breachSla();
    }
  }

  private void end(ExecutionStatus as, @Nullable Object result, @Nullable Failure problem) {
    status = as;
    output = result;
    failure = problem;
  }

  /** The events as they are to be stored, each with the hash that follows on the one before. */
  List<ExecutionStore.Line> seal(long first, Instant at, List<Event> events) {
    List<ExecutionStore.Line> lines = new EventChain().seal(hash, first, at, events);
    if (!lines.isEmpty()) {
      hash = lines.getLast().hash();
    }
    lines.forEach(line -> size += line.payload().length());
    return lines;
  }

  /** Takes in the next event as it is stored, and that the log goes on from its hash. */
  public void apply(ExecutionStore.Line line) {
    apply(EventCodec.read(line.type(), line.payload()), line.at());
    hash = line.hash();
    size += line.payload().length();
  }

  /** Says which hash its last stored event has, after it was folded from the log. */
  public void chained(Hash last) {
    hash = last;
  }

  /** Says how its tasks rank among others'; what is decided does not depend on it. */
  public void rank(int as) {
    rank.as(as);
  }

  /** Whether it takes one of a bounded number of places. */
  public boolean limited() {
    return rank.limited();
  }

  /** Whether it waits for its turn. */
  public boolean queued() {
    return rank.queued();
  }

  /** Its steps that have places at connections, or wait for them. */
  public Placing placing() {
    return placing;
  }

  /** 0 to 9. */
  public int priority() {
    return rank.priority();
  }

  /** Says what it may take over, before anything is decided. */
  public void adopt(Adoption from) {
    heritage.adopt(from);
  }

  /** How the step ended in the execution this one comes from; null if that does not count. */
  public Adoption.@Nullable Result adoptable(Scope scope, String path) {
    return heritage.adoptable(scope, path);
  }

  /** The plan it may take over instead of asking for one; null if there is none that counts. */
  public @Nullable Map<String, @Nullable Object> adoptablePlan(Scope scope, String path) {
    return heritage.adoptablePlan(scope, path);
  }

  /** The plan that runs at a step; null if none does. */
  public @Nullable Body plan(String path) {
    StepState step = find(path);
    return step == null || !step.planned() ? null : step.openItems().body();
  }

  /**
   * The execution from which a step's next child may go on: the one before in this round, or else
   * in what this execution retries; null if there is none.
   */
  public @Nullable UUID earlierChild(StepState step) {
    UUID last = step.lastChild();
    Scope scope = last == null ? scope(step.path()) : null;
    return scope == null ? last : heritage.child(scope, step.path());
  }

  /** Whether a rollback with this id has been done. */
  public boolean rolledBack(String rollbackId) {
    return heritage.rolledBack(rollbackId);
  }

  /** What outside systems deduplicate by: its own id, or that of what it is a retry of. */
  public UUID keyRoot() {
    return heritage.keyRoot();
  }

  /**
   * As {@link #keyRoot()}, for a step: one that was undone there, or rolled back, has its effect
   * anew.
   */
  public UUID keyRoot(String path) {
    UUID undoing = Step.undoes(path) ? undos.keyRoot() : null;
    return undoing == null ? heritage.keyRoot(path) : undoing;
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

  /** What is to be undone, and how far that is. */
  public Undos undos() {
    return undos;
  }

  /** The executions that are its steps and run, each with the path of its step. */
  public Map<UUID, String> children() {
    return status == ExecutionStatus.RUNNING ? children.byId(steps) : Map.of();
  }

  /** Where it waits for a person, by the step's path. */
  public Map<String, Approval> approvals() {
    return status == ExecutionStatus.RUNNING ? approvals.byPath(steps) : Map.of();
  }

  /** Whether it ever asked a person. */
  public boolean asked() {
    return approvals.asked();
  }

  public Scope root() {
    return steps.root();
  }

  /** Opens an item: from now on its steps have a state. Opening one twice changes nothing. */
  public Scope open(Scope around, StepState owner, int index) {
    return steps.open(around, owner, index);
  }

  /** The scope a path's step lives in, or null if that item is not open. */
  public @Nullable Scope scope(String path) {
    return steps.scope(path);
  }

  /** Whether a list around a step fails: nothing begins there any more. */
  public boolean failing(String path) {
    return steps.failing(path);
  }

  /** The step at a path, or null if it is not there any more. */
  public @Nullable StepState find(String path) {
    return steps.find(path);
  }

  public Tally tally() {
    return tally;
  }
}
