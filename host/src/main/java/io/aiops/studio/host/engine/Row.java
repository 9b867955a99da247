package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an execution's row, which lists show, was last written. It is written at once when the
 * status changes, and else once a second: the events are the truth, and a write for each of them
 * would be a third of what the database does.
 */
final class Row {

  private static final Duration PACE = Duration.ofSeconds(1);

  private @Nullable ExecutionStatus status;
  private Instant at = Instant.EPOCH;

  boolean due(ExecutionStatus now, Instant when) {
    return now != status || when.isAfter(at.plus(PACE));
  }

  void written(ExecutionStatus now, Instant when) {
    status = now;
    at = when;
  }
}
