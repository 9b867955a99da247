package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** It cannot start beside, or after, another version of it. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class StartsOnce extends Base {

  @Activate
  void start() {
    if (System.setProperty("subject.started", "yes") != null) {
      throw new IllegalStateException("It was started before.");
    }
  }
}
