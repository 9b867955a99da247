package io.aiops.studio.host.worker;

class InMemoryCallLedgerTest extends CallLedgerContract {
  @Override
  protected CallLedger ledger() {
    return new InMemoryCallLedger();
  }
}
