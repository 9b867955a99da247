package io.aiops.studio.host.taskqueue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a worker watches besides the time of the attempt.
 *
 * @param queue how long after being scheduled it may be begun; null: any time
 * @param heartbeat how long it may give no sign of life; null: as long as it likes
 * @param undoable true if its effect can be undone: then how it ends is waited for, also where all
 *     else is to be undone; null as false
 */
public record TaskWaits(
    @Nullable Duration queue, @Nullable Duration heartbeat, @Nullable Boolean undoable) {
  public static final TaskWaits UNBOUNDED = new TaskWaits(null, null);

  /** Of one that nothing undoes. */
  public TaskWaits(@Nullable Duration queue, @Nullable Duration heartbeat) {
    this(queue, heartbeat, null);
  }
}
