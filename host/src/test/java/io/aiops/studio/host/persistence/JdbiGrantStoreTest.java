package io.aiops.studio.host.persistence;

import io.aiops.studio.host.grant.GrantStore;
import io.aiops.studio.host.grant.GrantStoreContract;
import org.junit.jupiter.api.AfterEach;

class JdbiGrantStoreTest extends GrantStoreContract {

  private final Database database = TestDatabase.create();

  @Override
  protected GrantStore store() {
    return new JdbiGrantStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
