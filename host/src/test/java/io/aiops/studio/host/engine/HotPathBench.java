package io.aiops.studio.host.engine;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcCallLedger;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbcLeases;
import io.aiops.studio.host.persistence.JdbiFileStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.worker.LeaseKeeper;
import io.aiops.studio.host.worker.TaskWorker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The engine's hot path without REST: five echo steps, on a real PostgreSQL and a real Artemis.
 * Arguments: executions, in flight, warm-up, and how many start a second (else as one ends). Run it
 * under a profiler before and after a change.
 */
final class HotPathBench {

  private static final String FIVE =
      """
      name: five
      inputs:
        type: object
        properties: {text: {type: string}}
      steps:
        - {id: a, agent: echo, instruction: "{{inputs.text}}"}
        - {id: b, agent: echo, instruction: "{{steps.a.output.text}}"}
        - {id: c, agent: echo, instruction: "{{steps.b.output.text}}"}
        - {id: d, agent: echo, instruction: "{{steps.c.output.text}}"}
        - {id: e, agent: echo, instruction: "{{steps.d.output.text}}"}
      edges:
        - {from: a, to: b}
        - {from: b, to: c}
        - {from: c, to: d}
        - {from: d, to: e}
      """;

  private HotPathBench() {}

  public static void main(String[] arguments) throws Exception {
    int executions = Integer.parseInt(arguments[0]);
    int inFlight = Integer.parseInt(arguments[1]);
    int warmUp = Integer.parseInt(arguments[2]);
    double rate = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 0;
    Clock clock = Clock.systemUTC();
    Path folder = Files.createTempDirectory("hot-path");
    try (Database database = TestDatabase.create();
        EmbeddedBroker broker = EmbeddedBroker.start(folder);
        ArtemisTaskQueue queue = new ArtemisTaskQueue(broker, clock)) {
      InMemoryWorkflowStore workflows = new InMemoryWorkflowStore();
      JdbcExecutionStore store = new JdbcExecutionStore(database);
      EventHub hub = new EventHub(store);
      Expressions expressions = new Expressions();
      Definitions definitions = new Definitions(workflows);
      Caller caller = Somebody.with(Role.BUILDER);
      workflows.save(
          caller.workspaceId(),
          WorkflowReader.read(FIVE).workflow().orElseThrow(),
          FIVE,
          "ada",
          Instant.now(),
          null);
      FakePlugins plugins =
          new FakePlugins()
              .agent(
                  "echo",
                  (task, context) -> new AgentResult.Completed(Map.of("text", task.instruction())));
      TaskWorker worker =
          new TaskWorker(
              plugins,
              new None(),
              new JdbiFileStore(database),
              new JdbcCallLedger(database),
              new LeaseKeeper(new JdbcLeases(database), UUID.randomUUID()),
              expressions,
              hub,
              clock,
              2_000,
              true);
      Map<UUID, Long> begun = new ConcurrentHashMap<>();
      Semaphore slots = new Semaphore(inFlight);
      Latencies latencies = new Latencies();
      hub.listen(append -> {
        if (append.state().status().terminal()) {
          latencies.ended(append.state().id(), begun);
          slots.release();
        }
      });
      queue.serve(new Engine(store, definitions, expressions, hub, clock, 10_000));
      queue.serve(worker, 64, Set.of("default"));
      Executions service =
          new Executions(
              store,
              workflows,
              definitions,
              new Replay(expressions),
              queue,
              (c, a, s, d) -> {},
              clock);
      for (int round = 0; round < 2; round++) {
        int count = round == 0 ? warmUp : executions;
        latencies.reset(count);
        double cpu = cpu(Stream.of(ProcessHandle.current()));
        double databaseCpu = cpu(server(database));
        long begin = System.nanoTime();
        try (ExecutorService starters = Executors.newFixedThreadPool(64)) {
          for (int i = 0; i < count; i++) {
            if (round == 1 && rate > 0) {
              LockSupport.parkNanos(begin + (long) (i * 1e9 / rate) - System.nanoTime());
            }
            slots.acquire();
            starters.execute(() -> {
              long at = System.nanoTime();
              UUID id =
                  service
                      .start(caller, new StartRequest("five", null, Map.of("text", "hello"), null))
                      .executionId();
              begun.put(id, at);
            });
          }
        }
        slots.acquire(inFlight);
        slots.release(inFlight);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
            "%d executions, %d in flight: %.0f steps/s, p50 %.1f ms, p99 %.1f ms, CPU an execution:"
                + " JVM %.2f ms, database %.2f ms%n",
            count,
            inFlight,
            count * 5 / seconds,
            latencies.percentile(50),
            latencies.percentile(99),
            (cpu(Stream.of(ProcessHandle.current())) - cpu) / count,
            (cpu(server(database)) - databaseCpu) / count);
      }
      worker.close();
    }
  }

  /** The processes of the PostgreSQL behind it. */
  private static Stream<ProcessHandle> server(Database database) {
    long backend =
        database
            .jdbi()
            .withHandle(
                handle -> handle.createQuery("select pg_backend_pid()").mapTo(Long.class).one());
    return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow().descendants();
  }

  /** Milliseconds so far. */
  private static double cpu(Stream<ProcessHandle> processes) {
    return processes
        .mapToDouble(
            process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6)
        .sum();
  }

  /** From the call that starts one to the commit of its end. */
  private static final class Latencies {
    private double[] millis = new double[0];
    private int count;

    synchronized void reset(int most) {
      millis = new double[most];
      count = 0;
    }

    synchronized void ended(UUID id, Map<UUID, Long> begun) {
      Long at = begun.remove(id);
      if (at != null && count < millis.length) {
        millis[count++] = (System.nanoTime() - at) / 1e6;
      }
    }

    synchronized double percentile(int percent) {
      double[] sorted = Arrays.copyOf(millis, count);
      Arrays.sort(sorted);
      return count == 0 ? Double.NaN : sorted[Math.min(count - 1, count * percent / 100)];
    }
  }

  /** No connections. */
  private static final class None implements ConnectionResolver {
    @Override
    public Optional<Resolved> model(UUID workspaceId, String reference) {
      return Optional.empty();
    }

    @Override
    public Optional<Resolved> tool(UUID workspaceId, String reference) {
      return Optional.empty();
    }
  }
}
