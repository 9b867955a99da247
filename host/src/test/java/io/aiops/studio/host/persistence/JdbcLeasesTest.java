package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.execution.LeasesContract;
import org.junit.jupiter.api.AfterAll;

class JdbcLeasesTest extends LeasesContract {

  private static final Database DATABASE = TestDatabase.create();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Override
  protected Leases leases() {
    return new JdbcLeases(DATABASE);
  }

  @Override
  protected ExecutionStore store() {
    return new JdbcExecutionStore(DATABASE);
  }
}
