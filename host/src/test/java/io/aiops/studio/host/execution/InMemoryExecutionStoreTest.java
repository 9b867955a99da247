package io.aiops.studio.host.execution;

import java.util.UUID;

class InMemoryExecutionStoreTest extends ExecutionStoreContract {
  @Override
  protected ExecutionStore store() {
    return new InMemoryExecutionStore();
  }

  @Override
  protected void saved(
      ExecutionStore store, UUID inWorkspace, UUID workflow, int newest, boolean removed) {
    ((InMemoryExecutionStore) store).newest(workflow, removed ? 0 : newest);
  }
}
