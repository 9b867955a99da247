package io.aiops.studio.host.trigger;

class InMemoryTriggersTest extends TriggerStoreContract {

  private final InMemoryTriggers store = new InMemoryTriggers();

  @Override
  protected TriggerStore triggers() {
    return store;
  }

  @Override
  protected FiringStore firings() {
    return store;
  }
}
