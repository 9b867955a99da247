package io.aiops.studio.host;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Starts the studio while the server still deploys the application: the database and the broker
 * need nothing of it, and both take seconds.
 */
public class StudioStart implements Extension {

  private @Nullable FutureTask<Assembly> begun;

  void begin(@Observes BeforeBeanDiscovery event) {
    begun = new FutureTask<>(StudioStart::start);
    Thread thread = new Thread(begun, "studio-start");
    thread.setContextClassLoader(StudioStart.class.getClassLoader());
    thread.start();
  }

  private static Assembly start() {
    Assembly assembly = Assembly.start(StudioConfig.from(System.getenv()));
    // What a start leaves behind is half of the heap, and would stay there until the server is
    // busy.
    System.gc();
    return assembly;
  }

  /** Waits until it has started, and throws what kept it from that. */
  Assembly started() {
    if (begun == null) {
      throw new IllegalStateException("The studio was not begun");
    }
    try {
      return begun.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the studio started", e);
    }
  }

  /** Also if the application could not be deployed: what was begun beside it must not be left. */
  void end(@Observes BeforeShutdown event) throws InterruptedException {
    if (begun == null) {
      return;
    }
    try {
      begun.get().close();
    } catch (ExecutionException e) {
      // It never started: whoever waited for it was told why, and its parts were closed.
      begun = null;
    }
  }
}
