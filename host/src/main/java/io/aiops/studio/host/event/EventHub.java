package io.aiops.studio.host.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.NotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on, within this node, that executions moved. */
public final class EventHub implements EventFeed, EventSink {

  private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

  private record Key(UUID executionId, String step) {}

  private final ExecutionStore store;
  private final Map<UUID, List<Consumer<Notice>>> byExecution = new ConcurrentHashMap<>();
  private final Map<UUID, List<Consumer<Notice>>> byWorkspace = new ConcurrentHashMap<>();
  private final List<Consumer<Append>> listeners = new CopyOnWriteArrayList<>();
  private final Cache<Key, String> latest =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();

  public EventHub(ExecutionStore store) {
    this.store = store;
  }

  /** Hears of every append on this node, on the engine's thread: return at once, throw nothing. */
  public void listen(Consumer<Append> listener) {
    listeners.add(listener);
  }

  /** The last thing a running step said; empty if nothing. */
  public String progressOf(UUID executionId, String step) {
    String message = latest.getIfPresent(new Key(executionId, step));
    return message == null ? "" : message;
  }

  @Override
  public void appended(Append append) {
    UUID id = append.state().id();
    listeners.forEach(listener -> tell(listener, append));
    if (!byExecution.isEmpty() || !byWorkspace.isEmpty()) {
      tellAll(
          append.state().workspaceId(),
          new Notice(
              id,
              append.first() + append.events().size() - 1,
              append.state().status().terminal(),
              "",
              ""));
    }
  }

  @Override
  public void progress(UUID workspaceId, UUID executionId, String step, String message) {
    latest.put(new Key(executionId, step), message);
    tellAll(workspaceId, new Notice(executionId, 0, false, step, message));
  }

  private void tellAll(UUID workspaceId, Notice notice) {
    byExecution.getOrDefault(notice.executionId(), List.of()).forEach(w -> tell(w, notice));
    byWorkspace.getOrDefault(workspaceId, List.of()).forEach(w -> tell(w, notice));
  }

  private static <T> void tell(Consumer<T> watcher, T what) {
    try {
      watcher.accept(what);
    } catch (RuntimeException e) {
      LOG.warn("A watcher failed and is skipped this time", e);
    }
  }

  @Override
  public Subscription watch(Caller caller, UUID executionId, Consumer<Notice> watcher) {
    caller.require(Permission.VIEW);
    boolean known =
        store
            .header(executionId)
            .filter(header -> header.workspaceId().equals(caller.workspaceId()))
            .isPresent();
    if (!known) {
      throw new NotFoundException("execution", executionId.toString());
    }
    return add(byExecution, executionId, watcher);
  }

  @Override
  public Subscription watchAll(Caller caller, Consumer<Notice> watcher) {
    caller.require(Permission.VIEW);
    return add(byWorkspace, caller.workspaceId(), watcher);
  }

  private static Subscription add(
      Map<UUID, List<Consumer<Notice>>> watchers, UUID key, Consumer<Notice> watcher) {
    watchers.compute(
        key,
        (k, list) -> {
          List<Consumer<Notice>> all = list == null ? new CopyOnWriteArrayList<>() : list;
          all.add(watcher);
          return all;
        });
    return () ->
        watchers.computeIfPresent(
            key,
            (k, list) -> {
              list.remove(watcher);
              return list.isEmpty() ? null : list;
            });
  }
}
