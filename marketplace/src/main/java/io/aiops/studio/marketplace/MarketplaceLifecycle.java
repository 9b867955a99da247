package io.aiops.studio.marketplace;

import io.aiops.studio.host.Foundation;
import io.aiops.studio.host.Studio;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.inject.Produces;
import org.jspecify.annotations.Nullable;

/** Opens the marketplace on the running studio when it is first asked for. */
@ApplicationScoped
public class MarketplaceLifecycle {

  private @Nullable Marketplace marketplace;

  @Produces
  @Dependent
  public synchronized Marketplace marketplace(Foundation foundation, Studio studio) {
    if (marketplace == null) {
      marketplace = Marketplace.open(foundation, studio);
    }
    return marketplace;
  }

  synchronized void stop(@Observes Shutdown event) {
    if (marketplace != null) {
      marketplace.close();
      marketplace = null;
    }
  }
}
