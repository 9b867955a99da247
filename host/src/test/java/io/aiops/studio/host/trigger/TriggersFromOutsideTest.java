package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsOutsideQueue;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trigger.HookService.Delivery;
import io.aiops.studio.host.trigger.HookService.Taken;
import io.aiops.studio.host.trigger.OutsideQueue.Receiver;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks and messages against the real engine, database and broker. */
class TriggersFromOutsideTest extends TriggerNodes {

  private static final Queue TRIGGERS = new ActiveMQQueue(JmsOutsideQueue.QUEUE);
  private static final Queue DEAD = new ActiveMQQueue(JmsOutsideQueue.DEAD);

  private final Caller ada = person(UUID.randomUUID());
  private TriggerParts node;
  private Connection connection;
  private Session session;

  @BeforeEach
  void node() throws JMSException {
    node = node(ada, Clock.systemUTC(), e -> e);
    hub.listen(node.ends()::appended);
    save(ada.workspaceId(), "work", NOTHING);
    connection = new ActiveMQConnectionFactory(EmbeddedBroker.URL).createConnection();
    connection.start();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  @AfterEach
  void disconnect() throws JMSException {
    connection.close();
  }

  private TriggerService.Saved trigger(Source source) {
    return node.service().save(ada, "t", new Definition("work", null, Map.of(), source, true));
  }

  private static Delivery delivery(String secret, String id, String body) {
    String at = "" + Instant.now().getEpochSecond();
    Delivery unsigned = new Delivery(id, at, "", true, body.getBytes(StandardCharsets.UTF_8));
    byte[] key = Base64.getDecoder().decode(secret.substring(HookSecrets.PREFIX.length()));
    return new Delivery(
        id,
        at,
        "v1," + Base64.getEncoder().encodeToString(HookSignature.sign(key, unsigned)),
        true,
        unsigned.body());
  }

  @Test
  void a_delivery_that_comes_again_starts_nothing_new_and_one_with_another_body_is_refused() {
    TriggerService.Saved saved = trigger(new Source.Webhook(0));
    String hook = saved.trigger().id().toString();
    Taken first = node.hooks().take(hook, delivery(saved.secret(), "d1", "{\"n\": 1}"));
    Taken again = node.hooks().take(hook, delivery(saved.secret(), "d1", "{\"n\":1}"));
    assertThat(first.created()).isTrue();
    assertThat(first.ended()).isNull();
    assertThat(again).isEqualTo(new Taken(first.executionId(), false, null));
    assertThatThrownBy(() -> node.hooks().take(hook, delivery(saved.secret(), "d1", "{\"n\": 2}")))
        .isInstanceOf(ConflictException.class);
    assertThat(all(ada, "work")).hasSize(1);
    assertThat(reader.get(ada, first.executionId()).inputs()).isEqualTo(Map.of("n", 1));
  }

  @Test
  void it_can_wait_for_the_output() {
    TriggerService.Saved saved = trigger(new Source.Webhook(30));
    Taken taken =
        node.hooks()
            .take(
                saved.trigger().id().toString(), delivery(saved.secret(), "d", "{\"n\": [1, 2]}"));
    assertThat(taken.ended())
        .containsEntry("status", "COMPLETED")
        .containsEntry("output", Map.of("n", List.of(1, 2)));
  }

  @Test
  void what_does_not_fit_is_told_kept_in_the_history_and_welcome_once_it_is_mended() {
    TriggerService.Saved saved = trigger(new Source.Webhook(0));
    String hook = saved.trigger().id().toString();
    Delivery list = delivery(saved.secret(), "d", "[7]");
    assertThatThrownBy(() -> node.hooks().take(hook, list))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> node.hooks().take(hook, delivery(saved.secret(), "e", "{\"x\": 1}")))
        .hasMessageContaining("inputs.x");
    assertThatThrownBy(() -> node.hooks().take(hook, delivery(saved.secret(), "f", "{nonsense")))
        .hasMessageContaining("body");
    assertThat(node.service().firings(ada, "t", null, 9).items())
        .hasSize(2)
        .allMatch(firing -> firing.status() == Firing.Status.FAILED);
    node.service()
        .save(
            ada,
            "t",
            new Definition(
                "work",
                null,
                Map.of("n", "{{ event.body[0] }}", "at", "{{ event.id & '@' & trigger.name }}"),
                saved.trigger().source(),
                true));
    Taken taken = node.hooks().take(hook, list);
    assertThat(reader.get(ada, taken.executionId()).inputs())
        .isEqualTo(Map.of("n", 7, "at", "d@t"));
  }

