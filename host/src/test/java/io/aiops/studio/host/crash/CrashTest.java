package io.aiops.studio.host.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.engine.Replay;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.execution.Verification;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.problem.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is cut at each of its durable operations in turn, on a real PostgreSQL and a real
 * Artemis; another goes on. The ordinary run cuts at some; {@code -Dcrash.every=true} at all.
 */
class CrashTest {

  private static final boolean EVERY = Boolean.getBoolean("crash.every");
  private static final int SAMPLE_STEP = 4;
  private static final int MOST_OPERATIONS = 200;
  private static final int MOST_EVENTS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The dead complain a lot. */
  private static final List<Logger> NOISE =
      List.of(
          Logger.getLogger("io.aiops.studio.host"),
          Logger.getLogger("org.apache.activemq"),
          Logger.getLogger("org.apache.artemis"));

  @TempDir static Path folder;

  private final Effects effects = new Effects();
  private final Letters letters = new Letters();
  private final Set<String> died = new TreeSet<>();

  @Test
  void whatever_was_the_last_thing_a_process_did_another_goes_on_as_if_nothing_had_been()
      throws InterruptedException {
    NOISE.forEach(logger -> logger.setLevel(Level.OFF));
    try (Database database = TestDatabase.create();
        EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      assertThat(broker).isNotNull();
      ExecutionStore store = new JdbcExecutionStore(database);
      StudioProcess process = new StudioProcess(database, letters.store, effects);
      try {
        int step = EVERY ? 1 : SAMPLE_STEP;
        boolean reached = true;
        for (int k = 1; reached; k += step) {
          assertThat(k).isLessThan(MOST_OPERATIONS);
          process.cut.before(k);
          UUID id = start(process, "key-" + k);
          reached = process.cut.dead() || cutWithin(process, store, id);
          if (reached) {
            died.add(process.cut.operations().getLast());
            process.close();
            process = new StudioProcess(database, letters.store, effects);
          }
          process.cut.never();
          // Whoever did not hear that it was accepted asks again.
          check(store, start(process, "key-" + k));
          settled(process);
        }
      } finally {
        process.close();
      }
    }
    assertThat(died).as("died before").hasSizeGreaterThan(EVERY ? 7 : 3);
    assertThat(effects.again()).as("completed calls made again").isEmpty();
  }

  private UUID start(StudioProcess process, String key) {
    try {
      return letters.start(process, key);
    } catch (UnavailableException | Cut.DeadException e) {
      assertThat(process.cut.dead()).isTrue();
      return new UUID(0, 0);
    }
  }

  /** Whether it died before the execution ended and was settled. */
  private static boolean cutWithin(StudioProcess process, ExecutionStore store, UUID id)
      throws InterruptedException {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> process.cut.dead() || Letters.ended(store, id));
    return process.cut.deadWithin(300);
  }

  private void check(ExecutionStore store, UUID id) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> Letters.ended(store, id));
    Header header = store.header(id).orElseThrow();
    assertThat(header.status())
        .as(() -> died + " " + store.lines(id, 0, MOST_EVENTS))
        .isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(Verification.of(store, id, header.lastSequence()).problem()).isNull();
    Replay.Replayed again =
        new Replay(new Expressions())
            .run(header, letters.workflow, Adoption.NONE, new Log(store, id));
    assertThat(again.difference()).isNull();
    assertThat(again.state().output()).isEqualTo(Letters.OUTPUT);
    Map<String, List<String>> asked = effects.of(id.toString());
    assertThat(asked.keySet())
        .containsExactlyInAnyOrder(
            id + "/write/1", id + "/write/2", id + "/write/3", id + "/send/1");
    assertThat(asked.values())
        .allSatisfy(whats -> {
          assertThat(whats.stream().distinct()).as("effects under one key").hasSize(1);
          assertThat(whats).as("calls under one key").hasSizeLessThanOrEqualTo(2);
        });
  }

  private static void settled(StudioProcess process) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(process.queue.depths().values()).containsOnly(0L));
  }
}
