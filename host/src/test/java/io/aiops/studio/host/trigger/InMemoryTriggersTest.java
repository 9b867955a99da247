package io.aiops.studio.host.trigger;

class InMemoryTriggersTest extends TriggerStoreContract {

  private final InMemoryFirings firings = new InMemoryFirings();
  private final InMemoryTriggers triggers = new InMemoryTriggers(firings);

  @Override
  protected TriggerStore triggers() {
    return triggers;
  }

  @Override
  protected FiringStore firings() {
    return firings;
  }
}
