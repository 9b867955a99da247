package io.aiops.studio.host.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.event.EventFeed.Notice;
import io.aiops.studio.host.event.Neighbours.Told;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.problem.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Notices between nodes, without a broker. */
class EventHubTest {

  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final UUID EXECUTION = UUID.randomUUID();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Wire wire = new Wire();
  private final AtomicBoolean alone = new AtomicBoolean();
  private final EventHub hub = new EventHub(new InMemoryExecutionStore());

  @Test
  void many_messages_of_a_step_are_told_as_one_and_the_newest_counts() {
    try (Outgoing outgoing = new Outgoing(wire, alone::get)) {
      Notice first = hold(outgoing);
      for (int i = 1; i <= 100; i++) {
        outgoing.put(WORKSPACE, new Notice(EXECUTION, 0, false, "a", "at " + i));
        outgoing.put(WORKSPACE, new Notice(EXECUTION, i, i == 50, "", ""));
      }
      wire.free.countDown();
      Awaitility.await().atMost(PATIENCE).until(() -> wire.told.size() >= 3);
      assertThat(wire.told)
          .extracting(Told::notice)
          .containsExactly(
              first,
              new Notice(EXECUTION, 0, false, "a", "at 100"),
              new Notice(EXECUTION, 100, true, "", ""));
    }
  }

  @Test
  void a_node_that_is_alone_says_nothing() {
    alone.set(true);
    try (Outgoing outgoing = new Outgoing(wire, alone::get)) {
      outgoing.put(WORKSPACE, new Notice(EXECUTION, 1, true, "", ""));
      alone.set(false);
      outgoing.put(WORKSPACE, new Notice(EXECUTION, 2, true, "", ""));
      Awaitility.await().atMost(PATIENCE).until(() -> !wire.told.isEmpty());
      assertThat(wire.told).extracting(told -> told.notice().lastSequence()).containsExactly(2L);
    }
  }

  @Test
  void what_does_not_fit_or_cannot_be_told_is_known_to_be_missed() {
    wire.away = true;
    try (Outgoing outgoing = new Outgoing(wire, alone::get)) {
      hold(outgoing);
      for (int i = 0; i <= Outgoing.MOST; i++) {
        outgoing.put(WORKSPACE, new Notice(UUID.randomUUID(), 1, true, "", ""));
      }
      wire.free.countDown();
      Awaitility.await().atMost(PATIENCE).until(() -> wire.skipped > 0);
      wire.away = false;
      outgoing.put(WORKSPACE, new Notice(EXECUTION, 1, true, "", ""));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() ->
              wire.told.stream().anyMatch(told -> told.notice().executionId().equals(EXECUTION)));
    }
  }

  @Test
  void what_another_node_tells_reaches_listeners_and_shows_as_progress() {
    List<Notice> elsewhere = new CopyOnWriteArrayList<>();
    hub.listenElsewhere(elsewhere::add);
    try (Outgoing outgoing = new Outgoing(wire, alone::get)) {
      hub.connect(wire, outgoing);
      Notice progress = new Notice(EXECUTION, 0, false, "a", "half");
      Notice end = new Notice(EXECUTION, 9, true, "", "");
      wire.heard.accept(List.of(new Told(WORKSPACE, progress), new Told(WORKSPACE, end)));
      assertThat(elsewhere).containsExactly(progress, end);
      assertThat(hub.progressOf(EXECUTION, "a")).isEqualTo("half");
    }
  }

  /** Whatever is put from now on is gathered until the wire is free: it tells this meanwhile. */
  private Notice hold(Outgoing outgoing) {
    wire.free = new CountDownLatch(1);
    wire.busy = false;
    Notice first = new Notice(UUID.randomUUID(), 1, false, "", "");
    outgoing.put(WORKSPACE, first);
    Awaitility.await().atMost(PATIENCE).until(() -> wire.busy);
    return first;
  }

  /** A line to the other nodes that a test holds in its hand. */
  private static final class Wire implements Neighbours {

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile int skipped;
    private volatile boolean away;
    private volatile boolean busy;
    private volatile CountDownLatch free = new CountDownLatch(0);
    private Consumer<List<Told>> heard = list -> {};

    @Override
    public void tell(List<Told> all) {
      busy = true;
      try {
        free.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (away) {
        throw new UnavailableException("The line is cut", new IllegalStateException());
      }
      told.addAll(all);
    }

    @Override
    public synchronized void skip() {
      skipped++;
    }

    @Override
    public void listen(Consumer<List<Told>> hears, Runnable missed) {
      heard = hears;
    }
  }
}
