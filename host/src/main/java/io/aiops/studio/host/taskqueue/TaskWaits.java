package io.aiops.studio.host.taskqueue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a worker watches besides the time of the attempt.
 *
 * @param queue how long after being scheduled it may be begun; null: any time
 * @param heartbeat how long it may give no sign of life; null: as long as it likes
 */
public record TaskWaits(@Nullable Duration queue, @Nullable Duration heartbeat) {
  public static final TaskWaits UNBOUNDED = new TaskWaits(null, null);
}
