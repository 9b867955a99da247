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
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import io.aiops.studio.host.execution.ExecutionStore.StaleException;
import io.aiops.studio.host.execution.Handover;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.execution.StepState;
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
import org.jspecify.annotations.Nullable;
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
  private record Loaded(Header header, ExecutionState state, Row row) {}

  /** What one batch does to one execution. */
  private static final class Turn {
    private final Loaded loaded;
    private final long before;
    private final List<Event> events = new ArrayList<>();
    private @Nullable Shown shown;
    private boolean looked;

    Turn(Loaded loaded) {
      this.loaded = loaded;
      this.before = loaded.state().sequence();
    }

    Append append(Instant now) {
      ExecutionState state = loaded.state();
      Row row = loaded.row();
      if (row.due(state.status(), now) || row.late(Follow.earliest(events, now))) {
        shown = row.show(state, now);
      }
      return Append.of(state, before + 1, now, events, shown);
    }
  }

  private final ExecutionStore store;
  private final Definitions definitions;
  private final StepInputs inputs;
  private final EventSink sink;
  private final Clock clock;
  private final Cache<UUID, Loaded> cache;
  private final Map<UUID, Loaded> behind = new LinkedHashMap<>();
  private final @Nullable Liveness liveness;

  /** What was found to be behind, until it is decided: what a start carries of it is old. */
  private final Set<UUID> doubted = new HashSet<>();

  /** An engine that sends nothing again by itself. */
  public Engine(
      ExecutionStore store,
      Definitions definitions,
      io.aiops.studio.host.definition.Expressions expressions,
      EventSink sink,
      Clock clock,
      int cachedExecutions) {
    this(store, definitions, expressions, sink, clock, cachedExecutions, null);
  }

  /**
   * @param liveness what is asked before a task is sent again; null: none is
   */
  public Engine(
      ExecutionStore store,
      Definitions definitions,
      io.aiops.studio.host.definition.Expressions expressions,
      EventSink sink,
      Clock clock,
      int cachedExecutions,
      @Nullable Liveness liveness) {
    this.liveness = liveness;
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
      List<Shown> shown =
          due.stream().map(loaded -> loaded.row().show(loaded.state(), now)).toList();
      store.bringUpToDate(shown);
      for (int i = 0; i < due.size(); i++) {
        due.get(i).row().written(shown.get(i), now);
        behind.remove(due.get(i).state().id());
      }
    }
  }

  private Sends decide(List<Command> batch) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Map<UUID, Turn> turns = new LinkedHashMap<>();
    Follow follow = new Follow();
    Handovers handovers = new Handovers(definitions, now);
    for (Command command : batch) {
      Turn turn = turns.get(command.executionId());
      if (turn == null) {
        turn = load(command).orElse(null);
      }
      if (turn == null) {
        handovers.dropped(command);
        LOG.warn("Dropped {}: there is no execution {}", command.key(), command.executionId());
        continue;
      }
      turns.put(command.executionId(), turn);
      take(turn, command, follow, handovers);
    }
    checkFresh(turns.values());
    record(turns.values(), handovers.handover(), now);
    follow.send(handovers.commands());
    return follow.sends();
  }

  private void take(Turn turn, Command command, Follow follow, Handovers handovers) {
    Instant now = handovers.now();
    if (command instanceof Command.Look) {
      look(turn, follow, handovers);
    } else if (command instanceof Command.TimeOut timeOut) {
      timeOut(turn, timeOut, follow, handovers);
    } else if (!decide(turn, command, follow, handovers)) {
      if (command instanceof Command.Outcome late) {
        LOG.info(
            "The outcome of {} attempt {} of {} changes nothing: it came before, or the attempt"
                + " had ended",
            late.path(),
            late.attempt(),
            late.executionId());
      }
      // Whether it came before only the state can tell: a crashed broker forgets deliveries.
      follow.again(turn.loaded.state(), command.key(), now);
    }
  }

  private boolean decide(Turn turn, Command command, Follow follow, Handovers handovers) {
    Instant now = handovers.now();
    ExecutionState state = turn.loaded.state();
    Map<UUID, String> children = state.children();
    List<Event> decided = Decider.decide(state, turn.loaded.header(), command, now, inputs);
    turn.events.addAll(decided);
    follow.after(state, decided, now);
    handovers.after(turn.loaded.header(), state, command, children, decided);
    return !decided.isEmpty();
  }

  private boolean timeOut(Turn turn, Command.TimeOut timeOut, Follow follow, Handovers handovers) {
    Instant now = handovers.now();
    ExecutionState state = turn.loaded.state();
    return !state.status().terminal()
        && TimeOuts.outcome(
                state, timeOut, now, step -> liveness != null && liveness.begun(state, step))
            .filter(outcome -> decide(turn, outcome, follow, handovers))
            .isPresent();
  }

  /** Makes up for messages that were lost. */
  private void look(Turn turn, Follow follow, Handovers handovers) {
    Instant now = handovers.now();
    ExecutionState state = turn.loaded.state();
    turn.looked = true;
    if (state.status().terminal()) {
      return;
    }
    decide(turn, new Command.Look(state.id()), follow, handovers);
    for (Command due : Deadlines.passed(state, now)) {
      boolean moved =
          due instanceof Command.TimeOut timeOut
              ? timeOut(turn, timeOut, follow, handovers)
              : decide(turn, due, follow, handovers);
      if (moved) {
        LOG.info("{} of {} was due and had not come", due.key(), state.id());
      }
    }
    if (liveness != null && !state.status().terminal()) {
      for (StepState step : liveness.lost(state, now)) {
        if (Places.leftBehind(state, step)) {
          decide(turn, Places.left(state, step), follow, handovers);
        } else {
          follow.owed(state, step, now);
        }
      }
    }
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

  private void record(Collection<Turn> turns, Handover handover, Instant now) {
    List<Append> appends = new ArrayList<>();
    for (Turn turn : turns) {
      if (!turn.events.isEmpty()) {
        appends.add(turn.append(now));
      }
    }
    if (!appends.isEmpty() || !handover.none()) {
      store.append(appends, handover);
    }
    for (Turn turn : turns) {
      keep(turn, now);
    }
    appends.forEach(sink::appended);
  }

  private void keep(Turn turn, Instant now) {
    Loaded loaded = turn.loaded;
    UUID id = loaded.state().id();
    if (turn.shown != null) {
      loaded.row().written(turn.shown, now);
      behind.remove(id);
    } else if (turn.looked) {
      loaded.row().looked();
      behind.put(id, loaded);
    } else if (!turn.events.isEmpty()) {
      behind.put(id, loaded);
    }
    if (loaded.state().status().terminal()) {
      cache.invalidate(id);
    } else {
      cache.put(id, loaded);
    }
  }

  private Optional<Turn> load(Command command) {
    UUID id = command.executionId();
    Loaded cached = cache.getIfPresent(id);
    if (cached != null) {
      return Optional.of(new Turn(cached));
    }
    if (command instanceof Command.Start start && start.header() != null && !doubted.contains(id)) {
      Header header = start.header();
      Row row = new Row(header.lookAt());
      return Optional.of(new Turn(new Loaded(header, fold(header), row)));
    }
    return store
        .header(id)
        .map(header -> new Turn(new Loaded(header, fold(header), new Row(null))));
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
