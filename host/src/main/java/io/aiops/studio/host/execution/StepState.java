package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Plan;
import io.aiops.studio.host.definition.Step;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where one step of one execution is. Changed only by events, through {@link ExecutionState}. */
public final class StepState extends StepFacts {

  /** Where a step can be. */
  public enum Status {
    /** Waits for the steps before it. */
    PENDING,
    /** A task is out, or its items or its workflow run. */
    RUNNING,
    /** Waits for a time, its own or its next attempt's, or for somebody outside. */
    WAITING,
    COMPLETED,
    FAILED,
    SKIPPED;

    public boolean terminal() {
      return this == COMPLETED || this == FAILED || this == SKIPPED;
    }

    /** The whole table of what a step can do next. */
    public boolean mayBecome(Status next) {
      return switch (this) {
        case PENDING -> next != PENDING;
        case RUNNING -> next == WAITING || next == COMPLETED || next == FAILED;
        case WAITING -> next == RUNNING || next == COMPLETED || next == FAILED;
        // It failed, and its definition says to go on with a stated output.
        case FAILED -> next == COMPLETED;
        case COMPLETED, SKIPPED -> false;
      };
    }
  }

  /** The step whose item it belongs to; null of the workflow's own, and of what undoes one. */
  private final @Nullable StepState around;

  private @Nullable Within within;

  StepState(String path, Step step, @Nullable StepState around) {
    super(path, step);
    this.around = around;
  }

  void run(Event.StepScheduled e, Instant at) {
    move(Status.RUNNING, at);
    attempt = e.attempt();
    input = e.input();
    cause = e.cause();
    decided = List.of();
    admitted = 0;
    reached(e.attempt());
  }

  void run(Event.ChildStarted e, Instant at) {
    move(Status.RUNNING, at);
    attempt = e.attempt();
    input = e.inputs();
    cause = e.cause();
    due = e.until();
    child = e.childId();
  }

  /** Waits for a time, or for somebody outside. */
  void await(int as, @Nullable Instant until, String why, Instant at) {
    move(Status.WAITING, at);
    attempt = as;
    due = until;
    cause = why;
    reached(as);
    places = List.of();
  }

  /** From here on it does what it falls back to; the attempts before do not count. */
  void fallBack(Event.FallbackTaken e, Instant at) {
    Step other = step.fallback();
    if (other == null) {
      throw new IllegalTransitionException(path, "no fallback", e);
    }
    await(e.attempt(), null, e.cause(), at);
    failure = e.failure();
    step = other;
    postponed = attempt - base;
    resumes = 0;
  }

  /** Waits for places at connections. */
  void queue(Event.StepQueued e, Instant at) {
    await(e.attempt(), e.until(), e.cause(), at);
    places = e.places();
  }

  /** It has its places: the same attempt goes on. */
  void admit(Event.StepAdmitted e, Instant at) {
    goOn(e.cause(), at);
    admitted = e.round() + 1;
  }

  /** What it waited for is there: the same attempt goes on. */
  void goOn(String why, Instant at) {
    move(Status.RUNNING, at);
    cause = why;
  }

  /** Opens a body that runs once per value. */
  Items open(Body body, List<@Nullable Object> values, Instant at) {
    move(Status.RUNNING, at);
    attempt = base + 1;
    return hold(body, values);
  }

  /** What was planned runs within it from now on; nobody was asked for what was taken over. */
  Items plan(Event.PlanAdopted e, Instant at) {
    if (status != Status.RUNNING) {
      move(Status.RUNNING, at);
    }
    attempt = e.attempt();
    places = List.of();
    reached(e.attempt());
    return hold(Plan.adopted(e.plan(), step.pool()), List.of(e.plan()));
  }

  private Items hold(Body body, List<@Nullable Object> values) {
    Items opened = new Items(body, values);
    items = opened;
    for (StepState list = this; list != null; list = list.around) {
      list.within().count(0, opened.steps());
    }
    return opened;
  }

  /** All items are done. */
  void close(Instant at) {
    move(Status.COMPLETED, at);
    output = openItems().outputs();
    openItems().close();
    count(1, 0);
  }

