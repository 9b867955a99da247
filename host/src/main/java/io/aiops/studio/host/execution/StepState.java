package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Step;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where one step of one execution is. Changed only by {@link ExecutionState}. */
public final class StepState {

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

  private final String path;
  private final Step step;
  Status status = Status.PENDING;
  int attempt;
  @Nullable Object input;
  @Nullable Object output;
  @Nullable Failure failure;
  String cause = "";
  @Nullable Items items;
  @Nullable Instant due;
  int postponed;
  Instant since = Instant.EPOCH;
  Instant begunAt = Instant.EPOCH;
  @Nullable Rollback rollback;
  @Nullable Approval approval;
  List<Decided> decided = List.of();
  @Nullable UUID child;

  /** Noted once: running it again does not undo that it was late. */
  boolean slaBreached;

  /** The attempt before the first of this round. */
  private int base;

  /** The highest attempt of any step within its items, and what it was when they were reset. */
  int itemsReached;

  int itemsBase;

  /** How many steps of its items are done, and are known. */
  int doneWithin;

  int knownWithin;

  StepState(String path, Step step) {
    this.path = path;
    this.step = step;
  }

  public String path() {
    return path;
  }

  public Step step() {
    return step;
  }

  public Status status() {
    return status;
  }

  /** 0 before the first. */
  public int attempt() {
    return attempt;
  }

  public @Nullable Object input() {
    return input;
  }

  public @Nullable Object output() {
    return output;
  }

  public @Nullable Failure failure() {
    return failure;
  }

  /** Key of the command that put it where it is. */
  public String cause() {
    return cause;
  }

  /** The execution that is its workflow, while that runs; null if none does. */
  public @Nullable UUID child() {
    return child;
  }

  /** When its wait is over, or its workflow's time; null if no time ends it. */
  public @Nullable Instant due() {
    return due;
  }

  /** What it waits to be told by a person; null if it does not. */
  public @Nullable Approval approval() {
    return approval;
  }

  /** What people decided within this attempt, in order. */
  public List<Decided> decided() {
    return decided;
  }

  /** When it came to where it is. */
  public Instant since() {
    return since;
  }

  /** When its first attempt of this round began. */
  public Instant begunAt() {
    return begunAt;
  }

  /** Whether it was noted that it took longer than promised, also before a rollback. */
  public boolean slaBreached() {
    return slaBreached;
  }

  /** Of a forEach step that was opened. */
  public @Nullable Items items() {
    return items;
  }

  /** The attempt before its first, which is 0 unless it was rolled back. */
  public int base() {
    return base;
  }

  /** Attempts of this round that could not be made: they do not count. */
  public int postponed() {
    return postponed;
  }

  /** Why it is run again; null if it is not. */
  public @Nullable Rollback rollback() {
    return rollback;
  }

  /** Attempts count on from here. */
  private void begin(int after) {
    base = after;
    attempt = after;
  }

  /** As a step of an item: what was used below it before, if it is a list, counts too. */
  void beginWithin(int after) {
    begin(after);
    itemsReached = after;
    itemsBase = after;
  }

  /**
   * Back to the start, but for the number of the next attempt: that of an earlier never returns.
   */
  void reset() {
    status = Status.PENDING;
    begin(attempt);
    itemsBase = itemsReached;
    input = null;
    output = null;
    failure = null;
    items = null;
    due = null;
    postponed = 0;
    since = Instant.EPOCH;
    begunAt = Instant.EPOCH;
    rollback = null;
    approval = null;
    child = null;
    decided = List.of();
    doneWithin = 0;
    knownWithin = 0;
    cause = "";
  }

  void move(Status to, Instant at) {
    if (!status.mayBecome(to)) {
      throw new IllegalTransitionException(path, status, to);
    }
    if (status == Status.PENDING) {
      begunAt = at;
    }
    since = at;
    status = to;
  }
}
