package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.Closing;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.SomeTask;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQInterruptedException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
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

  @Test
  void of_one_that_lets_nobody_read_its_answers_no_queue_is_left() {
    broker.refuseAnswers();
    for (int asked = 0; asked < 3; asked++) {
      assertThat(lane().inFlight()).isEqualTo(-1);
      assertThat(queue.depths()).containsEntry("tasks", 1L);
    }
    // The session for looks is kept, and its queue with it.
    assertThat(broker.queues(SimpleString.of("activemq.management"))).isLessThanOrEqualTo(1);
  }

  @Test
  void what_comes_after_somebody_was_interrupted_is_not_the_answer_to_the_next_question()
      throws Exception {
    broker.refuseManagement();
    lane();
    // From here on a session is kept, and the queues are asked about one by one.
    lane();
    HeldAnswer answer = broker.holdAnswer();
    Thread.currentThread().interrupt();
    assertThatThrownBy(this::lane).isInstanceOf(UnavailableException.class);
    assertThat(Thread.interrupted()).as("whoever interrupted it is heard").isTrue();
    answer.awaitReached();
    try (BrokerSession session = broker.session()) {
      session.send(Queues.TASKS, Wire.write(SomeTask.of("agent", "echo").task()));
      session.commit();
    }
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> broker.messages(Queues.TASKS) == 1);
    assertThat(queue.counts("default", SomeTask.WORKSPACE).getFirst().waiting()).isEqualTo(1);
  }

  @Test
  void after_a_question_that_was_not_waited_for_there_is_no_other() throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator(EmbeddedBroker.URL);
        ClientSessionFactory connection = locator.createSessionFactory();
        Inquiry inquiry = new Inquiry(connection.createSession())) {
      assertThat(QueueList.taken(inquiry, LANE)).contains(0L);
      assertThat(inquiry.over()).isFalse();
      broker.fallSilent();
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> QueueList.taken(inquiry, LANE))
          .isInstanceOf(ActiveMQInterruptedException.class);
      assertThat(inquiry.over()).isTrue();
      assertThat(QueueList.taken(inquiry, LANE)).isEmpty();
      assertThat(broker.unanswered()).isEqualTo(1);
    }
  }
}
