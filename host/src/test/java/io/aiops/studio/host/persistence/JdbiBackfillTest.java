package io.aiops.studio.host.persistence;

import io.aiops.studio.host.trigger.BackfillContract;
import io.aiops.studio.host.trigger.FiringStore;
import io.aiops.studio.host.trigger.TriggerStore;
import org.junit.jupiter.api.AfterEach;

class JdbiBackfillTest extends BackfillContract {

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
