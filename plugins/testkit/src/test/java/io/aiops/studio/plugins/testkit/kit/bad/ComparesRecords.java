package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Nothing is wrong with it either, though the JDK remembers the classes of records it compared. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class ComparesRecords extends Base {

  private record Inner(String text) {}

  private record Outer(Inner inner) {}

  @Override
  @Nullable Object well(CallContext context) {
    Outer one = new Outer(new Inner("a"));
    Outer other = new Outer(new Inner("a"));
    return Map.of("same", one.equals(other), "hash", one.hashCode() == other.hashCode());
  }
}
