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
 * @param millis how long it took; 0 if its result came from the ledger
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
    @Nullable Failure failure) {}
