package io.aiops.studio.host;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import org.jspecify.annotations.Nullable;

/** Starts the studio with the application, stops it with it, and hands it out by injection. */
@ApplicationScoped
public class StudioLifecycle {

  private @Nullable Assembly assembly;

  void start(@Observes Startup event) {
    assembly = Assembly.start(StudioConfig.from(System.getenv()));
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
    if (assembly == null) {
      throw new IllegalStateException("The studio is not running");
    }
    return assembly.studio();
  }
}
