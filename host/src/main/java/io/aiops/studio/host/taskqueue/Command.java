package io.aiops.studio.host.taskqueue;

import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.execution.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the engine is asked to take in, one execution each. */
public sealed interface Command {

  UUID executionId();

  /** The same for every delivery of the same command; unique within the execution. */
  String key();

  /**
   * An execution was accepted.
   *
   * @param header as it was written, which spares the engine to read it; null if the sender has
   *     none at hand, or it is large
   */
  record Start(UUID executionId, @Nullable Header header) implements Command {
    public Start(UUID executionId) {
      this(executionId, null);
    }

    @Override
    public String key() {
      return "start";
    }
  }

  /**
   * A worker finished an attempt, well or not, or may not go on with it before a person decides or
   * a place is free.
   *
   * @param round how many decisions, and how often places, the attempt was given
   */
  record Outcome(UUID executionId, String path, int attempt, int round, Result result)
      implements Command {

    /** Of an attempt that nobody had to decide about. */
    public Outcome(UUID executionId, String path, int attempt, Result result) {
      this(executionId, path, attempt, 0, result);
    }

    @Override
    public String key() {
      return path + "#" + attempt + (round == 0 ? "" : "." + round);
    }
  }

  /** A step's time has come: its wait is over, or its next attempt is due. */
  record Timer(UUID executionId, String path, int attempt) implements Command {
    @Override
    public String key() {
      return path + "@" + attempt;
    }
  }

  /**
   * A list has more items that may begin: those before were as many as one decision opens.
   *
   * @param attempt of the list
   * @param from the first item to open
   */
  record Open(UUID executionId, String path, int attempt, int from) implements Command {
    @Override
    public String key() {
      return "open:" + path + "#" + attempt + "." + from;
    }
  }

  /** Nothing has happened to it for a while: what was lost is to be made up for. */
  record Look(UUID executionId) implements Command {
    @Override
    public String key() {
      return "look";
    }
  }

  /** It waited for its turn, and that has come. */
  record Granted(UUID executionId) implements Command {
    @Override
    public String key() {
      return "granted";
    }
  }

  /**
   * A step's attempt has the places it waited for.
   *
   * @param round how often this attempt got places before
   */
  record PlaceGranted(UUID executionId, String path, int attempt, int round) implements Command {
    @Override
    public String key() {
      return "place:" + path + "#" + attempt + "." + round;
    }
  }

  /**
   * A task's time may be over.
   *
   * @param attempt of the bound: that which waits for a worker, or the first of the step's round
   */
  record TimeOut(UUID executionId, String path, int attempt, Bound bound) implements Command {
    /** Which of the step's times. */
    public enum Bound {
      QUEUE,
      TOTAL
    }

    @Override
    public String key() {
      return path + "!" + attempt + (bound == Bound.QUEUE ? "q" : "t");
    }
  }

  /** Somebody wants it ended. */
  record Cancel(UUID executionId, String by) implements Command {
    @Override
    public String key() {
      return "cancel";
    }
  }

  /**
   * Somebody found the result of a step wrong.
   *
   * @param diagnosis what is wrong, in words
   * @param rollbackId a second command with the same does nothing
   */
  record Rollback(UUID executionId, String path, String diagnosis, String by, String rollbackId)
      implements Command {
    @Override
    public String key() {
      return "rollback:" + rollbackId;
    }
  }

  /**
   * Something outside says that something is so.
   *
   * @param name what steps wait for
   * @param payload JSON-like
   * @param signalId a second command with the same does nothing
   * @param by user name
   */
  record Signal(UUID executionId, String name, @Nullable Object payload, String signalId, String by)
      implements Command {
    @Override
    public String key() {
      return "signal:" + signalId;
    }
  }

  /**
   * A person decided what a step waits for.
   *
   * @param hash of what they were asked: a decision about anything else does nothing
   * @param details instead of those asked about; null unless edited
   */
  record Decide(
      UUID executionId,
      String path,
      int attempt,
      int round,
      String hash,
      Verdict verdict,
      @Nullable Object details,
      String comment,
      String by)
      implements Command {
    @Override
    public String key() {
      return "decide:" + path + "#" + attempt + "." + round;
    }
  }

  /**
   * Who was asked hands it on.
   *
   * @param to a user name, or {@code role:builder}
   * @param delegationId a second command with the same does nothing
   */
  record Delegate(
      UUID executionId,
      String path,
      int attempt,
      int round,
      String to,
      String comment,
      String by,
      String delegationId)
      implements Command {
    @Override
    public String key() {
      return "delegate:" + delegationId;
    }
  }

  /** Nobody has decided in time. */
  record Escalate(UUID executionId, String path, int attempt, int round) implements Command {
    @Override
    public String key() {
      return "escalate:" + path + "#" + attempt + "." + round;
    }
  }

  /**
   * How an attempt ended. Exactly one of output (which may be null) and failure counts.
   *
   * @param failure null if it completed
   * @param retryHelps whether trying again can help
   * @param retryAfter how long the other side asked to wait; null if it did not
   * @param limit which bound cut the work short; null if none did
   * @param ask what a person has to decide before it goes on; null if it has ended
   * @param place that it needs before it goes on; null if it has ended
   */
  record Result(
      @Nullable Object output,
      @Nullable Failure failure,
      boolean retryHelps,
      @Nullable Duration retryAfter,
      @Nullable String limit,
      List<CallRecord> calls,
      @Nullable Ask ask,
      @Nullable Place place) {

    public Result {
      calls = List.copyOf(calls);
    }

    /** Of an attempt that has ended. */
    public Result(
        @Nullable Object output,
        @Nullable Failure failure,
        boolean retryHelps,
        @Nullable Duration retryAfter,
        @Nullable String limit,
        List<CallRecord> calls) {
      this(output, failure, retryHelps, retryAfter, limit, calls, null, null);
    }

    public static Result asks(Ask ask, List<CallRecord> calls) {
      return new Result(null, null, false, null, null, calls, ask, null);
    }

    public static Result queues(Place place) {
      return new Result(null, null, false, null, null, List.of(), null, place);
    }

    public static Result completed(@Nullable Object output, List<CallRecord> calls) {
      return new Result(output, null, false, null, null, calls);
    }

    public static Result failed(Failure failure, boolean retryHelps, List<CallRecord> calls) {
      return new Result(null, failure, retryHelps, null, null, calls);
    }

    /** The worker itself failed, whatever the reason. */
    public static Result brokeOff(Throwable why) {
      return failed(new Failure("internal", "The worker failed: " + why), true, List.of());
    }
  }
}