  void complete(Event.StepCompleted e, Instant at) {
    move(Status.COMPLETED, at);
    attempt = e.attempt();
    output = e.output();
    input = null;
    if (planned()) {
      openItems().complete(0, null);
      openItems().close();
    }
    places = List.of();
    count(1, 0);
  }

  void fail(Event.StepFailed e, Instant at) {
    boolean again = e.nextAttemptAt() != null;
    move(again ? Status.WAITING : Status.FAILED, at);
    attempt = e.attempt();
    failure = e.failure();
    due = e.nextAttemptAt();
    cause = e.cause();
    approval = null;
    places = List.of();
    if (!e.failure().interrupted()) {
      resumes = 0;
    } else if (resumes == 0) {
      resumes = e.attempt();
    }
    if (again && e.failure().postpones()) {
      postponed++;
    }
  }

  void adopt(Event.StepAdopted e, Instant at) {
    boolean failed = e.failure() != null;
    move(failed ? Status.FAILED : Status.COMPLETED, at);
    attempt = e.attempt();
    output = e.output();
    failure = e.failure();
    count(failed ? 0 : 1, 0);
  }

  void skip(Instant at) {
    move(Status.SKIPPED, at);
    count(1, 0);
  }

  private void move(Status to, Instant at) {
    if (!status.mayBecome(to)) {
      throw new IllegalTransitionException(path, status, to);
    }
    if (status == Status.PENDING) {
      begunAt = at;
    }
    since = at;
    status = to;
  }

  void ask(Approval what) {
    approval = what;
  }

  void decide(Decided decision) {
    decided = Stream.concat(decided.stream(), Stream.of(decision)).toList();
    approval = null;
  }

  /**
   * The execution that was its workflow runs no longer, or is none of its any more; null if none
   * did.
   */
  @Nullable UUID leaveChild() {
    UUID left = child;
    child = null;
    lastChild = left == null ? lastChild : left;
    return left;
  }

  void breachSla() {
    slaBreached = true;
  }

  void tell(@Nullable Rollback why) {
    rollback = why;
  }

  /**
   * The items at work.
   *
   * @throws IllegalTransitionException if it was not opened
   */
  public Items openItems() {
    if (items == null) {
      throw new IllegalTransitionException(path, "no items", "an item");
    }
    return items;
  }

  private Within within() {
    Within notes = within;
    if (notes == null) {
      notes = new Within();
      within = notes;
    }
    return notes;
  }

  /** The lists around it note the attempt: should they be opened again, it is not used again. */
  void reached(int as) {
    for (StepState list = around; list != null; list = list.around) {
      list.within().reached(as);
    }
  }

  /** The lists around it note what is done, and known, of their items' steps. */
  private void count(int done, int known) {
    for (StepState list = around; list != null; list = list.around) {
      list.within().count(done, known);
    }
  }

  /** Attempts count on from here. */
  void begin(int after) {
    base = after;
    attempt = after;
  }

  /** As a step of an item: what was used below it before, if it is a list, counts too. */
  void beginWithin(StepState list) {
    int after = list.within().base();
    begin(after);
    if (after > 0) {
      within().begin(after);
    }
  }

  /**
   * Back to the start, but for the number of the next attempt: that of an earlier never returns.
   */
  void reset(Tally tally) {
    boolean done = status == Status.COMPLETED || status == Status.SKIPPED;
    int undone = (done ? 1 : 0) + within().done();
    int unknown = within().known();
    tally.undo(undone, unknown);
    count(-undone, -unknown);
    within().reset();
    status = Status.PENDING;
    step = declared;
    begin(attempt);
    postponed = 0;
    resumes = 0;
    input = null;
    output = null;
    failure = null;
    cause = "";
    due = null;
    since = Instant.EPOCH;
    begunAt = Instant.EPOCH;
    items = null;
    rollback = null;
    approval = null;
    decided = List.of();
    places = List.of();
    admitted = 0;
    child = null;
    lastChild = null;
  }
}
