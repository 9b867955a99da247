package io.aiops.studio.host.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact about an execution, never changed once appended. The state is the fold over them.
 *
 * <p>{@code path} names a step: {@code parse}, or {@code tickets[3]/classify} within an item.
 * {@code cause} is the key of the command that led to it: a redelivered command is recognised by
 * it.
 */
public sealed interface Event {

  /**
   * The execution began.
   *
   * @param origin what it goes on from; null if it began from nothing
   * @param part how many items of its lists one decision opens at most; null: all that may run
   */
  record ExecutionStarted(
      UUID workflowId,
      String workflow,
      int version,
      Map<String, @Nullable Object> inputs,
      String startedBy,
      @Nullable Origin origin,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer part)
      implements Event {

    /** One whose lists are opened at once. */
    public ExecutionStarted(
        UUID workflowId,
        String workflow,
        int version,
        Map<String, @Nullable Object> inputs,
        String startedBy,
        @Nullable Origin origin) {
      this(workflowId, workflow, version, inputs, startedBy, origin, null);
    }
  }

  /**
   * The step's result is taken over from the execution this one comes from; nothing was run.
   *
   * @param attempt which attempt of it had this result there
   * @param failure null if it completed
   */
  record StepAdopted(String path, int attempt, @Nullable Object output, @Nullable Failure failure)
      implements Event {}

  /**
   * A step's result was found wrong: it and what came after it are run again.
   *
   * @param path the step
   * @param diagnosis what is wrong, in words
   * @param by user name
   * @param rollbackId told from other rollbacks by it; a second one with the same is ignored
   * @param output what the step had come to; null if it had not ended
   * @param invalidated paths of all steps that had begun and start anew, last first
   */
  record RolledBack(
      String path,
      String diagnosis,
      String by,
      String rollbackId,
      @Nullable Object output,
      List<String> invalidated)
      implements Event {
    public RolledBack {
      invalidated = List.copyOf(invalidated);
    }
  }

  /** It began, and waits for its turn: as many as may run at the same time do. */
  record ExecutionQueued() implements Event {}

  /** Its turn has come. */
  record ExecutionAdmitted() implements Event {}

  /** A task went to the queue. */
  record StepScheduled(String path, int attempt, @Nullable Object input, String cause)
      implements Event {}

  /**
   * The attempt went back: it wants to call what takes only so many calls at the same time.
   *
   * @param round how often this attempt got its places before
   * @param places that it needs, the one it asked for last
   * @param until when the step gives up; null if it does not
   */
  record StepQueued(
      String path,
      int attempt,
      int round,
      List<Place> places,
      @Nullable Instant until,
      String cause)
      implements Event {
    public StepQueued {
      places = List.copyOf(places);
    }
  }

  /** The attempt has its places, and goes to a worker again. */
  record StepAdmitted(String path, int attempt, int round, String cause) implements Event {}

  /** The step waits for a time, not for a worker. */
  record StepWaiting(String path, int attempt, Instant until, String cause) implements Event {}

  /**
   * Something outside said that something is so; kept until a step takes it.
   *
   * @param signalId told from others by it; a second one with the same is ignored
   * @param by user name
   */
  record SignalReceived(String signalId, String name, @Nullable Object payload, String by)
      implements Event {}

  /**
   * The step waits for a signal.
   *
   * @param until when it gives up; null if it does not
   */
  record SignalAwaited(String path, int attempt, String name, @Nullable Instant until, String cause)
      implements Event {}

  /** The step took the signal; no other step gets it. */
  record SignalTaken(String path, int attempt, String signalId) implements Event {}

  /**
   * The step waits for a person to decide.
   *
   * @param round how many decisions this attempt has had before
   * @param hash of what is asked: a decision names it
   * @param assignees who may decide: user names, and {@code role:operator}
   * @param escalateAt when others are asked too; null if they are not
   * @param until when the step gives up; null if it does not
   * @param calls what the attempt has called so far
   */
  record ApprovalRequested(
      String path,
      int attempt,
      int round,
      Ask ask,
      String hash,
      List<String> assignees,
      @Nullable Instant escalateAt,
      List<String> escalateTo,
      @Nullable Instant until,
      List<CallRecord> calls,
      String cause)
      implements Event {
    public ApprovalRequested {
      assignees = List.copyOf(assignees);
      escalateTo = List.copyOf(escalateTo);
      calls = List.copyOf(calls);
    }
  }

  /**
   * A person decided.
   *
   * @param details instead of those asked about; null unless edited
   * @param by user name
   */
  record ApprovalDecided(
      String path,
      int attempt,
      int round,
      String hash,
      Verdict verdict,
      @Nullable Object details,
      String comment,
      String by,
      String cause)
      implements Event {}

