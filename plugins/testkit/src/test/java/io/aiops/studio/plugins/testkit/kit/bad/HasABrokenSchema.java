package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import org.osgi.service.component.annotations.Component;

/** There is no type strng. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class HasABrokenSchema extends Base {

  @Override
  String schema() {
    return super.schema().replace("\"string\"", "\"strng\"");
  }
}
