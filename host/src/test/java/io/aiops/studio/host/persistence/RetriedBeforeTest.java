package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.execution.Origin.Mode;
import io.aiops.studio.host.execution.Parent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of executions that were retried before the update it is known by which. */
class RetriedBeforeTest {

  private final String url = TestDatabase.createUrl();
  private final Jdbi jdbi = Jdbi.create(url, TestDatabase.user(), TestDatabase.password());

  @Test
  void the_last_of_those_that_somebody_asked_for() throws SQLException {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(url, TestDatabase.user(), TestDatabase.password())
        .locations("classpath:db/migration")
        .target("49")
        .load()
        .migrate();
    UUID retried = new UUID(0, 1);
    UUID forked = new UUID(0, 2);
    UUID child = new UUID(0, 3);
    UUID last = new UUID(0, 6);
    jdbi.useHandle(handle ->
        RequestRows.insert(
            handle.getConnection(),
            List.of(
                request(retried, null, null),
                request(forked, null, null),
                request(child, null, new Parent(retried, "a", 1, 1)),
                request(new UUID(0, 4), origin(forked, Mode.FORK), null),
                request(new UUID(0, 5), origin(retried, Mode.RETRY), null),
                request(last, origin(retried, Mode.RETRY), null),
                request(
                    new UUID(0, 7), origin(child, Mode.RETRY), new Parent(retried, "a", 2, 1)))));

    Database.open(url, TestDatabase.user(), TestDatabase.password()).close();
    List<Map<String, Object>> marked =
        jdbi.withHandle(handle ->
            handle
                .createQuery("select id, retried_by from execution where retried_by is not null")
                .mapToMap()
                .list());
    assertThat(marked)
        .containsExactlyInAnyOrder(
            Map.of("id", retried, "retried_by", last),
            Map.of("id", new UUID(0, 5), "retried_by", last));
  }

  private static Origin origin(UUID of, Mode mode) {
    return new Origin(of, 3, mode, of, null, Map.of(), null);
  }

  private static Request request(UUID id, @Nullable Origin origin, @Nullable Parent parent) {
    return new Request(
        id,
        new UUID(9, 1),
        new UUID(9, 2),
        "triage",
        1,
        Map.of(),
        "ada",
        Instant.EPOCH,
        null,
        "",
        origin,
        4,
        false,
        parent,
        false);
  }
}
