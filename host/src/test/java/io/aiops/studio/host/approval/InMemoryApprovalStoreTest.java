package io.aiops.studio.host.approval;

import io.aiops.studio.host.execution.ExecutionStore.Append;

class InMemoryApprovalStoreTest extends ApprovalStoreContract {

  private final InMemoryApprovalStore store = new InMemoryApprovalStore();

  @Override
  protected ApprovalStore store() {
    return store;
  }

  @Override
  protected void append(Append append) {
    store.follow(append);
  }
}
