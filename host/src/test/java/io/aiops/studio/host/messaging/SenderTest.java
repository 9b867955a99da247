package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SenderTest {

  private static final Instant NOW = Instant.parse("2026-12-01T08:00:00.000900Z");

  private final List<Letter> sent = new ArrayList<>();

  @Test
  void nothing_comes_before_its_time() throws Exception {
    Sender sender = new Sender(session(), Clock.fixed(NOW, ZoneOffset.UTC), new Lanes());
    Duration left = Duration.ofSeconds(6).plusNanos(100_000);
    Instant before = Instant.now();
    for (int i = 0; i < 100; i++) {
      sender.send(later(NOW.plus(left)));
    }
    assertThat(sent)
        .hasSize(100)
        .allSatisfy(letter ->
            assertThat(Instant.ofEpochMilli(letter.due()))
                .isBetween(before.plus(left), Instant.now().plus(left).plusMillis(1)));
  }

  @Test
  void what_is_due_by_now_is_sent_at_once() throws Exception {
    Sender sender = new Sender(session(), Clock.fixed(NOW, ZoneOffset.UTC), new Lanes());
    sender.send(later(NOW));
    assertThat(sent).singleElement().satisfies(letter -> assertThat(letter.due()).isZero());
  }

  private static Sends later(Instant due) {
    Command timer = new Command.Timer(UUID.randomUUID(), "ask", 1);
    return new Sends(List.of(), List.of(new Delayed(timer, due)), List.of());
  }

  private BrokerSession session() {
    return (BrokerSession)
        Proxy.newProxyInstance(
            BrokerSession.class.getClassLoader(),
            new Class<?>[] {BrokerSession.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("send")) {
                sent.add((Letter) arguments[1]);
              }
              return null;
            });
  }
}
