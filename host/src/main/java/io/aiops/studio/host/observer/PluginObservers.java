package io.aiops.studio.host.observer;

import io.aiops.studio.api.WorkflowEvent;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.PluginLog;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.problem.Vital;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes events to plugins' observers, on a thread of its own. One that fails is logged and
 * skipped; one that is slow makes the oldest news wait, and beyond a bound be dropped, never the
 * engine.
 */
public final class PluginObservers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PluginObservers.class);
  private static final int BOUND = 10_000;

  /** A busy engine would wake this thread for each append, which costs more than telling. */
  private static final long REST_NANOS = 5_000_000;

  private final PluginRegistry registry;
  private final BlockingQueue<Append> waiting = new ArrayBlockingQueue<>(BOUND);
  private final Thread thread;

  public PluginObservers(PluginRegistry registry) {
    this.registry = registry;
    this.thread = Thread.ofPlatform().name("studio-observers").daemon().start(this::run);
  }

  /** Takes in what the engine appended; returns at once. */
  public void offer(Append append) {
    if (!waiting.offer(append)) {
      LOG.warn("Observers are {} appends behind: one is dropped", BOUND);
    }
  }

  private void run() {
    List<Append> news = new ArrayList<>();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        news.add(waiting.take());
        waiting.drainTo(news);
        Vital.again("Telling observers what happened", () -> news.forEach(this::tell)).run();
        news.clear();
        LockSupport.parkNanos(REST_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Append append) {
    List<Lease<WorkflowObserver>> observers = registry.observers();
    for (Lease<WorkflowObserver> lease : observers) {
      try (lease) {
        long sequence = append.first();
        for (Event event : append.events()) {
          WorkflowEvent seen = view(append, sequence++, event);
          ScopedValue.where(PluginLog.WORKSPACE, append.state().workspaceId())
              .run(() -> observe(lease, seen));
        }
      }
    }
  }

  private static WorkflowEvent view(Append append, long sequence, Event event) {
    Map<String, @Nullable Object> data = Json.toMap(event);
    data.remove("cause");
    Object path = data.remove("path");
    if (path != null) {
      data.put("step", path);
    }
    return new WorkflowEvent(
        EventCodec.type(event), append.state().id().toString(), sequence, append.at(), data);
  }

  private static void observe(Lease<WorkflowObserver> lease, WorkflowEvent event) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(lease.classLoader());
    try {
      lease.service().observe(event);
    } catch (Exception | Error e) {
      // Plugin code may throw anything; whatever it is, the others shall still hear.
      LOG.warn("Observer '{}' failed on {}", lease.contribution().name(), event.type(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
