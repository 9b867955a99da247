package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Each time it gives something else. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class CountsItsCalls extends Base {

  private final AtomicInteger calls = new AtomicInteger();

  @Override
  @Nullable Object well(CallContext context) {
    return Map.of("call", calls.incrementAndGet());
  }
}
