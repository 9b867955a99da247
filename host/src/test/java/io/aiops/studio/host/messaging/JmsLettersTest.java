package io.aiops.studio.host.messaging;

import static io.aiops.studio.host.messaging.OutsideBroker.studio;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.trigger.OutsideQueue;
import io.aiops.studio.host.trigger.OutsideQueue.Receipt;
import io.aiops.studio.host.trigger.OutsideQueue.Receiver;
import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of a message cannot be read, and what of it comes to the dead letters. */
@Timeout(60)
class JmsLettersTest {

  private static final Receiver REFUSES = message -> new Receipt("no use for it", true);
  private static final int TWO_MIB = 2 * 1024 * 1024;

  private OutsideBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = new OutsideBroker(Map.of());
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void a_property_that_is_no_text_is_refused_with_its_name() throws Exception {
    Message message = broker.session.createTextMessage("{}");
    ((ActiveMQMessage) message)
        .getCoreMessage()
        .putBytesProperty("studio_trigger", new byte[] {1, 2});
    broker.send(JmsOutsideQueue.QUEUE, message);
    List<OutsideQueue.Message> taken = Collections.synchronizedList(new ArrayList<>());
    try (OutsideQueue queue = studio()) {
      queue.serve(problems(taken));
      assertThat(broker.onlyDeadLetter().getStringProperty("studio_reason"))
          .contains("studio_trigger");
    }
    assertThat(taken).hasSize(1);
  }

  @Test
  void a_property_whose_name_jms_does_not_take_keeps_no_message_from_the_dead_letters()
      throws Exception {
    Message message = broker.message();
    ((ActiveMQMessage) message).getCoreMessage().putStringProperty("studio_run-id", "7");
    broker.send(JmsOutsideQueue.QUEUE, message);
    try (OutsideQueue queue = studio()) {
      queue.serve(REFUSES);
      Message dead = broker.onlyDeadLetter();
      assertThat(dead.getStringProperty("studio_reason")).isEqualTo("no use for it");
      assertThat(dead.getStringProperty("studio_trigger")).isEqualTo("t");
    }
  }

  @Test
  void a_message_without_any_id_is_refused_at_once() throws Exception {
    try (MessageProducer producer =
        broker.session.createProducer(new ActiveMQQueue(JmsOutsideQueue.QUEUE))) {
      producer.setDisableMessageID(true);
      producer.send(broker.message());
    }
    List<OutsideQueue.Message> taken = Collections.synchronizedList(new ArrayList<>());
    try (OutsideQueue queue = studio()) {
      queue.serve(problems(taken));
      assertThat(broker.onlyDeadLetter().getStringProperty("studio_reason"))
          .isEqualTo("studio_id: is missing, and the message has no JMSMessageID");
    }
    assertThat(taken).hasSize(1);
  }

  @Test
  void bytes_beyond_the_bound_are_counted_and_not_read() throws Exception {
    BytesMessage message = broker.session.createBytesMessage();
    message.writeBytes(new byte[TWO_MIB]);
    broker.send(JmsOutsideQueue.QUEUE, message);
    List<OutsideQueue.Message> taken = Collections.synchronizedList(new ArrayList<>());
    try (OutsideQueue queue = studio()) {
      queue.serve(problems(taken));
      Message dead = broker.onlyDeadLetter();
      assertThat(dead.getStringProperty("studio_reason")).contains("has " + TWO_MIB + " bytes");
      assertThat(((TextMessage) dead).getText()).isNull();
    }
    assertThat(taken).singleElement().satisfies(each -> assertThat(each.body()).isNull());
  }

  @Test
  void bytes_come_to_the_dead_letters_as_they_were() throws Exception {
    BytesMessage message = broker.session.createBytesMessage();
    message.writeBytes("{nonsense".getBytes(StandardCharsets.UTF_8));
    broker.send(JmsOutsideQueue.QUEUE, message);
    try (OutsideQueue queue = studio()) {
      queue.serve(REFUSES);
      assertThat(((TextMessage) broker.onlyDeadLetter()).getText()).isEqualTo("{nonsense");
    }
  }

  /** Refuses what the queue itself saw to be of no use, and takes all else. */
  private static Receiver problems(List<OutsideQueue.Message> taken) {
    return message -> {
      taken.add(message);
      return new Receipt(message.problem(), false);
    };
  }
}
