package io.aiops.studio.host.isolate;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.isolate.Frame.Type;
import io.aiops.studio.host.isolate.Wire.Ready;
import io.aiops.studio.host.plugin.Offer;
import io.aiops.studio.host.plugin.SeparateProcesses;
import io.aiops.studio.host.problem.InvalidException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plugin in a process of its own. When that dies there is another one, after a while that grows;
 * one that dies too often is given up.
 */
final class SeparatePlugin implements SeparateProcesses.Running, Proxies.Line {

  private static final Logger LOG = LoggerFactory.getLogger(SeparatePlugin.class);

  /** A call that comes while there is no process waits for the next one so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** Starts a process of it, and runs things later. */
  interface Source {
    ChildProcess next();

    void later(Runnable then, Duration in);

    void stopped();
  }

  private final String plugin;
  private final Source source;
  private final Bounds bounds;
  private final Ready ready;
  private final List<Offer> offers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Long> deaths = new ArrayDeque<>();
  private @Nullable ChildProcess process;
  private @Nullable String failure;
  private boolean stopped;

  private SeparatePlugin(String plugin, Source source, Bounds bounds, ChildProcess first) {
    this.plugin = plugin;
    this.source = source;
    this.bounds = bounds;
    this.process = first;
    this.ready = first.ready();
    this.offers =
        ready.contributions().stream()
            .map(contribution -> Proxies.offer(contribution, this))
            .toList();
  }

  /**
   * @throws InvalidException if its first process does not come up
   */
  static SeparatePlugin start(String plugin, Source source, Bounds bounds) {
    ChildProcess first = source.next();
    SeparatePlugin separate;
    try {
      separate = new SeparatePlugin(plugin, source, bounds, first);
    } catch (RuntimeException e) {
      // A record of the plugin's own making: any of its fields may be missing.
      first.kill("said what it has in a way that is not understood");
      throw new InvalidException(plugin, "says what it has in a way that is not understood");
    }
    first.whenEnded(separate::died);
    return separate;
  }

  @Override
  public List<Offer> offers() {
    return offers;
  }

  @Override
  public Optional<String> failure() {
    lock.lock();
    try {
      return Optional.ofNullable(failure);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<SeparateProcesses.Use> use() {
    return process()
        .flatMap(ChildProcess::pid)
        .flatMap(ProcessUse::of)
        .map(use -> new SeparateProcesses.Use(use.threads(), use.memoryMiB()));
  }

  /** The process that runs now, if one does. */
  Optional<ChildProcess> process() {
    lock.lock();
    try {
      return Optional.ofNullable(process);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T call(Type type, Object body, @Nullable CallContext context, Class<T> shape)
      throws Exception {
    return current().call(type, body, context, shape);
  }

  private ChildProcess current() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = PATIENCE.toNanos();
      ChildProcess now = process;
      while (now == null || now.doomed()) {
        if (failure != null || stopped) {
          throw away(failure == null ? "has been stopped" : failure);
        }
        if (left <= 0) {
          throw away("is being started again");
        }
        left = changed.awaitNanos(left);
        now = process;
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  private PluginException away(String why) {
    return new PluginException(
        Category.UNAVAILABLE, "The process of plugin '" + plugin + "' " + why);
  }

  private void died(ChildProcess which, String how) {
    lock.lock();
    try {
      if (which == process) {
        process = null;
        afterDeath(how);
      }
    } finally {
      lock.unlock();
    }
  }

  private void afterDeath(String how) {
    if (stopped) {
      return;
    }
    long now = System.nanoTime();
    deaths.add(now);
    deaths.removeIf(then -> now - then > bounds.window().toNanos());
    if (deaths.size() > bounds.restarts()) {
      failure =
          how
              + ". It ended "
              + deaths.size()
              + " times within "
              + bounds.window().toMinutes()
              + " minutes and is not started again: disable and enable the plugin to try once more,"
              + " or install another version.";
      LOG.error("The process of plugin {} {}", plugin, failure);
      changed.signalAll();
      return;
    }
    Duration pause = bounds.restart().multipliedBy(1L << (deaths.size() - 1));
    if (pause.compareTo(LONGEST_PAUSE) > 0) {
      pause = LONGEST_PAUSE;
    }
    LOG.warn(
        "The process of plugin {} {}; it is started again in {} ms", plugin, how, pause.toMillis());
    source.later(this::again, pause);
  }

  private void again() {
    ChildProcess next;
    try {
      next = source.next();
    } catch (RuntimeException e) {
      // Whatever it is, a full disk among it: nobody else would try again.
      lock.lock();
      try {
        afterDeath("did not come up again: " + e.getMessage());
      } finally {
        lock.unlock();
      }
      return;
    }
    boolean wanted = next.ready().equals(ready);
    lock.lock();
    try {
      if (stopped) {
        next.kill("is not wanted any more");
        return;
      }
      if (wanted) {
        process = next;
        changed.signalAll();
      } else {
        next.kill("offers something else than before");
        afterDeath("offered something else when it was started again");
      }
    } finally {
      lock.unlock();
    }
    if (wanted) {
      LOG.info("Plugin {} has a process again", plugin);
      next.whenEnded(this::died);
    }
  }

  @Override
  public void stop() {
    ChildProcess last;
    lock.lock();
    try {
      stopped = true;
      last = process;
      process = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (last != null) {
      last.stop();
    }
    source.stopped();
  }

  /** In the look of those who watch over all. */
  void look() {
    process().ifPresent(ChildProcess::look);
  }
}
