package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import io.aiops.studio.api.Tool;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** What it orders is ordered again when the call is made again. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class SendsWithoutAKey extends Base {

  @Override
  Tool.Effect effect() {
    return Tool.Effect.IRREVERSIBLE;
  }

  @Override
  @Nullable Object well(CallContext context) throws Exception {
    HttpURLConnection order =
        (HttpURLConnection)
            URI.create(String.valueOf(context.settings().get("url"))).toURL().openConnection();
    order.setRequestMethod("POST");
    try {
      return Map.of("status", order.getResponseCode());
    } finally {
      order.disconnect();
    }
  }
}
