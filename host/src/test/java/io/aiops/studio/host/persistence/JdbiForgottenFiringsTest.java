package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.trigger.FiringStore;
import io.aiops.studio.host.trigger.ForgottenFiringsContract;
import io.aiops.studio.host.trigger.TriggerStore;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

class JdbiForgottenFiringsTest extends ForgottenFiringsContract {

  private final Database database = TestDatabase.create();

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected TriggerStore triggers() {
    return new JdbiTriggerStore(database);
  }

  @Override
  protected FiringStore firings() {
    return new JdbiFiringStore(database);
  }

  @Override
  protected UUID execution(UUID workspace) {
    UUID id = UUID.randomUUID();
    new JdbcExecutionStore(database)
        .create(
            new Request(
                id,
                workspace,
                UUID.randomUUID(),
                "flow",
                1,
                Map.of(),
                "ada",
                T0,
                null,
                "h",
                null,
                4));
    return id;
  }

  @Override
  protected void drop(UUID execution) {
    database
        .jdbi()
        .useHandle(handle -> handle.execute("delete from execution where id = ?", execution));
  }
}
