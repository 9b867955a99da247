package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Calls that were numbered by their place are known by what they ask after the update. */
class CallsRenumberedTest {

  private final String url = TestDatabase.createUrl();
  private final Jdbi before = Jdbi.create(url, TestDatabase.user(), TestDatabase.password());

  @Test
  void what_was_answered_is_counted_by_what_was_asked_in_the_order_of_the_calls() {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(url, TestDatabase.user(), TestDatabase.password())
        .locations("classpath:db/migration")
        .target("32")
        .load()
        .migrate();
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    // Written in another order than they were made in.
    call(one, "ask", 1, 4, "weather");
    call(one, "ask", 1, 1, "weather");
    call(one, "ask", 1, 2, "news");
    call(one, "ask", 1, 3, "weather");
    call(one, "ask", 2, 1, "weather");
    call(one, "sum", 1, 1, "weather");
    call(other, "ask", 1, 1, "weather");

    try (Database database = Database.open(url, TestDatabase.user(), TestDatabase.password())) {
      assertThat(of(database, one))
          .containsExactly(
              "ask 1 news 1: ask 1.2",
              "ask 1 weather 1: ask 1.1",
              "ask 1 weather 2: ask 1.3",
              "ask 1 weather 3: ask 1.4",
              "ask 2 weather 1: ask 2.1",
              "sum 1 weather 1: sum 1.1");
      assertThat(of(database, other)).containsExactly("ask 1 weather 1: ask 1.1");
    }
  }

  private void call(UUID execution, String step, int attempt, int call, String asked) {
    before.useHandle(h ->
        h.execute(
            "insert into call_ledger (execution_id, step, attempt, call, workspace_id,"
                + " request_hash, result, record, at) values (?, ?, ?, ?, ?, ?, ?, '', now())",
            execution,
            step,
            attempt,
            call,
            UUID.randomUUID(),
            asked,
            step + " " + attempt + "." + call));
  }

  private static List<String> of(Database database, UUID execution) {
    return database
        .jdbi()
        .withHandle(h ->
            h.createQuery(
                    "select step || ' ' || attempt || ' ' || request_hash || ' ' || occurrence"
                        + " || ': ' || result from call_ledger where execution_id = :execution"
                        + " order by step, attempt, request_hash collate \"C\", occurrence")
                .bind("execution", execution)
                .mapTo(String.class)
                .list());
  }
}
