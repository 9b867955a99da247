package io.aiops.studio.host.engine;

import io.aiops.studio.host.engine.Decider.Decided;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.Handover;
import io.aiops.studio.host.execution.StaleException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches of commands, decides, appends all events in one transaction, and says what to send.
 * If the process dies between the two commits, the commands come again: the state shows that they
 * were handled, and what they had led to is sent again.
 */
public final class Engine implements TaskQueue.Engine {

  /**
   * The items that one decision opens. Fewer, and each part's commit is felt; more, and what a list
   * begins with waits for what it ends with.
   */
  public static final int PART = 128;

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final ExecutionStore store;
  private final Definitions definitions;
  private final States states;
  private final StepInputs inputs;
  private final EventSink sink;
  private final Clock clock;
  private final @Nullable Liveness liveness;
  private final int part;
  private final LongAdder late = new LongAdder();
  private final LongAdder sentAgain = new LongAdder();

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
    this(store, definitions, expressions, sink, clock, cachedExecutions, liveness, PART);
  }

  /**
   * @param liveness what is asked before a task is sent again; null: none is
   * @param part how many items of its lists one decision opens at most
   */
  public Engine(
      ExecutionStore store,
      Definitions definitions,
      io.aiops.studio.host.definition.Expressions expressions,
      EventSink sink,
      Clock clock,
      int cachedExecutions,
      @Nullable Liveness liveness,
      int part) {
    this.liveness = liveness;
    this.part = part;
    this.store = store;
    this.definitions = definitions;
    this.inputs = new StepInputs(expressions);
    this.sink = sink;
    this.clock = clock;
    this.states = new States(store, definitions, cachedExecutions);
  }

  @Override
  public Sends handle(List<Command> batch) {
    try {
      Sends sends = decide(batch);
      states.trust(batch);
      return sends;
    } catch (StaleException e) {
      // Who moved on may have these commands by now: to decide again what is no longer ours could
      // write events whose messages nobody sends. The queue knows whose they are.
      states.forget(batch);
      states.doubt(batch);
      throw new BehindException("An execution moved on elsewhere", e);
    } catch (RuntimeException e) {
      states.forget(batch);
      throw e;
    }
  }

  @Override
  public void idle() {
    states.show(clock.instant());
  }

  private Sends decide(List<Command> batch) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Map<UUID, Turn> turns = new LinkedHashMap<>();
    Follow follow = new Follow();
    Handovers handovers = new Handovers(definitions, store, now);
    for (Command command : batch) {
      Turn turn = turns.get(command.executionId());
      if (turn == null) {
        turn = states.load(command).orElse(null);
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
      if (command instanceof Command.Outcome outcome) {
        late.increment();
        LOG.info(
            "The outcome of {} attempt {} of {} changes nothing: it came before, or the attempt"
                + " had ended",
            outcome.path(),
            outcome.attempt(),
            outcome.executionId());
      }
      // Whether it came before only the state can tell: a crashed broker forgets deliveries.
      follow.again(turn.state(), command, now);
    }
  }

  private boolean decide(Turn turn, Command command, Follow follow, Handovers handovers) {
    Instant now = handovers.now();
    ExecutionState state = turn.state();
    Map<UUID, String> children = state.children();
    Decided decided = Decider.decide(state, turn.header(), command, now, inputs, part);
    List<Event> events = decided.events();
    turn.decided(events);
    follow.after(state, events, now);
    follow.open(decided.next());
    handovers.after(turn.header(), state, command, children, events);
    return !events.isEmpty();
  }

  private boolean timeOut(Turn turn, Command.TimeOut timeOut, Follow follow, Handovers handovers) {
    Instant now = handovers.now();
    ExecutionState state = turn.state();
    return !state.status().terminal()
        && TimeOuts.outcome(
                state, timeOut, now, step -> liveness != null && liveness.begun(state, step))
            .filter(outcome -> decide(turn, outcome, follow, handovers))
            .isPresent();
  }

  /** Makes up for messages that were lost. */
  private void look(Turn turn, Follow follow, Handovers handovers) {
    Instant now = handovers.now();
    ExecutionState state = turn.state();
    turn.look();
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
          sentAgain.increment();
        }
      }
    }
  }

  /** How many outcomes changed nothing so far: their attempts had been run twice, or had ended. */
  public long late() {
    return late.sum();
  }

  /** How many tasks were sent again so far since they were with nobody. */
  public long sentAgain() {
    return sentAgain.sum();
  }

  /**
   * A kept state is behind if its messages went to another node and came back. Appending finds that
   * out; where nothing is appended it would go unnoticed, and the command would be lost.
   */
  private void checkFresh(Collection<Turn> turns) {
    for (Turn turn : turns) {
      ExecutionState state = turn.state();
      if (!turn.changed()
          && states.kept(turn.loaded())
          && !store.lines(state.id(), state.sequence(), 1).isEmpty()) {
        throw new StaleException(null);
      }
    }
  }

  private void record(Collection<Turn> turns, Handover handover, Instant now) {
    List<Append> appends = new ArrayList<>();
    for (Turn turn : turns) {
      if (turn.changed()) {
        appends.add(turn.append(now));
      }
    }
    if (!appends.isEmpty() || !handover.none()) {
      store.append(appends, handover);
    }
    for (Turn turn : turns) {
      states.keep(turn, now);
    }
    appends.forEach(sink::appended);
  }
}
