package io.aiops.studio.marketplace.catalog;

class InMemorySourceStoreTest extends SourceStoreContract {

  @Override
  protected SourceStore store() {
    return new InMemorySourceStore();
  }
}
