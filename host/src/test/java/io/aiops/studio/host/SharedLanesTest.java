package io.aiops.studio.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.RefusingBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiLanes;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Lane;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine and a node for pages only, on a broker that does not tell which queues it has. */
class SharedLanesTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TestClock clock = new TestClock();
  private Database database;
  private RefusingBroker broker;
  private ArtemisTaskQueue engine;
  private ArtemisTaskQueue pages;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.create();
    broker = new RefusingBroker();
    broker.fallSilent();
    engine = broker.queue(false);
    pages = broker.queue(false);
  }

  @AfterEach
  void stop() throws Exception {
    Closing.all(pages, engine, broker, database);
  }

  private static Map<String, Long> waiting(ArtemisTaskQueue node) {
    Map<String, Long> waiting = new LinkedHashMap<>();
    for (QueueCounts each : node.counts()) {
      waiting.merge(each.name(), each.waiting(), Long::sum);
    }
    return waiting;
  }

  @Test
  void whoever_shows_the_queues_hears_of_all_pools() {
    SharedLanes told = new SharedLanes(database, engine, Set::of, clock);
    new SharedLanes(database, pages, () -> Set.of("idle"), clock).exchange();
    engine.serve(batch ->
        new Sends(
            List.of(
                SomeTask.of("agent", "echo").task(),
                SomeTask.of("agent", "echo").path("b").pool("gpu").task()),
            List.of(),
            List.of()));
    engine.send(new Command.Start(new UUID(0, 1)));
    Awaitility.await().atMost(PATIENCE).until(() -> engine.lanes().size() == 2);
    told.exchange();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(waiting(pages))
                .containsEntry("tasks", 1L)
                .containsEntry("tasks.gpu", 1L)
                .containsEntry("tasks.idle", 0L));
    assertThat(pages.depths()).containsEntry("tasks", 2L);
  }

  @Test
  void a_lane_is_written_down_once_whoever_uses_it() {
    Lane lane = new Lane("gpu", SomeTask.WORKSPACE);
    SharedLanes one = new SharedLanes(database, engine, Set::of, clock);
    SharedLanes other = new SharedLanes(database, pages, Set::of, clock);
    for (ArtemisTaskQueue node : List.of(engine, pages)) {
      node.counts(lane.pool(), lane.workspaceId());
    }
    for (int i = 0; i < 2; i++) {
      one.exchange();
      other.exchange();
    }
    assertThat(new JdbiLanes(database).all()).containsExactly(lane);
  }

  /** The one node was stopped, the other goes on. */
  @Test
  void a_lane_that_no_running_node_has_to_do_with_is_forgotten_after_a_month() {
    Lane gone = new Lane("gpu", SomeTask.WORKSPACE);
    Lane used = new Lane("large", SomeTask.WORKSPACE);
    pages.counts(gone.pool(), gone.workspaceId());
    new SharedLanes(database, pages, Set::of, clock).exchange();
    engine.counts(used.pool(), used.workspaceId());
    SharedLanes running = new SharedLanes(database, engine, Set::of, clock);
    for (int day = 0; day <= 30; day++) {
      running.exchange();
      assertThat(new JdbiLanes(database).all()).containsExactlyInAnyOrder(gone, used);
      clock.advance(Duration.ofDays(1));
    }
    running.exchange();
    assertThat(new JdbiLanes(database).all()).containsExactly(used);
  }

  @Test
  void a_node_that_begins_leaves_others_a_day_to_say_what_they_use() {
    Lane lane = new Lane("gpu", SomeTask.WORKSPACE);
    new JdbiLanes(database).add(Set.of(lane), clock.instant());
    clock.advance(Duration.ofDays(99));
    SharedLanes begun = new SharedLanes(database, engine, Set::of, clock);
    begun.exchange();
    assertThat(new JdbiLanes(database).all()).containsExactly(lane);
    clock.advance(Duration.ofDays(1));
    begun.exchange();
    assertThat(new JdbiLanes(database).all()).isEmpty();
  }
}
