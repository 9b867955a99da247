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

  /** Whether it may say that the engine looks at it sooner than is known here. */
  private boolean unread;

  private Row(@Nullable Instant lookAt, boolean unread) {
    this.lookAt = lookAt;
    this.unread = unread;
  }

  /**
   * @param lookAt as it is written; null if that does not count
   */
  static Row of(@Nullable Instant lookAt) {
    return new Row(lookAt, false);
  }

  /** Of an execution of which only the events were read. */
  static Row unread() {
    return new Row(null, true);
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
    return new Shown(state, wanted, wanted != null && stays(wanted, now));
  }

  /** Whether the time that is written stays if it is before the one that is wanted now. */
  private boolean stays(Instant wanted, Instant now) {
    Instant known = lookAt;
    if (known == null) {
      return unread;
    }
    Instant least = status == null ? now : now.minus(MISSED);
    return !known.isAfter(wanted) && known.isAfter(least);
  }

  void written(Shown shown, Instant when) {
    status = shown.state().status();
    lookAt = shown.sooner() && lookAt != null ? lookAt : shown.lookAt();
    at = when;
    unread = false;
  }

  /** It was looked at: what the row says next is not what it said. */
  void looked() {
    at = Instant.EPOCH;
    lookAt = null;
    unread = false;
  }
}
