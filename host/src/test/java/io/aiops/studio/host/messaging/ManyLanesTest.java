package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand workspaces on one broker, and one whose lane it refuses. */
class ManyLanesTest {

  private static final int MANY = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** To open a session, put a question, or look into 32 queues; not more for more lanes. */
  private static final int FEW = 60;

  private static final int LOOKS = 32 * 20;

  /** At a lane in which something waits. */
  private static final long LOOK = 15;

  private final List<UUID> workspaces =
      IntStream.range(0, MANY).mapToObj(i -> new UUID(7, i)).toList();
  private final List<UUID> ran = new CopyOnWriteArrayList<>();
  private final List<ArtemisTaskQueue> nodes = new ArrayList<>();
  private RefusingBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = new RefusingBroker();
  }

  @AfterEach
  void stop() throws Exception {
    broker.pass();
    nodes.forEach(ArtemisTaskQueue::close);
    broker.close();
  }

  private ArtemisTaskQueue node(boolean inside) {
    ArtemisTaskQueue queue = broker.queue(inside);
    nodes.add(queue);
    return queue;
  }

  private static SimpleString lane(UUID workspace) {
    return Queues.lane("default", workspace);
  }

  private static Task task(UUID workspace) {
    return SomeTask.of("agent", "echo").workspace(workspace).path("s" + workspace).task();
  }

  private void put(SimpleString queue, Task task) throws ActiveMQException {
    try (BrokerSession session = broker.session()) {
      session.send(queue, Wire.write(task));
      session.commit();
    }
  }

  private void makeLanes() throws Exception {
    broker.make(List.of(Queues.COMMANDS, Queues.TASKS, Queues.DEAD));
    broker.make(workspaces.stream().map(ManyLanesTest::lane).toList());
  }

  private void serve(ArtemisTaskQueue queue) {
    queue.serve(
        (task, again, done) -> {
          ran.add(task.workspaceId());
          done.accept(Optional.empty());
        },
        4,
        Set.of("default"));
  }

  @Test
  void how_all_stand_is_few_questions() throws Exception {
    makeLanes();
    put(lane(workspaces.get(7)), task(workspaces.get(7)));
    ArtemisTaskQueue queue = node(false);
    waits(queue, 1);
    assertThat(broker.packets(() -> assertThat(queue.depths()).containsEntry("tasks", 1L)))
        .isLessThan(FEW);
    assertThat(
            broker.packets(() -> {
              List<QueueCounts> counts = queue.counts();
              assertThat(counts).hasSize(MANY + 3);
              assertThat(counts.stream().filter(each -> each.waiting() > 0))
                  .singleElement()
                  .satisfies(each -> {
                    assertThat(each.workspaceId()).isEqualTo(workspaces.get(7));
                    assertThat(each.added()).isEqualTo(1);
                    assertThat(each.ages()).containsOnlyKeys(4);
                  });
            }))
        .isLessThan(FEW);
  }

  @Test
  void what_waits_in_many_is_looked_at_in_turn() throws Exception {
    makeLanes();
    for (UUID workspace : workspaces) {
      put(lane(workspace), task(workspace));
    }
    ArtemisTaskQueue queue = node(false);
    waits(queue, MANY);
    assertThat(
            broker.packets(() -> {
              QueueCounts all =
                  queue.counts().stream()
                      .filter(each -> each.name().equals("tasks"))
                      .reduce(QueueCounts::plus)
                      .orElseThrow();
              assertThat(all.waiting()).isEqualTo(MANY);
              assertThat(all.oldest()).isNotNull();
            }))
        .isLessThan(FEW + LOOKS);
    for (int i = 0; i < MANY / 32; i++) {
      queue.counts();
    }
    assertThat(queue.counts())
        .filteredOn(each -> each.workspaceId() != null)
        .allMatch(each -> Objects.requireNonNull(each.ages()).containsKey(4));
  }

  @Test
  void whether_tasks_of_a_thousand_workspaces_still_wait_is_few_questions() throws Exception {
    makeLanes();
    put(lane(workspaces.get(7)), task(workspaces.get(7)));
    ArtemisTaskQueue queue = node(false);
    waits(queue, 1);
    assertThat(
            broker.packets(() -> {
              Set<UUID> waiting =
                  workspaces.stream()
                      .flatMap(each -> queue.counts("default", each).stream())
                      .filter(each -> each.waiting() > 0)
                      .map(QueueCounts::workspaceId)
                      .collect(Collectors.toSet());
              assertThat(waiting).containsExactly(workspaces.get(7));
            }))
        .isLessThan(4 * FEW);
  }

  @Test
  void what_a_lane_in_which_something_waits_costs_does_not_depend_on_the_others() throws Exception {
    makeLanes();
    List<UUID> some = workspaces.subList(0, 20);
    for (UUID workspace : some) {
      put(lane(workspace), task(workspace));
    }
    ArtemisTaskQueue queue = node(false);
    waits(queue, some.size());
    looksRight(queue, some.getFirst());
    assertThat(broker.packets(() -> some.forEach(each -> looksRight(queue, each))))
        .isLessThan(FEW + some.size() * LOOK);
  }

  /** What was committed is counted a moment later. */
  private static void waits(ArtemisTaskQueue queue, long tasks) {
    Awaitility.await().atMost(PATIENCE).until(() -> queue.depths().get("tasks") == tasks);
  }

  private static void looksRight(ArtemisTaskQueue queue, UUID workspace) {
    assertThat(queue.counts("default", workspace).getLast())
        .satisfies(lane -> {
          assertThat(lane.waiting()).isEqualTo(1);
          assertThat(lane.inFlight()).isZero();
          assertThat(lane.ages()).containsOnlyKeys(4);
        });
  }

  @Test
  void looks_share_a_session_and_have_another_once_it_is_lost() throws Exception {
    List<UUID> some = workspaces.subList(0, 20);
    broker.make(some.stream().map(ManyLanesTest::lane).toList());
    for (UUID workspace : some) {
      put(lane(workspace), task(workspace));
    }
    ArtemisTaskQueue queue = node(false);
    waits(queue, some.size());
    Runnable looks = () -> some.forEach(each -> looksRight(queue, each));
    assertThat(broker.sessions(looks)).isEqualTo(1);
    assertThat(broker.sessions(looks)).isZero();
    broker.cut();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreException(UnavailableException.class)
        .untilAsserted(() -> assertThat(broker.sessions(looks)).isZero());
  }

  @BothWays
  void a_worker_begins_before_all_lanes_are_made(boolean inside) throws Exception {
    broker.make(List.of(Queues.TASKS));
    put(Queues.TASKS, task(workspaces.getFirst()));
    broker.stopAfter(MANY / 2);
    ArtemisTaskQueue queue = node(inside);
    queue.know(Set.copyOf(workspaces));
    serve(queue);
    Awaitility.await().atMost(PATIENCE).until(() -> !ran.isEmpty());
    broker.pass();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> workspaces.stream().allMatch(each -> broker.has(lane(each))));
  }

  @BothWays
  void a_lane_that_is_refused_stops_nobody_and_is_tried_again(boolean inside) throws Exception {
    UUID bad = workspaces.getFirst();
    UUID good = workspaces.get(1);
    broker.refuse(lane(bad));
    ArtemisTaskQueue queue = node(inside);
    queue.know(Set.of(bad, good));
    queue.serve(batch ->
        new Sends(
            batch.stream().map(each -> task(each.executionId())).toList(), List.of(), List.of()));
    serve(queue);
    // Each sent in a batch of its own, the refused one first; it goes the way of those without.
    queue.send(new Command.Start(bad));
    Awaitility.await().atMost(PATIENCE).until(() -> ran.contains(bad));
    queue.send(new Command.Start(good));
    Awaitility.await().atMost(PATIENCE).until(() -> ran.contains(good));
    assertThat(broker.has(lane(bad))).isFalse();
    broker.refuseNothing();
    Awaitility.await().atMost(PATIENCE).until(() -> broker.has(lane(bad)));
    ran.clear();
    put(lane(bad), task(bad));
    Awaitility.await().atMost(PATIENCE).until(() -> ran.contains(bad));
  }
}
