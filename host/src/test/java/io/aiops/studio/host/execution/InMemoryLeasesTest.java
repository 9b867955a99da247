package io.aiops.studio.host.execution;

import java.time.Clock;

class InMemoryLeasesTest extends LeasesContract {

  private final InMemoryExecutionStore store = new InMemoryExecutionStore();
  private final InMemoryLeases leases = new InMemoryLeases(store, Clock.systemUTC());

  @Override
  protected Leases leases() {
    return leases;
  }

  @Override
  protected ExecutionStore store() {
    return store;
  }
}
