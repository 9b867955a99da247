package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsOutsideQueue;
import io.aiops.studio.host.trigger.OutsideQueue.Receiver;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.junit.jupiter.api.Test;

/** Messages against the real engine, database and broker. */
class QueueTriggersTest extends QueueNodes {

  /** Of the messages that a dying node takes, each third is its last. */
  private static final int DIES_AT = 3;

  @Test
  void two_nodes_take_each_message_once_also_when_one_dies_before_it_lets_it_go() throws Exception {
    String trigger = trigger();
    AtomicInteger taken = new AtomicInteger();
    Receiver dying =
        message -> {
          OutsideQueue.Receipt receipt = node.messages().receive(message);
          if (taken.incrementAndGet() % DIES_AT == 0) {
            throw new IllegalStateException("dies after it was taken, before it is acknowledged");
          }
          return receipt;
        };
    for (int i = 0; i < 100; i++) {
      send("{\"n\": " + i + "}", trigger, i % 2 == 0 ? "id-" + i : null, null);
      if (i % 10 == 0) {
        send("{\"n\": " + i + "}", trigger, "id-" + i, null);
      }
    }
    try (OutsideQueue one = queue(dying)) {
      await().atMost(Duration.ofMinutes(1)).until(() -> taken.get() >= DIES_AT);
      try (OutsideQueue two = queue(node.messages())) {
        await()
            .atMost(Duration.ofMinutes(2))
            .untilAsserted(() -> {
              try (QueueBrowser browser = session.createBrowser(TRIGGERS)) {
                assertThat(browser.getEnumeration().hasMoreElements()).isFalse();
              }
              assertThat(all(ada, "work")).hasSize(100);
            });
      }
    }
    assertThat(all(ada, "work")).hasSize(100);
    assertThat(deadReasons()).isEmpty();
  }

  @Test
  void a_message_that_cannot_be_used_is_kept_with_the_reason() throws Exception {
    String trigger = trigger();
    send("{}", null, null, null);
    send("{}", "nonsense", null, null);
    send("{}", UUID.randomUUID().toString(), null, null);
    send("{nonsense", trigger, null, null);
    send("{\"x\": 1}", trigger, null, null);
    send("{}", trigger, "i".repeat(101), null);
    send("{}", trigger, null, new ActiveMQQueue("studio.commands"));
    send("{}", trigger, null, new ActiveMQQueue("x::studio.commands"));
    TextMessage other = session.createTextMessage("{}");
    other.setStringProperty("studio_trigger", trigger);
    other.setStringProperty("studio_workflow", "another");
    session.createProducer(TRIGGERS).send(other);
    session.createProducer(TRIGGERS).send(session.createMapMessage());
    try (OutsideQueue queue = queue(node.messages())) {
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(deadReasons()).hasSize(10));
    }
    assertThat(deadReasons())
        .satisfiesExactly(
            reason -> assertThat(reason).contains("studio_trigger: is missing"),
            reason -> assertThat(reason).contains("'nonsense' is no queue trigger"),
            reason -> assertThat(reason).contains("is no queue trigger"),
            reason -> assertThat(reason).contains("body: is no JSON"),
            reason -> assertThat(reason).contains("inputs.x"),
            reason -> assertThat(reason).contains("studio_id: has 101"),
            reason -> assertThat(reason).contains("JMSReplyTo: is 'studio.commands'"),
            reason -> assertThat(reason).contains("JMSReplyTo"),
            reason -> assertThat(reason).contains("studio_workflow: is 'another'"),
            reason -> assertThat(reason).contains("studio_trigger: is missing"));
    assertThat(all(ada, "work")).isEmpty();
  }

  @Test
  void the_outcome_goes_to_who_asked_for_it() throws Exception {
    String trigger = trigger();
    Queue named = new ActiveMQQueue("answers-of-" + trigger);
    Queue temporary = session.createTemporaryQueue();
    Queue gone = session.createTemporaryQueue();
    send("{\"n\": 1}", trigger, "a", named);
    send("{\"n\": 2}", trigger, "b", temporary);
    send("{\"x\": 3}", trigger, "c", named);
    send("{}", null, "d", named);
    send("{\"n\": 5}", trigger, "e", gone);
    ((TemporaryQueue) gone).delete();
    OutsideQueue queue = new JmsOutsideQueue(EmbeddedBroker.URL, "", "");
    try (TriggerLoop loop = node.run(queue);
        MessageConsumer answers = session.createConsumer(named);
        MessageConsumer temporaryAnswers = session.createConsumer(temporary)) {
      assertThat(loop).isNotNull();
      assertThat(outcome(temporaryAnswers.receive(60_000), "my-b"))
          .containsEntry("status", "COMPLETED")
          .containsEntry("output", Map.of("n", 2));
      Map<String, Message> came = new HashMap<>();
      for (int i = 0; i < 3; i++) {
        Message answer = answers.receive(60_000);
        came.put(answer.getJMSCorrelationID(), answer);
      }
      assertThat(outcome(came.get("my-a"), "my-a")).containsEntry("output", Map.of("n", 1));
      assertThat(outcome(came.get("my-c"), "my-c"))
          .containsEntry("status", "REFUSED")
          .hasEntrySatisfying("reason", why -> assertThat(why.toString()).contains("inputs.x"));
      assertThat(outcome(came.get("my-d"), "my-d")).containsEntry("status", "REFUSED");
      assertThat(answers.receive(1_500)).as("each once").isNull();
    } finally {
      queue.close();
    }
    await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(deadReasons()).hasSize(2));
  }

  @Test
  void who_asked_hears_how_the_execution_failed() throws Exception {
    save(ada.workspaceId(), "fails", FAILS);
    Queue named = new ActiveMQQueue("answers-of-" + UUID.randomUUID());
    send("{\"n\": 1}", trigger("fails"), "a", named);
    OutsideQueue queue = new JmsOutsideQueue(EmbeddedBroker.URL, "", "");
    try (TriggerLoop loop = node.run(queue);
        MessageConsumer answers = session.createConsumer(named)) {
      assertThat(loop).isNotNull();
      Message answer = answers.receive(60_000);
      assertThat(outcome(answer, "my-a"))
          .containsEntry("status", "FAILED")
          .doesNotContainKey("output")
          .hasEntrySatisfying(
              "failure",
              why -> assertThat(why).asInstanceOf(MAP).containsEntry("category", "timeout"));
      assertThat(answer.getStringProperty("studio_status")).isEqualTo("FAILED");
      assertThat(answer.getStringProperty("studio_execution"))
          .isEqualTo(all(ada, "fails").getFirst().id().toString());
    } finally {
      queue.close();
    }
  }
}
