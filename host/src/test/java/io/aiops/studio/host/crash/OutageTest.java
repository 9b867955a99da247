package io.aiops.studio.host.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiops.studio.host.Closing;
import io.aiops.studio.host.Standstill;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.problem.UnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process stands on goes away under load and comes back: callers get an answer in time, one
 * that says whether to ask again, and everything that was accepted ends as it should, by itself.
 */
class OutageTest {

  private static final int LOAD = 10;
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** An outage is loud. */
  private static final List<Logger> NOISE =
      List.of(
          Logger.getLogger("io.aiops.studio.host"),
          Logger.getLogger("com.zaxxer.hikari"),
          Logger.getLogger("org.apache.activemq"),
          Logger.getLogger("org.apache.artemis"));

  @TempDir Path folder;
  @TempDir Path disk;

  private final Workshop workshop = Course.workshop();
  private final Effects effects = new Effects();
  private final List<UUID> accepted = new ArrayList<>();
  private Database database;
  private EmbeddedBroker broker;
  private StudioProcess process;
  private ExecutionStore store;
  private int asked;
  private int refused;

  @BeforeEach
  void begin() {
    NOISE.forEach(logger -> logger.setLevel(Level.OFF));
    database = TestDatabase.create();
    store = new JdbcExecutionStore(database);
    broker = EmbeddedBroker.start(folder);
    process = new StudioProcess(database, workshop, effects, new Occasions(), null);
  }

  @AfterEach
  void end() throws Exception {
    NOISE.forEach(logger -> logger.setLevel(null));
    Closing.all(process, broker, database);
  }

  @Test
  void a_database_that_crashes_and_recovers_costs_nothing_but_time() {
    startAll();
    // PostgreSQL ends all connections and recovers from its log when one backend is killed.
    long backend =
        database
            .jdbi()
            .withHandle(h -> h.createQuery("select pg_backend_pid()").mapTo(Long.class).one());
    assertThat(ProcessHandle.of(backend).orElseThrow().destroyForcibly()).isTrue();
    startAll();
    allEndWell();
  }

  @Test
  void a_broker_that_is_started_anew_goes_on_where_it_was() {
    startAll();
    broker.close();
    startAll();
    broker = EmbeddedBroker.start(folder);
    startAll();
    allEndWell();
    assertThat(refused).as("refused; their rows need no broker").isZero();
  }

  @Test
  void a_disk_that_is_full_stops_work_and_harms_none() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()),
        "a disk of its own can only be mounted by root");
    try {
      Path tables = Files.createDirectory(disk.resolve("tables"));
      database
          .jdbi()
          .useHandle(h -> {
            h.execute("create tablespace tight location '" + tables + "'");
            for (String table : List.of("execution", "execution_event", "call_ledger")) {
              h.execute("alter table " + table + " set tablespace tight");
            }
          });
      startAll();
      fill(disk.resolve("filler"));
      // What is left in the tables' last pages is soon used up.
      for (int i = 0; refused == 0 && i < 50; i++) {
        startAll();
      }
      assertThat(refused).as("refused for now").isPositive();
      Files.delete(disk.resolve("filler"));
      allEndWell();
    } finally {
      database
          .jdbi()
          .useHandle(h -> {
            for (String table : List.of("execution", "execution_event", "call_ledger")) {
              h.execute("alter table " + table + " set tablespace pg_default");
            }
            h.execute("drop tablespace tight");
          });
      assertThat(run("umount", "-l", disk.toString())).isTrue();
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] some = new byte[4_096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  private boolean ended(UUID id) {
    return store.header(id).filter(header -> header.status().terminal()).isPresent();
  }

  private void startAll() {
    for (int i = 0; i < LOAD; i++) {
      try (Standstill standstill = new Standstill()) {
        long begin = System.nanoTime();
        try {
          accepted.add(Onward.LETTER.begin(process, workshop, "key-" + asked++));
        } catch (UnavailableException e) {
          refused++;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(took.minus(standstill.stood())).as("an answer").isLessThan(ANSWER);
      }
    }
  }

  private void sweep() {
    try {
      process.node.sweeper.sweep();
    } catch (UnavailableException e) {
      assertThat(e).hasMessageContaining("database");
    }
  }

  private void allEndWell() {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        // Who looks has no answer either while it recovers.
        .ignoreException(UnavailableException.class)
        .untilAsserted(() -> {
          sweep();
          assertThat(accepted).allMatch(id -> ended(id));
        });
    assertThat(accepted)
        .allSatisfy(id ->
            assertThat(store.header(id).orElseThrow().status())
                .as(() -> store.lines(id, 0, 100).toString())
                .isEqualTo(ExecutionStatus.COMPLETED));
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(process.node.queue.depths().values()).containsOnly(0L));
    assertThat(effects.again()).as("completed calls made again").isEmpty();
  }
}
