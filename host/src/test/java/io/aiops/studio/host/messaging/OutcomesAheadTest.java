package io.aiops.studio.host.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outcomes on their way to an engine that cannot write them, since its database is away. */
class OutcomesAheadTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LONG_ENOUGH_FOR_ALL = Duration.ofSeconds(3);
  private static final int MIB = 1024 * 1024;
  private static final int MOST = 64 * MIB;

  /** What a connection may have on its way beside. */
  private static final int WINDOW = 4 * MIB;

  @RegisterExtension private final TestBroker broker = new TestBroker();

  private final UUID id = UUID.randomUUID();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger failures = new AtomicInteger();
  private final Set<String> written = ConcurrentHashMap.newKeySet();

  private Sends handle(List<Command> batch) {
    asked.countDown();
    try {
      assertThat(goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failures.incrementAndGet() <= 2) {
      throw new UnavailableException("The database does not answer.", new Exception("away"));
    }
    batch.forEach(command -> written.add(((Command.Outcome) command).path()));
    return Sends.NONE;
  }

  private static long inFlight(ArtemisTaskQueue queue) {
    return queue.counts().stream()
        .filter(counts -> counts.name().equals("commands"))
        .mapToLong(QueueCounts::inFlight)
        .sum();
  }

  /** Those of 90 KiB come at once, those of 8 MiB over a connection in pieces. */
  @ParameterizedTest
  @CsvSource({"true, 92160, 1300", "false, 92160, 1300", "true, 8388608, 16", "false, 8388608, 16"})
  void wait_at_the_broker_beyond_64_MiB_and_none_is_lost(boolean inside, int size, int count)
      throws Exception {
    String text = "x".repeat(size);
    ArtemisTaskQueue queue = broker.node(inside);
    for (int i = 0; i < count; i++) {
      queue.send(new Command.Outcome(id, "s" + i, 1, Command.Result.completed(text, List.of())));
    }
    queue.serve(this::handle);
    assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    Awaitility.await()
        .atMost(PATIENCE)
        .during(LONG_ENOUGH_FOR_ALL)
        .until(() -> inFlight(queue) * size <= MOST + WINDOW + size);
    goOn.countDown();
    Awaitility.await().atMost(PATIENCE).until(() -> written.size() == count);
    Awaitility.await().atMost(PATIENCE).until(() -> queue.depths().get("commands") == 0);
    assertThat(failures).hasValueGreaterThan(2);
  }
}
