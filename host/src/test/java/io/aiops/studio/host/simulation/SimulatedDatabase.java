package io.aiops.studio.host.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.Handover;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.execution.InMemoryLeases;
import io.aiops.studio.host.execution.InMemoryPlaces;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.execution.LimitStore;
import io.aiops.studio.host.execution.PlaceStore;
import io.aiops.studio.host.execution.Promise;
import io.aiops.studio.host.execution.StaleException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.worker.CallLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The one database of a world. Each node has a connection of its own, on which it can die before a
 * commit and after it, or not hear that it was done.
 */
final class SimulatedDatabase {

  private final World world;
  final InMemoryExecutionStore rows = new InMemoryExecutionStore();
  private final Leases leases;
  final InMemoryPlaces claims;
  final Connections connections;
  final Map<UUID, Truth> truths = new LinkedHashMap<>();
  private final Map<CallLedger.Key, CallLedger.Entry> calls = new HashMap<>();
  private int appended;

  /** Calls are under way: whoever makes them waits for the database, and asks again. */
  private int inCalls;

  SimulatedDatabase(World world) {
    this.world = world;
    WorldClock clock = new WorldClock(world, () -> 0);
    this.leases = new InMemoryLeases(rows, clock);
    this.claims = new InMemoryPlaces(rows, clock, !world.without(Rule.PLACE_FROM_GRANT));
    this.connections = new Connections(world);
  }

  void create(Request request, ExecutionState empty) {
    rows.create(request);
    truths.put(request.id(), new Truth(empty, null, truths));
  }

  boolean recorded(CallLedger.Key key) {
    return calls.containsKey(key);
  }

  /** How often anything was appended. */
  int appended() {
    return appended;
  }

