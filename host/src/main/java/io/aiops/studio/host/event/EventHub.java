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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on that executions moved, here and on the other nodes. */
public final class EventHub implements EventFeed, EventSink {

  private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

  private record Key(UUID executionId, String step) {}

  private final ExecutionStore store;
  private final Map<UUID, List<Consumer<Notice>>> byExecution = new ConcurrentHashMap<>();
  private final Map<UUID, List<Consumer<Notice>>> byWorkspace = new ConcurrentHashMap<>();
  private final List<Consumer<Append>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Notice>> elsewhere = new CopyOnWriteArrayList<>();
  private volatile @Nullable Outgoing outgoing;
  private final Cache<Key, String> latest =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();

  public EventHub(ExecutionStore store) {
    this.store = store;
  }

  /** Hears of every append on this node, on the engine's thread: return at once, throw nothing. */
  public void listen(Consumer<Append> listener) {
    listeners.add(listener);
  }

  /** Hears what happened on other nodes: return at once, throw nothing. */
  public void listenElsewhere(Consumer<Notice> listener) {
    elsewhere.add(listener);
  }

  /** From now on the other nodes hear what happens here, and watchers here what happens there. */
  public void connect(Neighbours neighbours, Outgoing to) {
    outgoing = to;
    neighbours.listen(told -> told.forEach(this::heard), this::missed);
  }

  private void heard(Neighbours.Told told) {
    Notice notice = told.notice();
    if (!notice.step().isEmpty()) {
      latest.put(new Key(notice.executionId(), notice.step()), notice.progress());
    }
    elsewhere.forEach(listener -> tell(listener, notice));
    tellAll(told.workspaceId(), notice);
  }

  private void missed() {
    byExecution.forEach((id, watchers) -> {
      Notice look = new Notice(id, 0, false, "", "");
      watchers.forEach(watcher -> tell(watcher, look));
    });
    byWorkspace.values().forEach(list -> list.forEach(w -> tell(w, Notice.MISSED)));
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
    Outgoing others = outgoing;
    if (others != null || !byExecution.isEmpty() || !byWorkspace.isEmpty()) {
      Notice notice =
          new Notice(
              id,
              append.first() + append.events().size() - 1,
              append.state().status().terminal(),
              "",
              "");
      tellAll(append.state().workspaceId(), notice);
      if (others != null) {
        others.put(append.state().workspaceId(), notice);
      }
    }
  }

  @Override
  public void progress(UUID workspaceId, UUID executionId, String step, String message) {
    latest.put(new Key(executionId, step), message);
    Notice notice = new Notice(executionId, 0, false, step, message);
    tellAll(workspaceId, notice);
    Outgoing others = outgoing;
    if (others != null) {
      others.put(workspaceId, notice);
    }
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
