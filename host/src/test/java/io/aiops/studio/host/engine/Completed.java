package io.aiops.studio.host.engine;

import io.aiops.studio.host.persistence.Database;
import java.time.Duration;
import org.awaitility.Awaitility;

/** How many executions have completed, as their rows say. */
final class Completed {

  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private Completed() {}

  static void await(Database database, int many) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> count(database) == many);
  }

  private static long count(Database database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from execution where status = 'COMPLETED'")
                .mapTo(Long.class)
                .one());
  }
}
