package io.aiops.studio.host.engine;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.Closing;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.execution.Promise;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.query.ExecutionReader;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.worker.TaskWorker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Engine and worker on a real PostgreSQL and a real Artemis; plugins given by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DurableFixture {

  @TempDir static Path folder;

  final AtomicInteger modelCalls = new AtomicInteger();
  final AtomicInteger flaky = new AtomicInteger();

  /** What the outside knew the calls of the tool by. */
  final List<String> keys = new CopyOnWriteArrayList<>();

  final CountDownLatch stuckBegan = new CountDownLatch(1);
  final CountDownLatch stuckEnded = new CountDownLatch(1);

  /** Who stands at the gate, or has passed it. */
  final List<String> waiting = new CopyOnWriteArrayList<>();

  final CountDownLatch gate = new CountDownLatch(1);
  private final Workshop workshop = new Workshop();
  final Caller caller = workshop.ada;
  private Database database;
  private EmbeddedBroker broker;
  TestNode node;
  Executions executions;
  ExecutionReader reader;

  @BeforeAll
  void start() {
    database = TestDatabase.create();
    broker = EmbeddedBroker.start(folder);
    node = new TestNode(database, workshop, new ArtemisTaskQueue(broker, Clock.systemUTC()));
    TaskWorker worker = node.worker(plugins());
    node.hub.listen(append -> {
      if (append.state().status().terminal()) {
        worker.stop(append.state().id());
      }
    });
    node.queue.serve(node.engine());
    node.queue.serve(worker, 8, Set.of("default"));
    executions = node.executions;
    reader = node.reader;
  }

  @AfterAll
  void stop() throws Exception {
    Closing.all(node, broker, database);
  }

  void save(String name, String body) {
    workshop.save(name, body);
  }

  UUID run(String workflow, Map<String, Object> inputs) {
    return node.start(workflow, inputs);
  }

  ExecutionViews.Detail finish(UUID id) {
    return node.ended(id);
  }

  List<Promise> promises() {
    Instant now = Clock.systemUTC().instant();
    return new JdbcExecutionStore(database).unkept(now.plusSeconds(60), now, 10);
  }

  private FakePlugins plugins() {
    return new FakePlugins()
        .agent(
            "echo",
            (task, context) -> new AgentResult.Completed(Map.of("text", task.instruction())))
        .agent(
            "asks",
            (task, context) ->
                new AgentResult.Completed(
                    context
                        .generate(
                            new ModelRequest(
                                "", List.of(Message.user(task.instruction())), List.of(), Map.of()))
                        .text()))
        .agent(
            "flaky",
            (task, context) -> {
              if (flaky.incrementAndGet() < 3) {
                throw new PluginException(PluginException.Category.UNAVAILABLE, "not yet");
              }
              return new AgentResult.Completed(task.attempt());
            })
        .agent(
            "stuck",
            (task, context) -> {
              stuckBegan.countDown();
              try {
                new CountDownLatch(1).await();
                return new AgentResult.Completed(null);
              } finally {
                stuckEnded.countDown();
              }
            })
        .agent("leaks", (task, context) -> new AgentResult.Completed(new Object()))
        .says(
            "fake",
            (message, context) -> {
              modelCalls.incrementAndGet();
              return "said " + message;
            })
        .tool(
            "gate",
            "pass",
            (arguments, context) -> {
              waiting.add(String.valueOf(arguments.get("text")));
              gate.await();
              return "passed";
            })
        .tool("voice", "shout", (arguments, context) -> arguments.get("text") + "!")
        .tool(
            "shop",
            "pay",
            (arguments, context) -> {
              keys.add(context.idempotencyKey());
              if (arguments.get("text").equals("bounces") && keys.size() % 2 == 1) {
                throw new PluginException(PluginException.Category.UNAVAILABLE, "not yet");
              }
              return "paid";
            });
  }
}
