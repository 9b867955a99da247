package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.Closing;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.SomeTask;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker that works, but leaves without an answer what only those may ask who manage it. */
class SilentManagementTest {

  private static final SimpleString LANE = Queues.lane("default", SomeTask.WORKSPACE);

  private RefusingBroker broker;
  private ArtemisTaskQueue queue;

  @BeforeEach
  void start() throws Exception {
    broker = new RefusingBroker();
    broker.make(List.of(Queues.TASKS, LANE));
    try (BrokerSession session = broker.session()) {
      session.send(LANE, Wire.write(SomeTask.of("agent", "echo").task()));
      session.commit();
    }
    queue = broker.queue(false);
    // What was committed is counted a moment later.
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> queue.depths().get("tasks") == 1);
  }

  @AfterEach
  void stop() throws Exception {
    Closing.all(queue, broker);
  }

  private QueueCounts lane() {
    return queue.counts("default", SomeTask.WORKSPACE).getLast();
  }

  @Test
  void what_is_taken_is_not_known_and_not_asked_each_time() {
    broker.fallSilent();
    for (int look = 0; look < 3; look++) {
      QueueCounts lane = lane();
      assertThat(lane.inFlight()).isEqualTo(-1);
      assertThat(lane.waiting()).isEqualTo(1);
      assertThat(lane.ages()).containsOnlyKeys(4);
    }
    assertThat(queue.counts("default", SomeTask.WORKSPACE).getFirst().inFlight()).isZero();
    assertThat(broker.unanswered()).isEqualTo(1);
  }

  @Test
  void one_that_refuses_is_looked_into_all_the_same() {
    broker.refuseManagement();
    Runnable look =
        () -> {
          QueueCounts lane = lane();
          assertThat(lane.inFlight()).isEqualTo(-1);
          assertThat(lane.waiting()).isEqualTo(1);
          assertThat(lane.ages()).containsOnlyKeys(4);
        };
    look.run();
    assertThat(queue.depths()).containsEntry("tasks", 1L);
    look.run();
    assertThat(broker.sessions(look)).as("it is not asked again at once").isZero();
  }

  @Test
  void nor_if_it_falls_silent_between_two_questions() {
    assertThat(lane().inFlight()).isZero();
    broker.fallSilent();
    // Of the list, which is a second old at most, or of the lane.
    assertThat(lane().inFlight()).isEqualTo(-1);
    assertThat(lane().inFlight()).isEqualTo(-1);
    assertThat(broker.unanswered()).isEqualTo(1);
  }
}
