package io.aiops.studio.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the studio with the application, stops it with it, and hands it out by injection. */
@ApplicationScoped
public class StudioLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(StudioLifecycle.class);

  private @Nullable Assembly assembly;

  void start(@Observes Startup event, StudioStart begun) {
    try {
      assembly = begun.started();
    } catch (RuntimeException e) {
      // One sentence for people; ./studio shows it. What the server makes of the failure is long.
      LOG.error("The studio did not start: {}", reason(e));
      throw e;
    }
  }

  /** What the failure and its causes say, each thing once. */
  private static String reason(Throwable failure) {
    StringBuilder reason = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message = String.valueOf(at.getMessage());
      if (reason.indexOf(message) < 0) {
        reason.append(reason.isEmpty() ? "" : ": ").append(message);
      }
    }
    return reason.toString();
  }

  void stop(@Observes Shutdown event) {
    if (assembly != null) {
      assembly.close();
      assembly = null;
    }
  }

  @Produces
  @Dependent
  public Studio studio() {
    return running().studio();
  }

  @Produces
  @Dependent
  public Foundation foundation() {
    return running().foundation();
  }

  private Assembly running() {
    if (assembly == null) {
      throw new IllegalStateException("The studio is not running");
    }
    return assembly;
  }
}
