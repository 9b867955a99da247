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
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final int TRIES = 3;

  /** A state and what it was started with. Kept only while it is true. */
  private record Loaded(Header header, ExecutionState state) {}

  private final ExecutionStore store;
  private final Definitions definitions;
  private final StepInputs inputs;
  private final EventSink sink;
  private final Clock clock;
  private final Cache<UUID, Loaded> cache;

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
    for (int attempt = 1; ; attempt++) {
      try {
        return handleOnce(batch, attempt == 1);
      } catch (StaleException e) {
        forget(batch);
        if (attempt == TRIES) {
          throw e;
        }
        LOG.info("An execution moved on elsewhere; its batch is decided again");
      } catch (RuntimeException e) {
        forget(batch);
        throw e;
      }
    }
  }

  private void forget(List<Command> batch) {
    batch.forEach(command -> cache.invalidate(command.executionId()));
  }

  /**
   * @param first whether what a start carries may be believed: a stale one is found out by append
   */
  private Sends handleOnce(List<Command> batch, boolean first) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Map<UUID, Loaded> touched = new LinkedHashMap<>();
    Map<UUID, Long> before = new LinkedHashMap<>();
    Map<UUID, List<Event>> events = new LinkedHashMap<>();
    Follow follow = new Follow();
    for (Command command : batch) {
      Optional<Loaded> loaded =
          Optional.ofNullable(touched.get(command.executionId())).or(() -> load(command, first));
      if (loaded.isEmpty()) {
        LOG.warn("Dropped {}: there is no execution {}", command.key(), command.executionId());
        continue;
      }
      ExecutionState state = loaded.get().state();
      touched.put(state.id(), loaded.get());
      before.putIfAbsent(state.id(), state.sequence());
      List<Event> decided = Decider.decide(state, loaded.get().header(), command, now, inputs);
      events.computeIfAbsent(state.id(), id -> new ArrayList<>()).addAll(decided);
      follow.after(state, decided, now);
      if (decided.isEmpty()) {
        // Whether it came before only the state can tell: a crashed broker forgets deliveries.
        follow.again(state, command.key(), now);
      }
    }
    List<Append> appends = new ArrayList<>();
    for (Loaded loaded : touched.values()) {
      UUID id = loaded.state().id();
      List<Event> decided = events.getOrDefault(id, List.of());
      if (!decided.isEmpty()) {
        appends.add(new Append(loaded.state(), before.getOrDefault(id, 0L) + 1, now, decided));
      }
    }
    if (!appends.isEmpty()) {
      store.append(appends);
    }
    for (Loaded loaded : touched.values()) {
      if (loaded.state().status().terminal()) {
        cache.invalidate(loaded.state().id());
      } else {
        cache.put(loaded.state().id(), loaded);
      }
    }
    appends.forEach(sink::appended);
    return follow.sends();
  }

  private Optional<Loaded> load(Command command, boolean first) {
    UUID id = command.executionId();
    Loaded cached = cache.getIfPresent(id);
    if (cached != null) {
      return Optional.of(cached);
    }
    if (first && command instanceof Command.Start start && start.header() != null) {
      return Optional.of(new Loaded(start.header(), fold(start.header())));
    }
    return store.header(id).map(header -> new Loaded(header, fold(header)));
  }

  private ExecutionState fold(Header header) {
    ExecutionState state =
        new ExecutionState(
            header.id(),
            header.workspaceId(),
            definitions.get(header.workspaceId(), header.workflowId(), header.version()));
    List<Recorded> page = List.of();
    do {
      page = header.lastSequence() == 0 ? page : store.events(header.id(), state.sequence(), PAGE);
      page.forEach(recorded -> state.apply(recorded.event(), recorded.at()));
    } while (page.size() == PAGE);
    return state;
  }
}