  @Test
  void a_secret_is_good_for_its_hook_until_there_is_a_new_one_or_it_is_gone() {
    TriggerService.Saved saved = trigger(new Source.Webhook(0));
    String hook = saved.trigger().id().toString();
    Delivery old = delivery(saved.secret(), "d", "{}");
    String secret = node.service().newSecret(ada, "t");
    for (String id : List.of(hook, UUID.randomUUID().toString(), "nonsense")) {
      assertThatThrownBy(() -> node.hooks().take(id, old)).isInstanceOf(HookRefusedException.class);
    }
    Delivery good = delivery(secret, "d", "{}");
    assertThat(node.hooks().take(hook, good).created()).isTrue();
    node.service().enable(ada, "t", false);
    Delivery next = delivery(secret, "e", "{}");
    assertThatThrownBy(() -> node.hooks().take(hook, next)).isInstanceOf(ConflictException.class);
    node.service().remove(ada, "t");
    assertThatThrownBy(() -> node.hooks().take(hook, good))
        .isInstanceOf(HookRefusedException.class);
    assertThat(saved.toString()).doesNotContain(saved.secret());
  }

  private OutsideQueue queue(Receiver receiver) {
    OutsideQueue queue = new JmsOutsideQueue(EmbeddedBroker.URL, "", "");
    queue.serve(receiver);
    return queue;
  }

  private void send(
      String body, @Nullable String trigger, @Nullable String id, @Nullable Queue replyTo)
      throws JMSException {
    TextMessage message = session.createTextMessage(body);
    if (trigger != null) {
      message.setStringProperty("studio_trigger", trigger);
    }
    if (id != null) {
      message.setStringProperty("studio_id", id);
    }
    message.setJMSCorrelationID("my-" + id);
    message.setJMSReplyTo(replyTo);
    session.createProducer(TRIGGERS).send(message);
  }

  private List<String> deadReasons() throws JMSException {
    try (QueueBrowser browser = session.createBrowser(DEAD)) {
      return Collections.list(browser.getEnumeration()).stream()
          .map(each -> property((Message) each, "studio_reason"))
          .toList();
    }
  }

  private static String property(Message message, String name) {
    try {
      return message.getStringProperty(name);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void two_nodes_take_each_message_once_also_when_one_dies_before_it_lets_it_go() throws Exception {
    String trigger = trigger(new Source.Queue()).trigger().id().toString();
    AtomicInteger deaths = new AtomicInteger();
    Receiver dying =
        message -> {
          OutsideQueue.Receipt receipt = node.messages().receive(message);
          if (deaths.incrementAndGet() % 3 == 0) {
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
    try (OutsideQueue one = queue(dying);
        OutsideQueue two = queue(node.messages())) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> {
            try (QueueBrowser browser = session.createBrowser(TRIGGERS)) {
              assertThat(browser.getEnumeration().hasMoreElements()).isFalse();
            }
            assertThat(all(ada, "work")).hasSize(100);
          });
    }
    assertThat(deaths.get()).isPositive();
    assertThat(all(ada, "work")).hasSize(100);
    assertThat(deadReasons()).isEmpty();
  }

  @Test
  void a_message_that_cannot_be_used_is_kept_with_the_reason() throws Exception {
    String trigger = trigger(new Source.Queue()).trigger().id().toString();
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
          .atMost(Duration.ofSeconds(30))
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
    String trigger = trigger(new Source.Queue()).trigger().id().toString();
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
      assertThat(outcome(temporaryAnswers.receive(20_000), "my-b"))
          .containsEntry("status", "COMPLETED")
          .containsEntry("output", Map.of("n", 2));
      Map<String, Message> came = new HashMap<>();
      for (int i = 0; i < 3; i++) {
        Message answer = answers.receive(20_000);
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
    assertThat(deadReasons()).hasSize(2);
  }

  private static Map<String, @Nullable Object> outcome(Message answer, String correlation)
      throws JMSException {
    assertThat(answer).isNotNull();
    assertThat(answer.getJMSCorrelationID()).isEqualTo(correlation);
    return Json.parseMap(((TextMessage) answer).getText());
  }
}
