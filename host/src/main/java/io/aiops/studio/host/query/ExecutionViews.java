package io.aiops.studio.host.query;

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

  /** A failure: the category of plugin-api in lower case with {@code -}, and a sentence. */
  public record Failure(String category, String message) {}

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

  /** One try of a step. {@code endedAt} and below are null while it runs. */
  public record Attempt(
      int number,
      Instant scheduledAt,
      @Nullable Instant endedAt,
      @Nullable Object input,
      @Nullable Object output,
      @Nullable Failure failure,
      @Nullable Instant nextAttemptAt,
      Usage usage,
      List<ModelCall> calls) {}

  /** A model or tool call an attempt made. */
  public record ModelCall(
      String kind, String name, Instant at, long millis, Usage usage, @Nullable Failure failure) {}

  /**
   * @param path {@code parse}, or {@code tickets[3]/classify} for a step within an item
   * @param progress the last progress message while it runs
   */
  public record Step(
      String path,
      String id,
      String title,
      String kind,
      Status status,
      List<Attempt> attempts,
      @Nullable String progress) {}

  /** All of one execution. */
  public record Detail(
      Summary summary,
      String workflowText,
      Map<String, @Nullable Object> inputs,
      @Nullable Object output,
      List<Step> steps,
      long lastSequence) {}

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
