package io.aiops.studio.host.persistence;

import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.definition.WorkflowStoreContract;
import org.junit.jupiter.api.AfterEach;

class JdbiWorkflowStoreTest extends WorkflowStoreContract {

  private final Database database = TestDatabase.create();

  @Override
  protected WorkflowStore store() {
    return new JdbiWorkflowStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
