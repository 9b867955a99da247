package io.aiops.studio.host.execution;

class InMemoryDeadLetterStoreTest extends DeadLetterStoreContract {

  @Override
  protected DeadLetterStore store() {
    return new InMemoryDeadLetterStore();
  }
}
