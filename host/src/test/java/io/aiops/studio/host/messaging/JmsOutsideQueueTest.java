package io.aiops.studio.host.messaging;

import static io.aiops.studio.host.messaging.OutsideBroker.studio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trigger.OutsideQueue;
import io.aiops.studio.host.trigger.OutsideQueue.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a broker that is set as a team may have set it, and not as the studio sets its own. */
@Timeout(60)
class JmsOutsideQueueTest {

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
  void an_outage_of_the_database_uses_up_no_deliveries() throws Exception {
    broker.send(JmsOutsideQueue.QUEUE, broker.message());
    AtomicInteger tries = new AtomicInteger();
    List<String> taken = Collections.synchronizedList(new ArrayList<>());
    try (OutsideQueue queue = studio()) {
      queue.serve(message -> {
        if (tries.incrementAndGet() <= 12) {
          throw new UnavailableException("No database.", new IllegalStateException());
        }
        taken.add(message.id());
        return new Receipt(null, false);
      });
      await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(taken).hasSize(1));
    }
    assertThat(broker.on(JmsOutsideQueue.QUEUE)).isEmpty();
    assertThat(taken).hasSize(1);
  }

  @Test
  void a_message_that_waits_for_the_database_comes_again_to_another() throws Exception {
    broker.send(JmsOutsideQueue.QUEUE, broker.message());
    AtomicInteger tries = new AtomicInteger();
    try (OutsideQueue queue = studio()) {
      queue.serve(message -> {
        tries.incrementAndGet();
        throw new UnavailableException("No database.", new IllegalStateException());
      });
      await().until(() -> tries.get() > 0);
    }
    List<String> taken = Collections.synchronizedList(new ArrayList<>());
    try (OutsideQueue queue = studio()) {
      queue.serve(message -> {
        taken.add(message.id());
        return new Receipt(null, false);
      });
      await().untilAsserted(() -> assertThat(taken).hasSize(1));
    }
  }
}
