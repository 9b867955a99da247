package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.BothWays;
import io.aiops.studio.host.messaging.TestBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import io.aiops.studio.host.worker.LeaseKeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tasks at the door of a process behind one that has its only slot for two minutes; time passes
 * four times as fast as on the wall.
 */
class AtTheDoorTest {

  private static final int TIMES = 4;
  private static final Duration BEAT = Duration.ofMillis(100);
  private static final Duration LEASE = Duration.ofSeconds(10);

  @RegisterExtension private final TestBroker broker = new TestBroker();

  private final FastClock clock = new FastClock(TIMES);
  private final Workshop workshop = new Workshop();
  private final Semaphore slot = new Semaphore(0);
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> parts = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    slot.release(9);
    for (AutoCloseable part : parts.reversed()) {
      part.close();
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  private TestNode start(boolean inside) {
    Database database = keep(TestDatabase.create());
    ArtemisTaskQueue queue = inside ? broker.node(true, clock) : broker.node(false);
    TestNode node = keep(new TestNode(database, workshop, queue, clock, UnaryOperator.identity()));
    node.queue.serve(counting(node.engine()));
    FakePlugins plugins =
        new FakePlugins()
            .agent(
                "held",
                (task, context) -> {
                  slot.acquire();
                  return new AgentResult.Completed("done");
                });
    LeaseKeeper keeper = new LeaseKeeper(node.leases, UUID.randomUUID(), BEAT, LEASE);
    node.queue.serve(node.worker(plugins, UnaryOperator.identity(), keeper), 1, Set.of("default"));
    ScheduledExecutorService sweeping = Executors.newSingleThreadScheduledExecutor();
    parts.add(sweeping::shutdownNow);
    sweeping.scheduleWithFixedDelay(node.sweeper::sweep, 0, 5_000 / TIMES, TimeUnit.MILLISECONDS);
    return node;
  }

  private TaskQueue.Engine counting(Engine engine) {
    return new TaskQueue.Engine() {
      @Override
      public Sends handle(List<Command> batch) {
        Sends sends = engine.handle(batch);
        sends.tasks().forEach(task -> sent.add(task.executionId() + "/" + task.path()));
        return sends;
      }

      @Override
      public void idle() {
        engine.idle();
      }
    };
  }

  @BothWays
  void what_waits_longer_than_a_lost_one_is_sent_once_and_runs_in_its_turn(boolean inside) {
    TestNode node = start(inside);
    workshop.save("held", "steps: [{id: a, kind: agent, agent: held, timeout: PT1H}]");
    List<UUID> ids = new ArrayList<>();
    // Over a connection two stand at the door.
    int executions = inside ? 2 : 3;
    for (int i = 0; i < executions; i++) {
      ids.add(node.start("held"));
    }
    Instant later = clock.instant().plus(Duration.ofSeconds(120));
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> clock.instant().isAfter(later));
    slot.release(executions);
    for (UUID id : ids) {
      assertThat(node.ended(id).summary().status()).isEqualTo(Status.COMPLETED);
    }
    assertThat(sent).hasSize(executions).doesNotHaveDuplicates();
  }
}
