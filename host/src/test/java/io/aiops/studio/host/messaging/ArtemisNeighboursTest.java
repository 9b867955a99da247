package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.event.EventFeed.Notice;
import io.aiops.studio.host.event.Neighbours.Told;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a real broker. */
class ArtemisNeighboursTest {

  @RegisterExtension private final TestBroker broker = new TestBroker();
  private final List<Told> heard = new CopyOnWriteArrayList<>();
  private final List<Told> own = new CopyOnWriteArrayList<>();
  private final AtomicInteger missed = new AtomicInteger();

  @Test
  void what_one_node_tells_the_others_hear_and_they_know_what_they_missed() {
    Told progress = told("s[0]/a", false);
    Told ended = told("", true);
    try (ArtemisNeighbours one = node();
        ArtemisNeighbours two = node()) {
      one.listen(own::addAll, missed::incrementAndGet);
      two.listen(heard::addAll, missed::incrementAndGet);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> {
            one.tell(List.of(progress));
            return !heard.isEmpty();
          });
      heard.clear();
      one.tell(List.of(ended, progress));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(heard).endsWith(ended, progress));
      assertThat(own).isEmpty();
      assertThat(missed).hasValue(0);

      one.skip();
      one.tell(List.of());
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> missed.get() == 1);
    }
  }

  private static ArtemisNeighbours node() {
    return new ArtemisNeighbours(EmbeddedBroker.URL, "", "", UUID.randomUUID());
  }

  private static Told told(String step, boolean terminal) {
    return new Told(
        UUID.randomUUID(), new Notice(UUID.randomUUID(), 3, terminal, step, step + "!"));
  }
}
