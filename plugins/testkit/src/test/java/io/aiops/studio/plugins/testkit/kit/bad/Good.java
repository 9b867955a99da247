package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import org.osgi.service.component.annotations.Component;

/** Nothing is wrong with it. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class Good extends Base {}
