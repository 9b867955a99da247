package io.aiops.studio.host.trigger;

class InMemoryBackfillTest extends BackfillContract {

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
