package io.aiops.studio.host.persistence;

import io.aiops.studio.host.approval.ApprovalStore;
import io.aiops.studio.host.approval.ApprovalStoreContract;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class JdbiApprovalStoreTest extends ApprovalStoreContract {

  private final Database database = TestDatabase.create();

  @Override
  protected ApprovalStore store() {
    return new JdbiApprovalStore(database);
  }

  @Override
  protected void append(Append append) {
    new JdbcExecutionStore(database).append(List.of(append));
  }

  @AfterEach
  void close() {
    database.close();
  }
}
