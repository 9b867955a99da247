package io.aiops.studio.host.messaging;

import static io.aiops.studio.host.messaging.OutsideBroker.studio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import io.aiops.studio.host.trigger.OutsideQueue;
import io.aiops.studio.host.trigger.OutsideQueue.Receipt;
import io.aiops.studio.host.trigger.OutsideQueue.Receiver;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers to queues that are the business of others: full, forbidden, or gone. */
@Timeout(60)
class JmsAnswersTest {

  private static final Map<String, Object> OUTCOME = Map.of("status", "COMPLETED");
  private static final Receiver REFUSES = message -> new Receipt("no use for it", true);

  private OutsideBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker =
        new OutsideBroker(
            Map.of(
                "allowed.fails", full(AddressFullMessagePolicy.FAIL),
                "allowed.blocks", full(AddressFullMessagePolicy.BLOCK)));
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  private static AddressSettings full(AddressFullMessagePolicy policy) {
    return new AddressSettings().setMaxSizeBytes(1024).setAddressFullMessagePolicy(policy);
  }

  /** So that it takes no more. */
  private void fill(String queue) throws JMSException {
    TextMessage large = broker.session.createTextMessage("x".repeat(2_000));
    broker.send(queue, large);
  }

  @Test
  void an_answer_that_is_sent_again_is_there_once() throws Exception {
    ReplyTo to = new ReplyTo("allowed.here", "c");
    try (OutsideQueue queue = studio()) {
      assertThat(queue.reply(to, "a", OUTCOME)).isNull();
      assertThat(queue.reply(to, "a", OUTCOME)).isNull();
      assertThat(queue.reply(to, "b", OUTCOME)).isNull();
    }
    assertThat(broker.on("allowed.here")).hasSize(2);
  }

  @Test
  void where_the_studio_may_not_write_no_answer_goes_and_the_next_one_does() throws Exception {
    try (OutsideQueue queue = studio()) {
      assertThat(queue.reply(new ReplyTo("theirs", "c"), "a", OUTCOME))
          .contains("theirs")
          .contains("permission");
      assertThat(queue.reply(new ReplyTo("allowed.here", "c"), "b", OUTCOME)).isNull();
    }
    assertThat(broker.on("allowed.here")).hasSize(1);
  }

  @Test
  void what_is_refused_goes_to_the_dead_letters_also_if_nobody_may_be_told() throws Exception {
    Message message = broker.message();
    message.setJMSReplyTo(new ActiveMQQueue("theirs"));
    broker.send(JmsOutsideQueue.QUEUE, message);
    try (OutsideQueue queue = studio()) {
      queue.serve(REFUSES);
      assertThat(broker.onlyDeadLetter().getStringProperty("studio_reason"))
          .isEqualTo("no use for it");
    }
  }

  @Test
  void what_is_refused_goes_to_the_dead_letters_also_if_who_asked_has_no_room() throws Exception {
    fill("allowed.fails");
    Message message = broker.message();
    message.setJMSReplyTo(new ActiveMQQueue("allowed.fails"));
    broker.send(JmsOutsideQueue.QUEUE, message);
    try (OutsideQueue queue = studio()) {
      queue.serve(REFUSES);
      broker.onlyDeadLetter();
    }
  }

  @Test
  void an_answer_for_which_there_is_no_room_holds_up_no_other() throws Exception {
    fill("allowed.fails");
    fill("allowed.blocks");
    try (OutsideQueue queue = studio()) {
      for (String full : List.of("allowed.fails", "allowed.blocks")) {
        assertThatThrownBy(() -> queue.reply(new ReplyTo(full, "c"), "a", OUTCOME))
            .hasMessageContaining(full)
            .isNotInstanceOf(UnavailableException.class);
      }
      assertThat(queue.reply(new ReplyTo("allowed.here", "c"), "b", OUTCOME)).isNull();
      // Again: a queue that had no room is not waited for each time.
      long before = System.nanoTime();
      assertThatThrownBy(() -> queue.reply(new ReplyTo("allowed.blocks", "c"), "d", OUTCOME))
          .hasMessageContaining("allowed.blocks");
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before)).isLessThan(5);
    }
    assertThat(broker.on("allowed.here")).hasSize(1);
  }
}
