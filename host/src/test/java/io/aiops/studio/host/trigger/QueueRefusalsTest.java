package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsOutsideQueue;
import io.aiops.studio.host.trigger.OutsideQueue.Receiver;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages that are of no use, that come again, and whose answers do not go. */
class QueueRefusalsTest extends QueueNodes {

  @Test
  void what_cannot_be_read_is_refused_the_first_time() throws Exception {
    String trigger = trigger();
    try (MessageProducer producer = session.createProducer(TRIGGERS)) {
      BytesMessage large = session.createBytesMessage();
      large.setStringProperty("studio_trigger", trigger);
      large.writeBytes(new byte[2 * 1024 * 1024]);
      producer.send(large);
      Message other = session.createTextMessage("{}");
      ((ActiveMQMessage) other)
          .getCoreMessage()
          .putBytesProperty("studio_trigger", new byte[] {1, 2});
      producer.send(other);
      producer.setDisableMessageID(true);
      Message nameless = session.createTextMessage("{}");
      nameless.setStringProperty("studio_trigger", trigger);
      producer.send(nameless);
    }
    try (OutsideQueue queue = queue(node.messages())) {
      assertThat(queue).isNotNull();
      await().untilAsserted(() -> assertThat(deadReasons()).hasSize(3));
    }
    assertThat(deadReasons())
        .satisfiesExactly(
            reason -> assertThat(reason).contains("body: has 2097152 bytes"),
            reason -> assertThat(reason).contains("studio_trigger: is no text"),
            reason -> assertThat(reason).contains("studio_id: is missing"));
    assertThat(all(ada, "work")).isEmpty();
  }

  @Test
  void a_refused_message_that_comes_again_is_answered_again_under_its_name() throws Exception {
    String trigger = trigger();
    Queue named = new ActiveMQQueue("answers-of-" + trigger);
    OutsideQueue queue = new JmsOutsideQueue(EmbeddedBroker.URL, "", "");
    try (TriggerLoop loop = node.run(queue);
        MessageConsumer answers = session.createConsumer(named)) {
      assertThat(loop).isNotNull();
      for (String wrong : List.of("{\"x\": 1}", "{\"y\": 1}")) {
        send(wrong, trigger, "a", named);
        assertThat(outcome(answers.receive(30_000), "my-a")).containsEntry("status", "REFUSED");
      }
      send("{\"n\": 1}", trigger, "a", named);
      assertThat(outcome(answers.receive(30_000), "my-a"))
          .containsEntry("status", "COMPLETED")
          .containsEntry("output", Map.of("n", 1));
      await().untilAsserted(() -> assertThat(repliesDue()).isZero());
    } finally {
      queue.close();
    }
  }

  @Test
  void a_message_is_refused_each_time_that_it_comes_to_a_trigger_that_is_off() throws Exception {
    String trigger = trigger("work", false);
    Queue named = new ActiveMQQueue("answers-of-" + trigger);
    send("{}", trigger, "a", named);
    send("{}", trigger, "a", named);
    try (OutsideQueue queue = queue(node.messages());
        MessageConsumer answers = session.createConsumer(named)) {
      assertThat(queue).isNotNull();
      await().untilAsserted(() -> assertThat(deadReasons()).hasSize(2));
      for (int i = 0; i < 2; i++) {
        assertThat(outcome(answers.receive(10_000), "my-a")).containsEntry("status", "REFUSED");
      }
    }
  }

  @Test
  void an_answer_that_hangs_holds_up_no_other_trigger() throws Exception {
    String trigger = trigger();
    save(ada.workspaceId(), "next", NOTHING);
    node.service()
        .save(
            ada,
            "after",
            new Definition(
                "next",
                null,
                Map.of(),
                new Source.Completion("work", Set.of(Source.Ending.COMPLETED)),
                true));
    Queue named = new ActiveMQQueue("answers-of-" + trigger);
    HangingReplies hanging = new HangingReplies(new JmsOutsideQueue(EmbeddedBroker.URL, "", ""));
    send("{\"x\": 1}", trigger, "a", named);
    try (TriggerLoop loop = node.run(hanging)) {
      assertThat(loop).isNotNull();
      await().until(() -> hanging.asked.getCount() == 0);
      send("{\"n\": 1}", trigger, "b", null);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(all(ada, "next")).hasSize(1));
    } finally {
      hanging.close();
    }
  }

  /** Waits with each answer for as long as it is let. */
  private record HangingReplies(OutsideQueue queue, CountDownLatch asked) implements OutsideQueue {
    HangingReplies(OutsideQueue queue) {
      this(queue, new CountDownLatch(1));
    }

    @Override
    public void serve(Receiver receiver) {
      queue.serve(receiver);
    }

    @Override
    public @Nullable String reply(
        FiringStore.ReplyTo to, String id, Map<String, @Nullable Object> outcome) {
      asked.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return null;
    }

    @Override
    public void close() {
      queue.close();
    }
  }
}