  ExecutionStore executions(SimulatedNode node) {
    return (ExecutionStore)
        Proxy.newProxyInstance(
            ExecutionStore.class.getClassLoader(),
            new Class<?>[] {ExecutionStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("append")) {
                append(node, arguments);
                return null;
              }
              away(80);
              return call(rows, method, arguments);
            });
  }

  private static Object call(Object of, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(of, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void append(SimulatedNode node, Object[] arguments) {
    away(40);
    world.meanwhile.moveOn(node);
    node.mayDie(40, "before the commit");
    @SuppressWarnings("unchecked")
    List<Append> appends = (List<Append>) arguments[0];
    Handover handover = (Handover) arguments[1];
    try {
      rows.append(appends, within(handover));
    } catch (StaleException e) {
      world.tally.stale++;
      if (world.without(Rule.ONE_WRITER)) {
        return;
      }
      throw e;
    }
    appended += appends.isEmpty() ? 0 : 1;
    handover.children().forEach(this::begun);
    for (Append append : appends) {
      if (!world.without(Rule.PLACE_WITH_END) || !append.state().status().terminal()) {
        claims.follow(append);
      }
      if (!world.without(Rule.ATTEMPT_WITH_EVENT)) {
        connections.places.follow(append);
      }
      for (Event event : append.events()) {
        if (world.traced()) {
          world.say("  " + event);
        }
        truths.get(append.state().id()).apply(event, append.at());
        world.callers.happened(append.state().id(), event);
      }
    }
    world.laws.withinBounds();
    node.mayDie(40, "after the commit");
    if (world.without(Rule.PROMISE_WITH_EVENT) || world.without(Rule.CHILD_WITH_EVENT)) {
      rows.append(List.of(), later(handover));
    }
    if (world.without(Rule.PLACE_WITH_END)) {
      appends.stream().filter(a -> a.state().status().terminal()).forEach(claims::follow);
    }
    if (world.without(Rule.ATTEMPT_WITH_EVENT)) {
      appends.forEach(connections.places::follow);
    }
    away(40);
  }

  /** What of it is handed over in the same transaction. */
  private Handover within(Handover all) {
    return new Handover(
        world.without(Rule.CHILD_WITH_EVENT) ? List.of() : all.children(),
        world.without(Rule.PROMISE_WITH_EVENT) ? List.of() : all.promises(),
        all.kept());
  }

  /** What of it comes after that, if ever. */
  private Handover later(Handover all) {
    return new Handover(
        world.without(Rule.CHILD_WITH_EVENT) ? all.children() : List.of(),
        world.without(Rule.PROMISE_WITH_EVENT) ? all.promises() : List.of(),
        List.of());
  }

  private void begun(Request child) {
    Workflow workflow =
        world.library.definitions.get(child.workspaceId(), child.workflowId(), child.version());
    Truth truth =
        new Truth(
            new ExecutionState(child.id(), child.workspaceId(), workflow), child.parent(), truths);
    if (child.origin() != null) {
      truth.lineage.goesOnFrom(truths.get(child.origin().executionId()).lineage);
    }
    truths.put(child.id(), truth);
  }

  /** As if these had been taken in. */
  void forget(List<Command> commands) {
    List<Promise.Name> names =
        commands.stream().map(c -> new Promise.Name(c.executionId(), c.key())).toList();
    rows.append(List.of(), new Handover(List.of(), List.of(), names));
  }

  /** Somebody waits for a place of either kind. */
  boolean waits() {
    return claims.standing(Library.WORKSPACE).waiting() > 0 || connections.places.waits();
  }

  /** Somebody has one, and has not gone on. */
  boolean untold() {
    return claims.untold().isPresent() || connections.places.untold();
  }

  /** Places of executions as a node sees them; none is ever to be taken back by force. */
  LimitStore places() {
    return (LimitStore)
        Proxy.newProxyInstance(
            LimitStore.class.getClassLoader(),
            new Class<?>[] {LimitStore.class},
            (proxy, method, arguments) -> {
              away(80);
              Object result = call(claims, method, arguments);
              if (method.getName().equals("mend")) {
                assertThat(result).as("places that were lost").isEqualTo(0);
              } else if (method.getName().equals("grant")) {
                world.tally.granted += ((List<?>) result).size();
              }
              return result;
            });
  }

  /** Places at connections as a node sees them. */
  PlaceStore connections() {
    return (PlaceStore)
        Proxy.newProxyInstance(
            PlaceStore.class.getClassLoader(),
            new Class<?>[] {PlaceStore.class},
            (proxy, method, arguments) -> {
              away(80);
              Object result = call(connections.places, method, arguments);
              if (method.getName().equals("grant")) {
                world.tally.admitted += ((List<?>) result).size();
              }
              return result;
            });
  }

  /** Leases as a node sees them. */
  Leases leases(SimulatedNode node) {
    return (Leases)
        Proxy.newProxyInstance(
            Leases.class.getClassLoader(),
            new Class<?>[] {Leases.class},
            (proxy, method, arguments) -> {
              node.lives();
              if (inCalls == 0) {
                away(200);
              }
              Object result = call(leases, method, arguments);
              if (method.getName().equals("hold") && world.without(Rule.ONE_HOLDER)) {
                return new HashSet<>((Collection<?>) arguments[1]);
              }
              if (method.getName().equals("hold")
                  && ((Set<?>) result).size() < ((Collection<?>) arguments[1]).size()) {
                world.tally.refused++;
              }
              return result;
            });
  }

  /** Makes a call, which outlasts what would go wrong with the database. */
  void within(Runnable call) {
    inCalls++;
    try {
      call.run();
    } finally {
      inCalls--;
    }
  }

  private void away(int oneIn) {
    if (world.faults.strike(oneIn)) {
      world.say("the database does not answer");
      throw new UnavailableException("no answer", null);
    }
  }

  /** Never away: an attempt would wait for it, which is no more than a longer call. */
  CallLedger ledger(SimulatedNode node) {
    return new CallLedger() {
      @Override
      public Optional<Entry> find(Key key, int since) {
        int attempt = key.attempt();
        while (attempt >= since && !calls.containsKey(key.of(attempt))) {
          attempt--;
        }
        return attempt < since || world.without(Rule.LEDGER)
            ? Optional.empty()
            : Optional.of(calls.get(key.of(attempt)));
      }

      @Override
      public Entry write(Key key, Entry entry) {
        node.mayDie(30, "before the ledger's entry");
        Entry first = calls.putIfAbsent(key, entry);
        node.mayDie(30, "after the ledger's entry");
        return first == null ? entry : first;
      }
    };
  }
}
