package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbiUnwatched;
import io.aiops.studio.host.persistence.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Executions on a real PostgreSQL, and who finds those of them that nobody looks at. */
abstract class ForgottenFixture {

  final TestClock clock = new TestClock();
  final InMemoryWorkflowStore workflows = new InMemoryWorkflowStore();
  final Definitions definitions = new Definitions(workflows);
  Database database;
  JdbcExecutionStore store;
  Forgotten forgotten;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    store = new JdbcExecutionStore(database);
    forgotten = new Forgotten(new JdbiUnwatched(database), store, definitions, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** One that was accepted, and has not begun; its id. */
  UUID accept(UUID workspace, UUID workflow) {
    UUID id = UUID.randomUUID();
    store.create(
        List.of(
            new Request(
                id,
                workspace,
                workflow,
                "w",
                1,
                Map.of(),
                "ada",
                clock.instant(),
                null,
                "",
                null,
                4)));
    return id;
  }
}
