package io.aiops.studio.host.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.ExecutionStore.StaleException;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.BehindException;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches of commands, decides, appends all events in one transaction, and says what to send.
 * If the process dies between the two commits, the commands come again: the state shows that they
 * were handled, and what they had led to is sent again.
 */
public final class Engine implements TaskQueue.Engine {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final int PAGE = 10_000;
  private static final int MOST_DOUBTED = 10_000;

  /** A state and what it was started with. Kept only while it is true. */
  private record Loaded(Header header, ExecutionState state, Row row) {
    Loaded(Header header, ExecutionState state) {
      this(header, state, new Row());
    }
  }

  /** What one batch does to one execution. */
  private static final class Turn {
    private final Loaded loaded;
    private final long before;
    private final List<Event> events = new ArrayList<>();

    Turn(Loaded loaded) {
      this.loaded = loaded;
      this.before = loaded.state().sequence();
    }

    Append append(Instant now) {
      ExecutionState state = loaded.state();
      return Append.of(state, before + 1, now, events, loaded.row().due(state.status(), now));
    }
  }

  private final ExecutionStore store;
  private final Definitions definitions;
  private final StepInputs inputs;
  private final EventSink sink;
  private final Clock clock;
  private final Cache<UUID, Loaded> cache;
  private final Map<UUID, Loaded> behind = new LinkedHashMap<>();

  /** What was found to be behind, until it is decided: what a start carries of it is old. */
  private final Set<UUID> doubted = new HashSet<>();

  public Engine(
      ExecutionStore store,
      Definitions definitions,
      io.aiops.studio.host.definition.Expressions expressions,
      EventSink sink,
      Clock clock,
      int cachedExecutions) {
    this.store = store;
    this.definitions = definitions;
    this.inputs = new StepInputs(expressions);
    this.sink = sink;
    this.clock = clock;
    this.cache =
        Caffeine.newBuilder().maximumSize(cachedExecutions).executor(Runnable::run).build();
  }

  @Override
  public Sends handle(List<Command> batch) {
    try {
      Sends sends = decide(batch);
      batch.forEach(command -> doubted.remove(command.executionId()));
      return sends;
    } catch (StaleException e) {
      // Who moved on may have these commands by now: to decide again what is no longer ours could
      // write events whose messages nobody sends. The queue knows whose they are.
      forget(batch);
      batch.forEach(command -> doubted.add(command.executionId()));
      throw new BehindException("An execution moved on elsewhere", e);
    } catch (RuntimeException e) {
      forget(batch);
      throw e;
    }
  }

  private void forget(List<Command> batch) {
    if (doubted.size() > MOST_DOUBTED) {
      doubted.clear();
    }
    for (Command command : batch) {
      cache.invalidate(command.executionId());
      behind.remove(command.executionId());
    }
  }

  @Override
  public void idle() {
    Instant now = clock.instant();
    List<Loaded> due =
        behind.values().stream()
            .filter(loaded -> loaded.row().due(loaded.state().status(), now))
            .toList();
    if (!due.isEmpty()) {
      store.bringUpToDate(due.stream().map(Loaded::state).toList());
      for (Loaded loaded : due) {
        loaded.row().written(loaded.state().status(), now);
        behind.remove(loaded.state().id());
      }
    }
  }

  private Sends decide(List<Command> batch) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Map<UUID, Turn> turns = new LinkedHashMap<>();
    Follow follow = new Follow();
    for (Command command : batch) {
      Optional<Turn> turn =
          Optional.ofNullable(turns.get(command.executionId()))
              .or(() -> load(command).map(Turn::new));
      if (turn.isEmpty()) {
        LOG.warn("Dropped {}: there is no execution {}", command.key(), command.executionId());
        continue;
      }
      turns.put(command.executionId(), turn.get());
      ExecutionState state = turn.get().loaded.state();
      Header header = turn.get().loaded.header();
      List<Event> decided = Decider.decide(state, header, command, now, inputs);
      turn.get().events.addAll(decided);
      follow.after(state, decided, now);
      if (decided.isEmpty()) {
        // Whether it came before only the state can tell: a crashed broker forgets deliveries.
        follow.again(state, command.key(), now);
      }
    }
    checkFresh(turns.values());
    record(turns.values(), now);
    return follow.sends();
  }

  /**
   * A kept state is behind if its messages went to another node and came back. Appending finds that
   * out; where nothing is appended it would go unnoticed, and the command would be lost.
   */
  private void checkFresh(Collection<Turn> turns) {
    for (Turn turn : turns) {
      ExecutionState state = turn.loaded.state();
      if (turn.events.isEmpty()
          && cache.getIfPresent(state.id()) == turn.loaded
          && !store.lines(state.id(), state.sequence(), 1).isEmpty()) {
        throw new StaleException(null);
      }
    }
  }

  private void record(Collection<Turn> turns, Instant now) {
    List<Append> appends = new ArrayList<>();
    for (Turn turn : turns) {
      if (!turn.events.isEmpty()) {
        appends.add(turn.append(now));
      }
    }
    if (!appends.isEmpty()) {
      store.append(appends);
    }
    for (Turn turn : turns) {
      keep(turn, now);
    }
    appends.forEach(sink::appended);
  }

  private void keep(Turn turn, Instant now) {
    Loaded loaded = turn.loaded;
    UUID id = loaded.state().id();
    if (!turn.events.isEmpty() && loaded.row().due(loaded.state().status(), now)) {
      loaded.row().written(loaded.state().status(), now);
      behind.remove(id);
    } else if (!turn.events.isEmpty()) {
      behind.put(id, loaded);
    }
    if (loaded.state().status().terminal()) {
      cache.invalidate(id);
    } else {
      cache.put(id, loaded);
    }
  }

  private Optional<Loaded> load(Command command) {
    UUID id = command.executionId();
    Loaded cached = cache.getIfPresent(id);
    if (cached != null) {
      return Optional.of(cached);
    }
    if (command instanceof Command.Start start && start.header() != null && !doubted.contains(id)) {
      return Optional.of(new Loaded(start.header(), fold(start.header())));
    }
    return store.header(id).map(header -> new Loaded(header, fold(header)));
  }

  private ExecutionState fold(Header header) {
    ExecutionState state =
        new ExecutionState(header.id(), header.workspaceId(), definitions.of(header));
    state.rank(header.priority());
    Origin origin = header.origin();
    if (origin != null) {
      state.adopt(Reruns.adoption(store, origin, state.workflow()));
    }
    List<Recorded> page = List.of();
    do {
      page = header.lastSequence() == 0 ? page : store.events(header.id(), state.sequence(), PAGE);
      page.forEach(recorded -> state.apply(recorded.event(), recorded.at()));
    } while (page.size() == PAGE);
    if (state.sequence() > 0) {
      store.lines(header.id(), state.sequence() - 1, 1).forEach(line -> state.chained(line.hash()));
    }
    return state;
  }
}
