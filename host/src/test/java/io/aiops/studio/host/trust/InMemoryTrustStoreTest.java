package io.aiops.studio.host.trust;

class InMemoryTrustStoreTest extends TrustStoreContract {
  @Override
  protected TrustStore store() {
    return new InMemoryTrustStore();
  }
}
