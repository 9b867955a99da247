package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;

final class EmbeddedDatabaseTest {

  @Test
  void its_log_has_what_was_slow_or_failed_but_no_values() {
    try (Database database = TestDatabase.create();
        Handle handle = database.jdbi().open()) {
      List<String> slow =
          handle
              .createQuery("select :word || pg_sleep(0.25)")
              .bind("word", "hidden-slow")
              .mapTo(String.class)
              .list();
      assertThat(slow).containsExactly("hidden-slow");
      handle.execute("create temporary table only_once (word text primary key)");
      handle.execute("insert into only_once values (?)", "hidden-key");
      assertThatThrownBy(() -> handle.execute("insert into only_once values (?)", "hidden-key"))
          .isInstanceOf(UnableToExecuteStatementException.class)
          .hasMessageContaining("hidden-key");
      await().atMost(Duration.ofMinutes(1)).until(() -> log(handle).contains("only_once_pkey"));
      assertThat(log(handle))
          .contains("select $1 || pg_sleep(0.25)")
          .doesNotContain("hidden-slow", "hidden-key");
    }
  }

  private static String log(Handle handle) {
    return handle
        .createQuery("select pg_read_file(pg_current_logfile())")
        .mapTo(String.class)
        .one();
  }
}
