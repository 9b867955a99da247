package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.Standstill;
import io.aiops.studio.host.problem.Patience;
import io.aiops.studio.host.problem.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that takes connections and never answers: all its processes are stopped. */
@Timeout(240)
class FrozenDatabaseTest {

  private static final Duration ANSWER = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void whoever_waits_is_told_in_time_and_all_else_goes_on_where_it_was() throws Exception {
    try (EmbeddedDatabase server =
            EmbeddedDatabase.start(folder.resolve("data"), folder.resolve("program"));
        Database database =
            Database.open(server.url("postgres"), server.user(), server.password())) {
      Sql sql = new Sql(database);
      List<Runnable> calls =
          List.of(
              () -> sql.list("select 1 as one", Map.of(), row -> row.number("one")),
              () -> sql.keyed("select ?::uuid as id", UUID.randomUUID(), row -> row.uuid("id")),
              () -> sql.change("update workspace set name = name", Map.of()),
              () ->
                  database.available(
                      () -> database.jdbi().inTransaction(handle -> handle.execute("select 1"))));
      calls.forEach(Runnable::run);
      long backend =
          sql.list("select pg_backend_pid() as pid", Map.of(), row -> row.big("pid")).getFirst();
      ProcessHandle postmaster = ProcessHandle.of(backend).orElseThrow().parent().orElseThrow();
      CompletableFuture<Integer> work = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() ->
              work.complete(
                  sql.list("select 1 as one from pg_sleep(20)", Map.of(), row -> row.number("one"))
                      .getFirst()));
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() ->
              !sql.list(
                      "select 1 as one from pg_stat_activity where query like '%pg_sleep(20)%'"
                          + " and state = 'active' and pid <> pg_backend_pid()",
                      Map.of(), row -> row.number("one"))
                  .isEmpty());
      signal("STOP", postmaster);
      try {
        // Twice: on connections just used, and on those that were idle or are not there any more.
        for (int i = 0; i < 2; i++) {
          for (Runnable call : calls) {
            refusedInTime(call);
          }
        }
        assertThat(work).isNotDone();
      } finally {
        signal("CONT", postmaster);
      }
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptionsInstanceOf(UnavailableException.class)
          .until(() -> {
            calls.forEach(Runnable::run);
            return true;
          });
      assertThat(work).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(1);
    }
  }

  private static void refusedInTime(Runnable call) {
    try (Standstill standstill = new Standstill()) {
      long begin = System.nanoTime();
      try (Patience patience = Patience.ofACaller()) {
        assertThat(Patience.isShort()).as("%s", patience).isTrue();
        assertThatThrownBy(call::run).isInstanceOf(UnavailableException.class);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(took.minus(standstill.stood())).as("an answer").isLessThan(ANSWER);
    }
    assertThat(Patience.isShort()).isFalse();
  }

  private static void signal(String name, ProcessHandle postmaster)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    Stream.concat(Stream.of(postmaster), postmaster.descendants())
        .forEach(process -> command.add(String.valueOf(process.pid())));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
