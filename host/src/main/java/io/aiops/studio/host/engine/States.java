package io.aiops.studio.host.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.engine.Turn.Loaded;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The states an engine has at hand: kept while they are true, else folded from the events. */
final class States {

  private static final long KIB = 1024;

  /** Of the heap, in one part of so many. */
  private static final int PART = 4;

  /** Whatever its size, a state may be kept beside some others: to read it again is what costs. */
  private static final int LARGEST = 8;

  private static final int MOST_DOUBTED = 10_000;

  private final ExecutionStore store;
  private final Definitions definitions;
  private final Cache<UUID, Loaded> cache;

  /** Those whose row says less than the events. */
  private final Map<UUID, Loaded> behind = new LinkedHashMap<>();

  /** What was found to be behind, until it is decided: what a start carries of it is old. */
  private final Set<UUID> doubted = new HashSet<>();

  States(ExecutionStore store, Definitions definitions, int most) {
    this.store = store;
    this.definitions = definitions;
    this.cache = cache(most, Runtime.getRuntime().maxMemory() / PART);
  }

  /** For so many, or fewer large ones, which take so many bytes together. */
  static Cache<UUID, Loaded> cache(int most, long bytes) {
    long all = Math.max(most, bytes / KIB);
    long least = all / most;
    return Caffeine.newBuilder()
        .maximumWeight(all)
        .weigher((UUID id, Loaded loaded) -> (int) weight(loaded.state().size(), least, all))
        .executor(Runnable::run)
        .build();
  }

  /** In KiB, at two bytes a character. */
  private static long weight(long characters, long least, long all) {
    return Math.clamp(2 * characters / KIB, least, Math.max(least, all / LARGEST));
  }

  /** Whether this is a state that was kept, which another node may have moved on from. */
  boolean kept(Loaded loaded) {
    return cache.getIfPresent(loaded.state().id()) == loaded;
  }

  Optional<Turn> load(Command command) {
    UUID id = command.executionId();
    Loaded cached = cache.getIfPresent(id);
    if (cached != null) {
      return Optional.of(new Turn(cached));
    }
    if (command instanceof Command.Start start && start.header() != null && !doubted.contains(id)) {
      Header header = start.header();
      Row row = Row.of(header.lookAt());
      return Optional.of(new Turn(new Loaded(header, fold(header), row)));
    }
    return store.header(id).map(header -> new Turn(new Loaded(header, fold(header), row(header))));
  }

  /** When it should have begun no longer counts once it does. */
  private static Row row(Header header) {
    return header.lastSequence() > 0 ? Row.unread() : Row.of(null);
  }

  private ExecutionState fold(Header header) {
    ExecutionState state =
        new ExecutionState(header.id(), header.workspaceId(), definitions.of(header));
    state.rank(header.priority());
    Origin origin = header.origin();
    if (origin != null) {
      state.adopt(Reruns.adoption(store, origin, state.workflow()));
    }
    if (header.lastSequence() > 0) {
      new Log(store, header.id()).forEachRemaining(state::apply);
    }
    return state;
  }

  /** After what a turn decided was written. */
  void keep(Turn turn, Instant now) {
    Loaded loaded = turn.loaded();
    UUID id = loaded.state().id();
    Shown shown = turn.shown();
    if (shown != null) {
      loaded.row().written(shown, now);
      behind.remove(id);
    } else if (turn.looked()) {
      loaded.row().looked();
      behind.put(id, loaded);
    } else if (turn.changed()) {
      behind.put(id, loaded);
    }
    if (loaded.state().status().terminal()) {
      cache.invalidate(id);
    } else {
      cache.put(id, loaded);
    }
  }

  void forget(List<Command> batch) {
    if (doubted.size() > MOST_DOUBTED) {
      doubted.clear();
    }
    for (Command command : batch) {
      cache.invalidate(command.executionId());
      behind.remove(command.executionId());
    }
  }

  /** They moved on elsewhere. */
  void doubt(List<Command> batch) {
    batch.forEach(command -> doubted.add(command.executionId()));
  }

  void trust(List<Command> batch) {
    batch.forEach(command -> doubted.remove(command.executionId()));
  }

  /** Writes the rows that are due. */
  void show(Instant now) {
    List<Loaded> due =
        behind.values().stream()
            .filter(loaded -> loaded.row().due(loaded.state().status(), now))
            .toList();
    if (!due.isEmpty()) {
      List<Shown> shown =
          due.stream().map(loaded -> loaded.row().show(loaded.state(), now)).toList();
      store.bringUpToDate(shown);
      for (int i = 0; i < due.size(); i++) {
        due.get(i).row().written(shown.get(i), now);
        behind.remove(due.get(i).state().id());
      }
    }
  }
}
