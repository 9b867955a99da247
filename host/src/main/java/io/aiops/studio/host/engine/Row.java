package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an execution's row, which lists show, was last written. It is written at once when the
 * status changes, or when the engine must look at it sooner than the row says; else once a second:
 * the events are the truth, and a write for each of them would be a third of what the database
 * does.
 */
final class Row {

  private static final Duration PACE = Duration.ofSeconds(1);

  /**
   * A look that was due stays due for so long: sweeps come every five seconds, and where the
   * database was away not before ten seconds after it is back.
   */
  private static final Duration MISSED = Duration.ofSeconds(20);

  private @Nullable ExecutionStatus status;
  private Instant at = Instant.EPOCH;
  private @Nullable Instant lookAt;

  /**
   * @param lookAt as it is written; null if that is not known
   */
  Row(@Nullable Instant lookAt) {
    this.lookAt = lookAt;
  }

  boolean due(ExecutionStatus now, Instant when) {
    return now != status || when.isAfter(at.plus(PACE));
  }

  /**
   * @param wanted when the engine must look at it; null for never
   * @return whether the row would have it look too late
   */
  boolean late(@Nullable Instant wanted) {
    return wanted != null && (lookAt == null || wanted.isBefore(lookAt));
  }

  /**
   * What is to be written now. A look that comes sooner than needed is harmless; one that is put
   * off by whatever happens in between may never come.
   */
  Shown show(ExecutionState state, Instant now) {
    Instant wanted = Deadlines.lookAt(state, now);
    Instant known = lookAt;
    boolean stays =
        wanted != null
            && known != null
            && !known.isAfter(wanted)
            && known.isAfter(now.minus(MISSED));
    return new Shown(state, stays ? known : wanted);
  }

  void written(Shown shown, Instant when) {
    status = shown.state().status();
    lookAt = shown.lookAt();
    at = when;
  }

  /** It was looked at: what the row says next is not what it said. */
  void looked() {
    at = Instant.EPOCH;
    lookAt = null;
  }
}
