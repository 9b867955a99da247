package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseTest {

  @Test
  void is_durable_and_migrated() {
    try (Database database = TestDatabase.create()) {
      database.ping();
      assertThat(setting(database, "fsync")).isEqualTo("on");
      assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
      int migrations =
          database
              .jdbi()
              .withHandle(h ->
                  h.createQuery("select count(*) from flyway_schema_history where success")
                      .mapTo(Integer.class)
                      .one());
      assertThat(migrations).isPositive();
    }
  }

  private static String setting(Database database, String name) {
    return database.jdbi().withHandle(h -> h.createQuery("show " + name).mapTo(String.class).one());
  }
}
