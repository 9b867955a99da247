package io.aiops.studio.host.persistence;

import io.aiops.studio.host.worker.CallLedger;
import io.aiops.studio.host.worker.CallLedgerContract;
import org.junit.jupiter.api.AfterEach;

class JdbcCallLedgerTest extends CallLedgerContract {

  private final Database database = TestDatabase.create();

  @Override
  protected CallLedger ledger() {
    return new JdbcCallLedger(database);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
