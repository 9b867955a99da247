package io.aiops.studio.host.persistence;

import io.aiops.studio.host.trigger.FiringStore;
import io.aiops.studio.host.trigger.TriggerStore;
import io.aiops.studio.host.trigger.TriggerStoreContract;
import org.junit.jupiter.api.AfterEach;

class JdbiTriggerStoreTest extends TriggerStoreContract {

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
}
