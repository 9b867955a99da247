package io.aiops.studio.routes;

import io.aiops.studio.api.Connector;
import io.aiops.studio.plugins.testkit.BundleContract;
import java.nio.file.Path;
import java.util.Set;

/** A bundle of text alone, in a framework with the extender. */
class ShopBundleTest extends BundleContract {

  @Override
  protected Path bundle() {
    return Path.of("src", "test", "resources", "shop");
  }

  @Override
  protected Set<Contribution> contributions() {
    return Set.of(new Contribution(Connector.class, "shop"));
  }
}
