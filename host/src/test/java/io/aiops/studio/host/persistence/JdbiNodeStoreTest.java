package io.aiops.studio.host.persistence;

import io.aiops.studio.host.node.NodeStore;
import io.aiops.studio.host.node.NodeStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class JdbiNodeStoreTest extends NodeStoreContract {

  private final Database database = TestDatabase.create();

  @Override
  protected NodeStore store() {
    return new JdbiNodeStore(database);
  }

  @Override
  protected void pass(Duration silence) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update node set beat_at = beat_at - make_interval(secs => ?)",
                (double) silence.toSeconds()));
  }

  @AfterEach
  void close() {
    database.close();
  }
}
