package io.aiops.studio.plugins.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Connector;
import io.aiops.studio.plugins.testkit.BundleContract;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.util.Map;
import java.util.Set;

/** The HTTP client and the JSON reader work inside the bundle. */
final class HttpBundleTest extends BundleContract {

  @Override
  protected Set<Contribution> contributions() {
    return Set.of(new Contribution(Connector.class, "http"));
  }

  @Override
  protected void use(Contribution contribution, Object given) throws Exception {
    try (FakeWeb web = new FakeWeb()) {
      Object result =
          ((Connector) given)
              .tools()
              .getFirst()
              .function()
              .call(
                  Map.of("url", web.url("/problem")),
                  new RecordingContext().settings(Map.of("privateAddresses", true)));
      assertThat(((Map<?, ?>) result).get("json")).asString().isEqualTo("[1]");
    }
  }
}
