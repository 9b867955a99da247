package io.aiops.studio.host.persistence;

import io.aiops.studio.host.plugin.PluginStore;
import io.aiops.studio.host.plugin.PluginStoreContract;
import org.junit.jupiter.api.AfterEach;

class JdbiPluginStoreTest extends PluginStoreContract {

  private final Database database = TestDatabase.create();

  @Override
  protected PluginStore store() {
    return new JdbiPluginStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
