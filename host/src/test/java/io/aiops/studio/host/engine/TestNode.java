package io.aiops.studio.host.engine;

import io.aiops.studio.host.connection.AsNamed;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcCallLedger;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbcLeases;
import io.aiops.studio.host.persistence.JdbiExecutionRows;
import io.aiops.studio.host.persistence.JdbiFileStore;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.query.ExecutionReader;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.worker.CallLedger;
import io.aiops.studio.host.worker.LeaseKeeper;
import io.aiops.studio.host.worker.TaskWorker;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * What a node has in memory, put together by hand: engine, workers, and whoever starts executions.
 * Nothing runs before a test has its queue serve it.
 */
public final class TestNode implements AutoCloseable {

  /** Each list is opened in as many parts as there can be. */
  private static final int PART = 1;

  private static final int CACHED = 1_000;
  private static final int MOST_THREADS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  public final ArtemisTaskQueue queue;
  public final ExecutionStore store;
  public final EventHub hub;
  public final Definitions definitions;
  public final Executions executions;
  public final ExecutionReader reader;
  public final Sweeper sweeper;
  public final Promises promises;
  public final JdbcLeases leases;
  private final Database database;
  private final Workshop workshop;
  private final Clock clock;
  private final Expressions expressions = new Expressions();
  private final List<AutoCloseable> parts = new ArrayList<>();

  public TestNode(Database database, Workshop workshop, ArtemisTaskQueue queue) {
    this(database, workshop, queue, Clock.systemUTC(), UnaryOperator.identity());
  }

  /**
   * @param queue closed with it
   * @param clock what engine and sweeper see; workers see the wall's
   * @param through stands between the node and its executions
   */
  public TestNode(
      Database database,
      Workshop workshop,
      ArtemisTaskQueue queue,
      Clock clock,
      UnaryOperator<ExecutionStore> through) {
    this.database = database;
    this.workshop = workshop;
    this.queue = queue;
    queue.know(Set.of(workshop.ada.workspaceId()));
    this.clock = clock;
    store = through.apply(new JdbcExecutionStore(database));
    hub = new EventHub(store);
    definitions = new Definitions(workshop.store);
    leases = new JdbcLeases(database);
    executions =
        new Executions(
            store,
            workshop.store,
            definitions,
            new Replay(expressions),
            queue,
            (caller, action, subject, details) -> {},
            clock);
    reader = new ExecutionReader(new JdbiExecutionRows(database), store, workshop.store, hub);
    sweeper = new Sweeper(store, leases, queue, clock);
    promises = new Promises(store, queue, clock);
  }

  public Engine engine() {
    return new Engine(
        store,
        definitions,
        expressions,
        hub,
        clock,
        CACHED,
        new Liveness(leases, queue::counts, queue.begun(), clock),
        PART);
  }

  public TaskWorker worker(PluginRegistry plugins) {
    return worker(plugins, UnaryOperator.identity(), new LeaseKeeper(leases, UUID.randomUUID()));
  }

  /**
   * @param through stands between the worker and its ledger
   */
  public TaskWorker worker(
      PluginRegistry plugins, UnaryOperator<CallLedger> through, LeaseKeeper keeper) {
    return worker(plugins, new AsNamed(), through, keeper);
  }

  /**
   * @param through stands between the worker and its ledger
   */
  public TaskWorker worker(
      PluginRegistry plugins,
      ConnectionResolver connections,
      UnaryOperator<CallLedger> through,
      LeaseKeeper keeper) {
    JdbcCallLedger ledger = new JdbcCallLedger(database);
    parts.add(ledger);
    TaskWorker worker =
        new TaskWorker(
            plugins,
            connections,
            new JdbiFileStore(database),
            through.apply(ledger),
            keeper,
            expressions,
            hub,
            Clock.systemUTC(),
            MOST_THREADS,
            false);
    parts.add(worker);
    return worker;
  }

  public UUID start(String workflow) {
    return start(workflow, Map.of());
  }

  public UUID start(String workflow, Map<String, Object> inputs) {
    return start(workshop.ada, workflow, inputs);
  }

  public UUID start(Caller caller, String workflow, Map<String, Object> inputs) {
    return executions.start(caller, new StartRequest(workflow, null, inputs, null)).executionId();
  }

  public ExecutionViews.Detail ended(UUID id) {
    return reaches(id, detail -> detail.summary().status().terminal());
  }

  public ExecutionViews.Detail reaches(UUID id, Predicate<ExecutionViews.Detail> state) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> reader.get(workshop.ada, id), state);
  }

  @Override
  public void close() throws Exception {
    executions.close();
    queue.close();
    for (AutoCloseable part : parts.reversed()) {
      part.close();
    }
  }
}
