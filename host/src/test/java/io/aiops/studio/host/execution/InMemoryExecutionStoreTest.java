package io.aiops.studio.host.execution;

class InMemoryExecutionStoreTest extends ExecutionStoreContract {
  @Override
  protected ExecutionStore store() {
    return new InMemoryExecutionStore();
  }
}
