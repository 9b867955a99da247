package io.aiops.studio.routes;

import io.aiops.studio.plugins.testkit.CompatibilityContract;
import java.nio.file.Path;

/** Contract, idempotence, cancellation, failures, secrets, swap and class loader, as of any. */
class ShopKitTest extends CompatibilityContract {

  @Override
  protected Path bundle() {
    return Path.of("src", "test", "resources", "shop");
  }
}
