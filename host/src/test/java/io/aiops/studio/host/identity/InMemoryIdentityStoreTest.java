package io.aiops.studio.host.identity;

class InMemoryIdentityStoreTest extends IdentityStoreContract {
  @Override
  protected IdentityStore store() {
    return new InMemoryIdentityStore();
  }
}
