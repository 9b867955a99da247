package io.aiops.studio.marketplace.install;

import io.aiops.studio.host.problem.ConflictException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who watches installations. They see what the store has, whichever node does the work. */
final class Watchers {

  private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

  /** On one node: a page or a stream each. */
  private static final int MOST = 200;

  private static final class Watcher {
    final Consumer<Installation> told;
    @Nullable Installation last;

    Watcher(Consumer<Installation> told) {
      this.told = told;
    }
  }

  private final InstallationStore store;
  private final Map<UUID, Map<UUID, Watcher>> watching = new ConcurrentHashMap<>();

  Watchers(InstallationStore store) {
    this.store = store;
  }

  /**
   * @return ends it
   */
  Runnable add(UUID installation, Consumer<Installation> told) {
    if (watching.values().stream().mapToInt(Map::size).sum() >= MOST) {
      throw new ConflictException(
          "There are %d watchers of installations already; look again in a moment."
              .formatted(MOST));
    }
    UUID key = UUID.randomUUID();
    watching
        .computeIfAbsent(installation, id -> new ConcurrentHashMap<>())
        .put(key, new Watcher(told));
    return () ->
        watching.computeIfPresent(
            installation,
            (id, all) -> {
              all.remove(key);
              return all.isEmpty() ? null : all;
            });
  }

  /** Tells each what is new. */
  void look() {
    watching.forEach((id, all) ->
        store
            .find(id)
            .ifPresentOrElse(
                now -> all.values().forEach(watcher -> tell(watcher, now)),
                () -> watching.remove(id)));
  }

  private static void tell(Watcher watcher, Installation now) {
    if (now.equals(watcher.last)) {
      return;
    }
    watcher.last = now;
    try {
      watcher.told.accept(now);
    } catch (RuntimeException e) {
      // A page that has gone: the others are told all the same.
      LOG.debug("A watcher of installation {} failed", now.id(), e);
    }
  }
}
