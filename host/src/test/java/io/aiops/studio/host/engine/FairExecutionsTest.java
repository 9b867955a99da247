package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.messaging.TestBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.worker.TaskWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An execution of one workspace behind two thousand tasks of another, in the same pool. */
class FairExecutionsTest {

  private static final int WORKERS = 8;
  private static final int ITEMS = 1_000;
  private static final int STEPS = 5;

  /**
   * One at the door; and the next of them, if it comes there while ours is handed over: the broker
   * says that it has handed it over before it has.
   */
  private static final int BEFORE_EACH = 2;

  @RegisterExtension private final TestBroker broker = new TestBroker();
  private final Workshop flooding = new Workshop();
  private final Workshop other = new Workshop();
  private final AtomicInteger floodBegan = new AtomicInteger();
  private final AtomicInteger otherBegan = new AtomicInteger();
  private int ended;
  private final Semaphore gate = new Semaphore(0);
  private Database database;
  private TestNode node;
  private TaskWorker worker;

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    node = new TestNode(database, flooding, broker.node(true));
    flooding.save(
        "flood",
        """
        inputs: {type: object, properties: {items: {type: array}}}
        steps:
          - id: each
            kind: forEach
            items: inputs.items
            concurrency: 1000
            steps: [{id: a, kind: agent, agent: held}]
        """);
    flooding.save(
        other.ada.workspaceId(),
        "five",
        """
        steps:
          - {id: s1, kind: agent, agent: quick}
          - {id: s2, kind: agent, agent: quick}
          - {id: s3, kind: agent, agent: quick}
          - {id: s4, kind: agent, agent: quick}
          - {id: s5, kind: agent, agent: quick}
        edges:
          - {from: s1, to: s2}
          - {from: s2, to: s3}
          - {from: s3, to: s4}
          - {from: s4, to: s5}
        """);
    node.queue.serve(node.engine());
    worker = node.worker(plugins());
    node.queue.serve(worker, WORKERS, Set.of("default"));
  }

  @AfterEach
  void stop() throws Exception {
    gate.release(1_000_000);
    node.close();
    database.close();
  }

  private FakePlugins plugins() {
    return new FakePlugins()
        .agent(
            "held",
            (task, context) -> {
              floodBegan.incrementAndGet();
              gate.acquire();
              return new AgentResult.Completed("done");
            })
        .agent(
            "quick",
            (task, context) -> {
              otherBegan.incrementAndGet();
              return new AgentResult.Completed("done");
            });
  }

  private static void until(BooleanSupplier holds) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(holds::getAsBoolean);
  }

  private QueueCounts lane(Caller caller) {
    return node.queue.counts().stream()
        .filter(queue -> caller.workspaceId().equals(queue.workspaceId()))
        .findFirst()
        .orElse(new QueueCounts("tasks", 0, 0, 0, 0, Map.of(), 0, 0));
  }

  /** Asked for twice, since a broker's figures are not of one moment. */
  private boolean atTheDoor(int sent) {
    QueueCounts lane = lane(other.ada);
    return lane.added() == sent && lane.settled() == sent - 1 && lane.inFlight() == 1;
  }

  /** Ends one of those that flood, and waits for whatever begins in its place. */
  private void endOne() {
    int began = floodBegan.get() + otherBegan.get();
    ended++;
    gate.release();
    until(() -> floodBegan.get() + otherBegan.get() > began);
  }

  private Status status(Caller caller, UUID id) {
    return node.reader.get(caller, id).summary().status();
  }

  @Test
  void none_of_its_steps_waits_for_more_than_what_stands_at_the_door() {
    Map<String, Object> items = Map.of("items", IntStream.range(0, ITEMS).boxed().toList());
    List<UUID> floods = List.of(node.start("flood", items), node.start("flood", items));
    until(() ->
        floodBegan.get() == WORKERS
            && lane(flooding.ada).added() == 2 * ITEMS
            && lane(flooding.ada).inFlight() == WORKERS + 1);
    assertThat(worker.atWork()).isEqualTo(Map.of("default", WORKERS));

    UUID five = node.start(other.ada, "five", Map.of());
    for (int step = 1; step <= STEPS; step++) {
      int sent = step;
      until(() -> floodBegan.get() - ended == WORKERS && atTheDoor(sent) && atTheDoor(sent));
      int before = floodBegan.get();
      while (otherBegan.get() < step) {
        endOne();
      }
      assertThat(floodBegan.get() - before)
          .as("began before step " + step)
          .isLessThanOrEqualTo(BEFORE_EACH);
    }
    until(() -> status(other.ada, five) == Status.COMPLETED);
    assertThat(floodBegan.get()).isLessThanOrEqualTo(WORKERS + (1 + BEFORE_EACH) * STEPS);

    gate.release(2 * ITEMS);
    for (UUID flood : floods) {
      until(() -> status(flooding.ada, flood) == Status.COMPLETED);
    }
  }
}
