package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionStore.Stored;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.PlaceStore;
import io.aiops.studio.host.execution.PlaceStoreContract;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

class JdbiPlaceStoreTest extends PlaceStoreContract {

  private final Database database = TestDatabase.create();
  private final JdbcExecutionStore executions = new JdbcExecutionStore(database);

  @Override
  protected PlaceStore store() {
    return new JdbiPlaceStore(database);
  }

  @Override
  protected void create(ExecutionStore.Request request) {
    assertThat(executions.create(request)).isEmpty();
  }

  @Override
  protected void append(ExecutionStore.Append append) {
    executions.append(List.of(append));
  }

  @Override
  protected UUID connection(String name, int calls) {
    UUID id = UUID.randomUUID();
    new JdbiConnectionStore(database)
        .save(
            workspace,
            new Stored(id, Connection.Kind.CONNECTOR, name, "http", Map.of(), calls, T0, "ada"));
    return id;
  }

  @AfterEach
  void close() {
    database.close();
  }
}
