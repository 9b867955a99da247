package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Nobody knows whose fault it is. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class FailsWithoutACategory extends Base {

  @Override
  @Nullable Object badly() {
    throw new IllegalStateException("It is not there.");
  }
}
