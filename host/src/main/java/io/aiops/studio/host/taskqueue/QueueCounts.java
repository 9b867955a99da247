package io.aiops.studio.host.taskqueue;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a queue stands, for all nodes together.
 *
 * @param name {@code commands}, {@code tasks}, {@code tasks.POOL} of a pool that is not the
 *     default, {@code dead}
 * @param waiting messages that could be taken and are not yet
 * @param delayed messages whose time has not come: timers, next attempts
 * @param inFlight messages a consumer has taken, ahead of its work too, and not yet settled
 * @param consumers how many are connected
 * @param ages how long the first message of each priority has been in the queue, of priorities that
 *     wait there: the one that is taken next may be the youngest of all; null if the broker does
 *     not say
 * @param added messages since the broker started; -1 if the broker does not say
 * @param settled messages since the broker started; -1 if the broker does not say
 */
public record QueueCounts(
    String name,
    long waiting,
    long delayed,
    long inFlight,
    int consumers,
    @Nullable Map<Integer, Duration> ages,
    long added,
    long settled) {

  /** How long the oldest has been in the queue; null if there is none, or it is not known. */
  public @Nullable Duration oldest() {
    return ages == null ? null : ages.values().stream().max(Comparator.naturalOrder()).orElse(null);
  }
}
