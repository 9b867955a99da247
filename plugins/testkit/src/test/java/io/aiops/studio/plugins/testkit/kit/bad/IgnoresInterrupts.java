package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Nothing ends it. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class IgnoresInterrupts extends Base {

  @Override
  @Nullable Object slowly() {
    while (true) {
      try {
        super.slowly();
      } catch (InterruptedException e) {
        // That is what is wrong with it.
        continue;
      }
    }
  }
}
