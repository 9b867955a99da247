package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a real broker. */
class HandsCommandsTest {

  @RegisterExtension private final TestBroker broker = new TestBroker();

  @Test
  void an_engine_is_handed_commands_from_when_it_has_reached_its_queue_until_it_is_closed() {
    ArtemisTaskQueue queue = broker.node(false);
    assertThat(queue.handsCommands()).as("nobody is served").isFalse();
    queue.serve(batch -> Sends.NONE);
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(queue::handsCommands);
    queue.close();
    assertThat(queue.handsCommands()).isFalse();
  }
}
