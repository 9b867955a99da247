package io.aiops.studio.host.query;

import io.aiops.studio.host.problem.InvalidException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What views and REST show of executions. */
public final class ExecutionViews {

  private ExecutionViews() {}

  /** Of an execution and of a step in it. */
  public enum Status {
    /** Accepted, nothing decided yet. */
    PENDING,
    RUNNING,
    /** It is to end, and undoes what it did. */
    COMPENSATING,
    /** A step waits for its time or its next attempt. */
    WAITING,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** A step that no followed edge led to. */
    SKIPPED;

    public boolean terminal() {
      return this == COMPLETED || this == FAILED || this == CANCELLED || this == SKIPPED;
    }
  }

  /** Tokens as billed, money where the price is known; simulated if any of it was. */
  public record Usage(
      long inputTokens,
      long outputTokens,
      @Nullable BigDecimal cost,
      @Nullable String currency,
      boolean simulated) {}

  /**
   * A failure: the category of plugin-api in lower case with {@code -}, and a sentence.
   *
   * @param plugin name and version of the one whose code failed; null if none did, and of an
   *     execution as a whole, whose steps tell
   */
  public record Failure(String category, String message, @Nullable String plugin) {}

  /** One line of the list. */
  public record Summary(
      UUID id,
      String workflow,
      int version,
      Status status,
      Instant createdAt,
      @Nullable Instant endedAt,
      String startedBy,
      int stepsDone,
      int stepsKnown,
      Usage usage,
      @Nullable Failure failure) {}

  /**
   * A time in which an attempt waited for something outside.
   *
   * @param what {@code time}, {@code signal}, {@code approval} or {@code place}
   * @param to null while it lasts
   */
  public record Wait(String what, Instant from, @Nullable Instant to) {}

  /**
   * One try of a step. {@code endedAt} and below are null while it runs.
   *
   * @param waits in the order they began; of steps that do nothing else, one as long as the attempt
   */
  public record Attempt(
      int number,
      Instant scheduledAt,
      @Nullable Instant endedAt,
      @Nullable Object input,
      @Nullable Object output,
      @Nullable Failure failure,
      @Nullable Instant nextAttemptAt,
      Usage usage,
      List<ModelCall> calls,
      List<Wait> waits) {
    public Attempt {
      calls = List.copyOf(calls);
      waits = List.copyOf(waits);
    }
  }

  /** A model or tool call an attempt made. */
  public record ModelCall(
      String kind, String name, Instant at, long millis, Usage usage, @Nullable Failure failure) {}

  /**
   * The items of a forEach step, counted over all of them.
   *
   * @param failed how many had a step that failed for good, also where that was handled
   * @param firstFailed indices of the first such items, at most {@value Items#MOST_FAILED}
   * @param from index of the first item whose steps are among {@link Detail#steps}
   * @param to index after the last such item; {@code from} if none are
   */
  public record Items(
      int total, int done, int failed, List<Integer> firstFailed, int from, int to) {

    public static final int MOST_FAILED = 20;

    public Items {
      firstFailed = List.copyOf(firstFailed);
    }
  }

  /**
   * @param path {@code parse}, or {@code tickets[3]/classify} for a step within an item
   * @param progress the last progress message while it runs; what it waits for, if that is a place
   *     at a connection
   * @param items of a forEach step that was opened; null for any other
   * @param slaBreached when it should have ended, if it was noted that it had not; else null
   * @param fallback what it did instead, since what it should have called did not answer; else null
   */
  public record Step(
      String path,
      String id,
      String title,
      String kind,
      Status status,
      List<Attempt> attempts,
      @Nullable String progress,
      @Nullable Items items,
      @Nullable Instant slaBreached,
      @Nullable String fallback) {}

  /**
   * Which steps of items to show: those of {@code limit / steps of the body} items from the index
   * {@code from} on. Steps of the workflow itself are always shown.
   *
   * @param in path of the forEach step whose items are meant, {@code tickets} or {@code
   *     tickets[3]/lines}; empty for those of every forEach step of the workflow
   * @param from 0 for the first item
   * @param limit 1 to {@value #MOST} rows; where lists lie within lists, the inner ones get what is
   *     left of it
   */
  public record Rows(String in, int from, int limit) {

    public static final int MOST = 1000;
    public static final Rows FIRST = new Rows("", 0, 500);

    /**
     * @throws InvalidException naming the bound that is broken
     */
    public Rows {
      if (from < 0) {
        throw new InvalidException("from", "is " + from + "; expected 0 or more");
      }
      if (limit < 1 || limit > MOST) {
        throw new InvalidException("limit", "is " + limit + "; expected 1 to " + MOST);
      }
    }
  }

  /** Whose step an execution is: of which other one, at which path, in which attempt. */
  public record Parent(UUID executionId, String path, int attempt) {}

  /**
   * What an execution goes on from.
   *
   * @param how {@code retry}, {@code fork} or {@code rollback}
   * @param step from which on it was run again; null: every step that was not done
   * @param diagnosis what was wrong with that step's result; null unless rolled back
   */
  public record GoesOn(
      UUID executionId, String how, @Nullable String step, @Nullable String diagnosis) {}

  /**
   * One execution.
   *
   * @param parent whose step it is; null if it is nobody's
   * @param goesOn what it goes on from; null if it began from nothing
   * @param slaBreached as of a step, of the whole execution
   * @param degraded whether a step did something else than it should have, since what it calls did
   *     not answer
   * @param steps as the workflow names them, those of an item below its forEach step, in the order
   *     they began; of items those within the {@link Rows} asked for
   * @param more true if steps of other items were left out
   */
  public record Detail(
      Summary summary,
      String workflowText,
      Map<String, @Nullable Object> inputs,
      @Nullable Object output,
      List<Step> steps,
      boolean more,
      long lastSequence,
      @Nullable Parent parent,
      @Nullable GoesOn goesOn,
      @Nullable Instant slaBreached,
      boolean degraded) {}

  /**
   * Whether the log of an execution is as it was written.
   *
   * @param intact true if it is
   * @param events how many were found good, from the first
   * @param hash of the last of those, in hexadecimal
   * @param firstBad sequence of the first that was changed, or is missing; null if intact
   * @param problem what is wrong with it; null if intact
   */
  public record Verification(
      UUID id,
      boolean intact,
      long events,
      String hash,
      @Nullable Long firstBad,
      @Nullable String problem) {}

  /**
   * Events in order.
   *
   * @param more whether there are further ones: ask again after the last one's sequence
   */
  public record Events(List<Event> items, boolean more) {
    public Events {
      items = List.copyOf(items);
    }
  }

  /** One event of the log, as REST and the timeline show it. */
  public record Event(
      long sequence,
      String type,
      Instant at,
      @Nullable String step,
      Map<String, @Nullable Object> data) {}

  /**
   * Which executions.
   *
   * @param workflow null for all
   * @param status null for all
   * @param before the {@code next} of the page before; null for the first page
   * @param limit 1 to 200
   */
  public record Filter(
      @Nullable String workflow, @Nullable Status status, @Nullable String before, int limit) {}

  /**
   * @param next give it as {@code before} for the next page; null on the last
   */
  public record Page(List<Summary> items, @Nullable String next) {}
}
