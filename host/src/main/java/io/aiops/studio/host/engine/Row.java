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
   * What is to be written now. A look that comes sooner than needed is harmless, and one that is
   * put off by whatever happens in between may never come: until it is made, the sooner stays.
   */
  Shown show(ExecutionState state, Instant now) {
    Instant wanted = Deadlines.lookAt(state, now);
    return new Shown(state, wanted, wanted != null && counts(now));
  }

  /** Whether the time that is written counts; when it should have begun does not once it does. */
  private boolean counts(Instant now) {
    Instant known = lookAt;
    return known == null ? unread : status != null || known.isAfter(now);
  }

  void written(Shown shown, Instant when) {
    Instant known = lookAt;
    Instant wanted = shown.lookAt();
    boolean stays = shown.sooner() && known != null && (wanted == null || known.isBefore(wanted));
    lookAt = stays ? known : wanted;
    status = shown.state().status();
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
