package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** A date is nothing that JSON has. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class GivesWhatIsNoJson extends Base {

  @Override
  @Nullable Object well(CallContext context) {
    return new Date(0);
  }
}
