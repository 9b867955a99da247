package io.aiops.studio.host.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * What a process does later, and again and again: done once its time has come and it has its turn
 * in the schedule.
 */
final class Alarms extends AbstractExecutorService implements ScheduledExecutorService {

  private static final long NEVER = Long.MAX_VALUE;

  private final World world;
  private final List<Alarm> alarms = new ArrayList<>();

  Alarms(World world) {
    this.world = world;
  }

  /**
   * Does one of those that are due.
   *
   * @return false if none is
   */
  boolean act() {
    List<Alarm> due = alarms.stream().filter(alarm -> alarm.due <= world.broker.now).toList();
    if (due.isEmpty()) {
      return false;
    }
    Alarm alarm = world.chance.of(due);
    if (alarm.every == 0) {
      alarms.remove(alarm);
      alarm.done = true;
    }
    try {
      if (alarm.every == 0 || !world.without(Rule.BEATS)) {
        alarm.work.run();
      }
    } finally {
      alarm.due = world.broker.now + alarm.every;
    }
    return true;
  }

  /**
   * When one is due that somebody waits for; Long.MAX_VALUE if none is.
   *
   * @param beats whether what comes again and again is waited for
   */
  long next(boolean beats) {
    long next = NEVER;
    for (Alarm alarm : alarms) {
      if (beats || alarm.every == 0) {
        next = Math.min(next, alarm.due);
      }
    }
    return next;
  }

  private Alarm add(Runnable work, long in, long every) {
    Alarm alarm = new Alarm(work, world.broker.now + in, every);
    alarms.add(alarm);
    return alarm;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
    return add(work, unit.toMillis(delay), 0);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable work, long first, long delay, TimeUnit unit) {
    return add(work, unit.toMillis(first), unit.toMillis(delay));
  }

  @Override
  public void execute(Runnable work) {
    add(work, 0, 0);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable work, long first, long period, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    alarms.clear();
  }

  @Override
  public List<Runnable> shutdownNow() {
    alarms.clear();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }

  /** Something to be done. */
  private final class Alarm implements ScheduledFuture<Object> {
    private final Runnable work;
    private final long every;
    private long due;
    private boolean cancelled;
    private boolean done;

    Alarm(Runnable work, long due, long every) {
      this.work = work;
      this.due = due;
      this.every = every;
    }

    @Override
    public boolean cancel(boolean interrupts) {
      if (done || cancelled) {
        return false;
      }
      cancelled = true;
      return alarms.remove(this);
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public boolean isDone() {
      return done || cancelled;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(Duration.ofMillis(due - world.broker.now));
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
    }

    @Override
    public Object get() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
      throw new UnsupportedOperationException();
    }
  }
}
