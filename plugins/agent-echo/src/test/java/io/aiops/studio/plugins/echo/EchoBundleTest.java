package io.aiops.studio.plugins.echo;

import io.aiops.studio.api.Agent;
import io.aiops.studio.plugins.testkit.BundleContract;
import java.util.Set;

final class EchoBundleTest extends BundleContract {

  @Override
  protected Set<Contribution> contributions() {
    return Set.of(new Contribution(Agent.class, "echo"));
  }
}
