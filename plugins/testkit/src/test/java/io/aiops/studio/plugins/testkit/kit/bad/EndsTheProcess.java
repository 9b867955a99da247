package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** It ends the server. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class EndsTheProcess extends Base {

  @Override
  @Nullable Object well(CallContext context) {
    System.exit(3);
    return null;
  }
}
