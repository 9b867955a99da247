package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.DeadLetterStore;
import io.aiops.studio.host.execution.DeadLetterStoreContract;
import org.junit.jupiter.api.AfterEach;

class JdbiDeadLetterStoreTest extends DeadLetterStoreContract {

  private final Database database = TestDatabase.create();

  @Override
  protected DeadLetterStore store() {
    return new JdbiDeadLetterStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
