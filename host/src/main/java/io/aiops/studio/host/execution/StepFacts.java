package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Step;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of one step of one execution. Only {@link StepState} changes it. */
public abstract sealed class StepFacts permits StepState {

  final String path;
  final Step declared;
  Step step;

  StepState.Status status = StepState.Status.PENDING;

  /** The attempt before the first of this round. */
  int base;

  int attempt;
  int postponed;
  int resumes;
  @Nullable Object input;
  @Nullable Object output;
  @Nullable Failure failure;
  String cause = "";
  @Nullable Instant due;
  Instant since = Instant.EPOCH;
  Instant begunAt = Instant.EPOCH;
  @Nullable Items items;
  @Nullable Rollback rollback;
  @Nullable Approval approval;
  List<Decided> decided = List.of();
  List<Place> places = List.of();
  int admitted;
  @Nullable UUID child;
  @Nullable UUID lastChild;
  boolean slaBreached;

  StepFacts(String path, Step step) {
    this.path = path;
    this.declared = step;
    this.step = step;
  }

  public String path() {
    return path;
  }

  /** What it does: what it falls back to, once it did. */
  public Step step() {
    return step;
  }

  /** Whether it does something else than it should have. */
  public boolean fellBack() {
    return step != declared;
  }

  public StepState.Status status() {
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

  /** The execution that was its workflow before, in this round; null if none was. */
  public @Nullable UUID lastChild() {
    return lastChild;
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

  /** Places that its attempt waits for, or has while it runs. */
  public List<Place> places() {
    return places;
  }

  /** How often its attempt got its places. */
  public int admitted() {
    return admitted;
  }

  /** Tells the deliveries of one attempt apart: it goes to a worker again after each of these. */
  public int round() {
    return decided.size() + admitted;
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

  /** Of a forEach step that was opened; of a plan step, its plan as the only one. */
  public @Nullable Items items() {
    return items;
  }

  /** Whether what runs within it was planned, and is known. */
  public boolean planned() {
    return items != null && step.work() instanceof Step.PlanWork;
  }

  /** The attempt before its first, which is 0 unless it was rolled back. */
  public int base() {
    return base;
  }

  /** Attempts of this round that could not be made: they do not count. */
  public int postponed() {
    return postponed;
  }

  /**
   * Of the attempts that failed one after the other up to the last, and each of which was only
   * interrupted, the first; 0 if the last was not.
   */
  public int resumes() {
    return resumes;
  }

  /** Why it is run again; null if it is not. */
  public @Nullable Rollback rollback() {
    return rollback;
  }
}
