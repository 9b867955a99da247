package io.aiops.studio.host.node;

import java.time.Duration;

class InMemoryNodeStoreTest extends NodeStoreContract {

  private final InMemoryNodeStore store = new InMemoryNodeStore();

  @Override
  protected NodeStore store() {
    return store;
  }

  @Override
  protected void pass(Duration silence) {
    store.pass(silence);
  }
}
