package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Provides;
import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** It starts a thread, and never ends it. */
@Component(service = Connector.class)
@Provides(name = "subject", title = "Subject", settings = "schema/settings.json")
public final class LeavesAThread extends Base {

  @Activate
  void start() {
    Thread.ofPlatform()
        .daemon()
        .name("left-over")
        .start(() -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
