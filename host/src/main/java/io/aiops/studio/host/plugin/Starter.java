package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.problem.InvalidException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;

/**
 * Starts plugins within a bounded time. One that hangs is interrupted and left to itself; should it
 * come up later, it is unloaded at once.
 */
final class Starter {

  /** No plugin may take longer to come up while the studio runs. */
  static final Duration LIMIT = Duration.ofSeconds(5);

  /** Nor when all of them, and all else, come up at once. */
  static final Duration LIMIT_AT_START = Duration.ofSeconds(60);

  /** Beyond what the start of a process takes: those who start it bound that. */
  private static final Duration LIMIT_OF_PROCESS = Duration.ofSeconds(30);

  private final BundleContext context;
  private final Visibility visibility;
  private final SeparateProcesses processes;
  private final Grants grants;
  private final PluginLogs logs;
  private final Clock clock;
  private final Set<Activation> up = ConcurrentHashMap.newKeySet();

  Starter(
      OsgiFramework framework,
      SeparateProcesses processes,
      Grants grants,
      PluginLogs logs,
      Clock clock) {
    this.context = framework.context();
    this.visibility = framework.visibility();
    this.processes = processes;
    this.grants = grants;
    this.logs = logs;
    this.clock = clock;
  }

  /**
   * @throws InvalidException naming what is missing, what failed, or that it hangs; nothing is left
   *     of it then
   */
  Activation start(PluginJar jar, Isolation isolation, Duration limit) {
    return start(jar, isolation, limit, () -> {});
  }

  /**
   * The same.
   *
   * @param over told once the start has ended, which may be long after the limit; before this
   *     returns, if it does not hang
   */
  Activation start(PluginJar jar, Isolation isolation, Duration limit, Runnable over) {
    Activation started =
        switch (isolation) {
          case TRUSTED ->
              start(
                  jar,
                  limit,
                  over,
                  () -> Activation.start(context, visibility, grants, logs, jar, clock));
          case SEPARATE ->
              start(
                  jar,
                  limit.compareTo(LIMIT_OF_PROCESS) > 0 ? limit : LIMIT_OF_PROCESS,
                  over,
                  () -> Activation.start(processes, grants, logs, jar, clock));
        };
    up.add(started);
    started.whenGone(() -> up.remove(started));
    return started;
  }

  PluginLog log(String plugin) {
    return logs.of(plugin);
  }

  /** All that were started and are not unloaded, serving or not. */
  List<Activation> up() {
    return List.copyOf(up);
  }

  private Activation start(
      PluginJar jar, Duration limit, Runnable over, Supplier<Activation> start) {
    CompletableFuture<Activation> started = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .name("studio-plugin-start-" + jar.name())
            .daemon()
            .inheritInheritableThreadLocals(false)
            .unstarted(Progress.carried(() -> start(start, over, started)));
    try {
      thread.start();
    } catch (Error e) {
      // There are no threads left: it was never begun.
      over.run();
      throw e;
    }
    try {
      return started.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      InvalidException hangs =
          new InvalidException(
              jar.name(),
              "did not come up within "
                  + limit.toSeconds()
                  + " s: its activator, a constructor, an @Activate method or its health check hangs. It was"
                  + " interrupted. Nothing was changed.");
      if (started.completeExceptionally(hangs)) {
        thread.interrupt();
        throw hangs;
      }
      return started.join();
    } catch (InterruptedException e) {
      started.completeExceptionally(e);
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new InvalidException(jar.name(), "was being started when the studio ended");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidException refused) {
        throw refused;
      }
      throw new InvalidException(
          jar.name(), "failed when it was started: " + e.getCause() + ". Nothing was changed.");
    }
  }

  private static void start(
      Supplier<Activation> start, Runnable over, CompletableFuture<Activation> started) {
    try {
      Activation activation;
      try {
        activation = start.get();
      } finally {
        over.run();
      }
      if (!started.complete(activation)) {
        activation.unload();
      }
    } catch (RuntimeException | Error e) {
      // Plugin code may throw anything; whoever waits for it is told.
      started.completeExceptionally(e);
    }
  }
}
