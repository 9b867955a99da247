package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;
import org.junit.jupiter.api.Test;

/** Messages that are of no use. */
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
}
