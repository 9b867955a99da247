package io.aiops.studio.host.grant;

class InMemoryGrantStoreTest extends GrantStoreContract {

  private final GrantStore store = new InMemoryGrantStore();

  @Override
  protected GrantStore store() {
    return store;
  }
}