  /**
   * Somebody who was asked handed it on.
   *
   * @param assignees who may decide now
   * @param delegationId told from others by it; a second one with the same is ignored
   */
  record ApprovalDelegated(
      String path,
      int attempt,
      int round,
      List<String> assignees,
      String delegationId,
      String comment,
      String by)
      implements Event {
    public ApprovalDelegated {
      assignees = List.copyOf(assignees);
    }
  }

  /**
   * Nobody decided in time.
   *
   * @param assignees who may decide now: those asked before too
   */
  record ApprovalEscalated(String path, int attempt, int round, List<String> assignees)
      implements Event {
    public ApprovalEscalated {
      assignees = List.copyOf(assignees);
    }
  }

  /**
   * The step's workflow goes on as an execution of its own.
   *
   * @param workflow its name
   * @param version null: the newest there was
   * @param until when the step gives up; null if it does not
   */
  record ChildStarted(
      String path,
      int attempt,
      UUID childId,
      String workflow,
      @Nullable Integer version,
      Map<String, @Nullable Object> inputs,
      @Nullable Instant until,
      String cause)
      implements Event {}

  /**
   * What a planner made is part of the execution from now on: its steps run within the step, at
   * {@code path[0]/…}.
   *
   * @param plan steps and edges
   * @param takenOver whether it is the plan of the execution this one comes from: nobody was asked
   * @param calls what the attempt called
   */
  record PlanAdopted(
      String path,
      int attempt,
      Map<String, @Nullable Object> plan,
      boolean takenOver,
      List<CallRecord> calls)
      implements Event {
    public PlanAdopted {
      calls = List.copyOf(calls);
    }
  }

  /** A list was opened: its body runs once per item. */
  record ItemsOpened(String path, List<@Nullable Object> items) implements Event {}

  /** One item's body is done. */
  record ItemCompleted(String path, int index, @Nullable Object output) implements Event {}

  /**
   * An item failed for good, and the list with it: as soon as what is at work there and can be
   * undone has ended. Until then nothing begins in it.
   */
  record ItemFailed(String path, int index, Failure failure) implements Event {}

  /** All items are done; the step's output is the list of their outputs. */
  record ItemsCompleted(String path) implements Event {}

  /**
   * The step is done for good.
   *
   * @param limit which bound cut the work short, in words; null if none did
   * @param calls what the attempt called
   */
  record StepCompleted(
      String path,
      int attempt,
      @Nullable Object output,
      @Nullable String limit,
      List<CallRecord> calls)
      implements Event {
    public StepCompleted {
      calls = List.copyOf(calls);
    }
  }

  /**
   * An attempt failed.
   *
   * @param nextAttemptAt when it is tried again; null if it has failed for good
   */
  record StepFailed(
      String path,
      int attempt,
      Failure failure,
      @Nullable Instant nextAttemptAt,
      List<CallRecord> calls,
      String cause)
      implements Event {
    public StepFailed {
      calls = List.copyOf(calls);
    }
  }

  /**
   * What the step called has not answered: it does something else instead from now on.
   *
   * @param attempt the last that tried what it should have done
   * @param failure of that
   * @param to what it does now, in words: {@code agent 'triage' with model 'ollama/small'}
   */
  record FallbackTaken(
      String path, int attempt, Failure failure, String to, List<CallRecord> calls, String cause)
      implements Event {
    public FallbackTaken {
      calls = List.copyOf(calls);
    }
  }

  /**
   * What undoing the completed step takes was worked out.
   *
   * @param input of what undoes it
   * @param failure why that could not be worked out; null if it could
   */
  record UndoRecorded(String path, int attempt, @Nullable Object input, @Nullable Failure failure)
      implements Event {}

  /**
   * The execution is to end, and what it did is undone before: last first.
   *
   * @param path as {@link ExecutionFailed} will say
   * @param failure as that will say; null if it is cancelled
   * @param cancelledBy user name; null if it failed
   */
  record CompensationStarted(
      @Nullable String path, @Nullable Failure failure, @Nullable String cancelledBy)
      implements Event {}

  /** No edge that was followed led to it. */
  record StepSkipped(String path) implements Event {}

  /**
   * It took longer than was promised. Nothing else comes of it.
   *
   * @param path of the step; null if it is about the whole execution
   * @param due when it should have ended
   */
  record SlaBreached(@Nullable String path, Instant due) implements Event {}

  /** The execution reached its end. */
  record ExecutionCompleted(@Nullable Object output) implements Event {}

  /** A step failed for good and nothing handled it. */
  record ExecutionFailed(@Nullable String path, Failure failure) implements Event {}

  /** Somebody ended it. */
  record ExecutionCancelled(String by) implements Event {}
}
