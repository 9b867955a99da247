package io.aiops.studio.host.taskqueue;

import java.time.Duration;
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
 * @param oldest how long the first message has been in the queue; null if there is none, or the
 *     broker does not say
 * @param added messages since the broker started; -1 if the broker does not say
 * @param settled messages since the broker started; -1 if the broker does not say
 */
public record QueueCounts(
    String name,
    long waiting,
    long delayed,
    long inFlight,
    int consumers,
    @Nullable Duration oldest,
    long added,
    long settled) {}
