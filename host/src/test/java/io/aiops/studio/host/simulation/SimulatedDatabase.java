package io.aiops.studio.host.simulation;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.ExecutionStore.StaleException;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.execution.InMemoryLeases;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.worker.CallLedger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The one database of a world. Each node has a connection of its own, on which it can die before a
 * commit and after it, or not hear that it was done.
 */
final class SimulatedDatabase {

  private final World world;
  final InMemoryExecutionStore rows = new InMemoryExecutionStore();
  final Leases leases;
  final Map<UUID, Truth> truths = new LinkedHashMap<>();
  private final Map<CallLedger.Key, CallLedger.Entry> calls = new HashMap<>();
  private int appended;

  SimulatedDatabase(World world) {
    this.world = world;
    this.leases = new InMemoryLeases(rows, new WorldClock(world, () -> 0));
  }

  void create(Request request, ExecutionState empty) {
    rows.create(request);
    truths.put(request.id(), new Truth(empty));
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
              return call(method, arguments);
            });
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(rows, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void append(SimulatedNode node, Object[] arguments) {
    away(40);
    world.othersMoveOn(node);
    dies(40, "before the commit", node);
    @SuppressWarnings("unchecked")
    List<Append> appends = (List<Append>) arguments[0];
    try {
      rows.append(appends);
    } catch (StaleException e) {
      world.stale++;
      if (world.without(Rule.ONE_WRITER)) {
        return;
      }
      throw e;
    }
    appended++;
    for (Append append : appends) {
      for (Event event : append.events()) {
        if (world.traced()) {
          world.say("  " + event);
        }
        truths.get(append.state().id()).apply(event, append.at());
        world.happened(append.state().id(), event);
      }
    }
    dies(40, "after the commit", node);
    away(40);
  }

  private void dies(int oneIn, String when, SimulatedNode node) {
    if (world.faults.strike(oneIn)) {
      world.say(node + " dies " + when);
      throw new Crash();
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
      public Optional<Entry> find(Key key) {
        return world.without(Rule.LEDGER) ? Optional.empty() : Optional.ofNullable(calls.get(key));
      }

      @Override
      public void write(Key key, Entry entry) {
        dies(30, "before the ledger's entry", node);
        calls.putIfAbsent(key, entry);
        dies(30, "after the ledger's entry", node);
      }
    };
  }
}
