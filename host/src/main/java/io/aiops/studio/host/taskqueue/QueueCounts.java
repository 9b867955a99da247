package io.aiops.studio.host.taskqueue;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a queue stands, for all nodes together. A pool has one for each workspace.
 *
 * @param name {@code commands}, {@code tasks}, {@code tasks.POOL} of a pool that is not the
 *     default, {@code dead}
 * @param workspaceId whose tasks are in it; null if it is nobody's alone
 * @param waiting messages that could be taken and are not yet
 * @param delayed messages whose time has not come: timers, next attempts
 * @param inFlight messages a consumer has taken, ahead of its work too, and not yet settled; -1 if
 *     one pool of a workspace is asked about, something is there, and the broker does not say
 * @param consumers how many are connected
 * @param ages how long the first message of each priority has been in the queue, of priorities that
 *     wait there: the one that is taken next may be the youngest of all; null if it is not known:
 *     the broker does not say, or has not been asked yet, since many queues are asked in turn
 * @param added messages since the broker started; -1 if the broker does not say
 * @param settled messages since the broker started; -1 if the broker does not say
 */
public record QueueCounts(
    String name,
    @Nullable UUID workspaceId,
    long waiting,
    long delayed,
    long inFlight,
    int consumers,
    @Nullable Map<Integer, Duration> ages,
    long added,
    long settled) {

  /** Of a queue that is nobody's alone. */
  public QueueCounts(
      String name,
      long waiting,
      long delayed,
      long inFlight,
      int consumers,
      @Nullable Map<Integer, Duration> ages,
      long added,
      long settled) {
    this(name, null, waiting, delayed, inFlight, consumers, ages, added, settled);
  }

  /** Of both together; each worker consumes from either. Ages are of those that are known. */
  public QueueCounts plus(QueueCounts other) {
    return new QueueCounts(
        name,
        waiting + other.waiting,
        delayed + other.delayed,
        inFlight + other.inFlight,
        Math.max(consumers, other.consumers),
        elder(ages, other.ages),
        sum(added, other.added),
        sum(settled, other.settled));
  }

  private static @Nullable Map<Integer, Duration> elder(
      @Nullable Map<Integer, Duration> one, @Nullable Map<Integer, Duration> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Map<Integer, Duration> elder = new HashMap<>(one);
    other.forEach(
        (priority, age) -> elder.merge(priority, age, (a, b) -> a.compareTo(b) < 0 ? b : a));
    return elder;
  }

  private static long sum(long one, long other) {
    return one < 0 || other < 0 ? -1 : one + other;
  }

  /** How long the oldest has been in the queue; null if there is none, or it is not known. */
  public @Nullable Duration oldest() {
    return ages == null ? null : ages.values().stream().max(Comparator.naturalOrder()).orElse(null);
  }
}
