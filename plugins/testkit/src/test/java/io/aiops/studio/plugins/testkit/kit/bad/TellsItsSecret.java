package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Its log has the token. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class TellsItsSecret extends Base {

  @Override
  @Nullable Object well(CallContext context) throws Exception {
    System.getLogger("subject")
        .log(System.Logger.Level.INFO, "with " + context.settings().get("token"));
    return super.well(context);
  }
}
