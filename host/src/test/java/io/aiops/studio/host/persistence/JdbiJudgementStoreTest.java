package io.aiops.studio.host.persistence;

import io.aiops.studio.host.trust.JudgementStore;
import io.aiops.studio.host.trust.JudgementStoreContract;
import org.junit.jupiter.api.AfterEach;

class JdbiJudgementStoreTest extends JudgementStoreContract {

  private final Database database = TestDatabase.create();

  @Override
  protected JudgementStore store() {
    return new JdbiJudgementStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
