package io.aiops.studio.host.trigger;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

class InMemoryForgottenFiringsTest extends ForgottenFiringsContract {

  private final Set<UUID> executions = new HashSet<>();
  private final InMemoryFirings firings = new InMemoryFirings(executions::contains);
  private final InMemoryTriggers triggers = new InMemoryTriggers(firings);

  @Override
  protected TriggerStore triggers() {
    return triggers;
  }

  @Override
  protected FiringStore firings() {
    return firings;
  }

  @Override
  protected UUID execution(UUID workspace) {
    UUID id = UUID.randomUUID();
    executions.add(id);
    return id;
  }

  @Override
  protected void drop(UUID execution) {
    executions.remove(execution);
  }
}
