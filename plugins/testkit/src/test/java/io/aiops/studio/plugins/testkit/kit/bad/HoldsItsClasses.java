package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The JDK's own properties hold it. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class HoldsItsClasses extends Base {

  @Activate
  void start() {
    System.getProperties().put(this, "held");
  }
}
