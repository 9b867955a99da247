package io.aiops.studio.host.execution;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model or tool call that an attempt made.
 *
 * @param kind {@code model} or {@code tool}
 * @param name {@code provider/model} or {@code connection/tool}
 * @param at when it began
 * @param millis how long it took; 0 if an attempt before had made it
 * @param inputTokens as billed
 * @param outputTokens as billed
 * @param cost money, if the connection states prices; null otherwise
 * @param currency ISO 4217; null without cost
 * @param simulated true if no real model was asked
 * @param failure null if it succeeded
 */
public record CallRecord(
    String kind,
    String name,
    Instant at,
    long millis,
    long inputTokens,
    long outputTokens,
    @Nullable BigDecimal cost,
    @Nullable String currency,
    boolean simulated,
    @Nullable Failure failure) {

  /** As it stands in a later attempt, which takes its result over: nobody was asked or paid. */
  public CallRecord takenOver() {
    return new CallRecord(kind, name, at, 0, 0, 0, null, null, simulated, null);
  }
}
