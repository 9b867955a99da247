package io.aiops.studio.host.definition;

class InMemoryWorkflowStoreTest extends WorkflowStoreContract {
  @Override
  protected WorkflowStore store() {
    return new InMemoryWorkflowStore();
  }
}
