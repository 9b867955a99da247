package io.aiops.studio.ui.fake;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.VaadinSession;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.access.Session;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** A browser window without a browser, in front of a {@link FakeStudio}. */
@ViewPackages(packages = "io.aiops.studio.ui")
public abstract class ViewTest extends BrowserlessTest {

  protected final FakeStudio fake = FakeStudio.fresh();

  @Override
  protected Set<Class<?>> lookupServices() {
    return Set.of(FakeStudio.Factory.class);
  }

  protected final void signIn(Role role) {
    fake.identity.role = role;
    VaadinSession.getCurrent().getSession().setAttribute(Session.CALLER, FakeIdentity.caller(role));
  }

  /** Where the browser is. */
  protected static String location() {
    return UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();
  }

  protected final String notice() {
    Notification notification = $(Notification.class).last();
    return notification.getElement().getTextRecursively()
        + notification.getElement().getProperty("text", "");
  }

  /**
   * What is done on another thread reaches the page when its lock is free: a round trip does not
   * let go of it, and a look for components does so only where there is one.
   */
  protected final void eventually(ThrowingRunnable assertion) {
    Awaitility.await()
        .pollInSameThread()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          VaadinSession page = VaadinSession.getCurrent();
          page.unlock();
          page.lock();
          roundTrip();
          assertion.run();
        });
  }
}
