package io.aiops.studio.host.persistence;

import io.aiops.studio.host.trust.TrustStore;
import io.aiops.studio.host.trust.TrustStoreContract;
import org.junit.jupiter.api.AfterEach;

class JdbiTrustStoreTest extends TrustStoreContract {

  private final Database database = TestDatabase.create();

  @Override
  protected TrustStore store() {
    return new JdbiTrustStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
