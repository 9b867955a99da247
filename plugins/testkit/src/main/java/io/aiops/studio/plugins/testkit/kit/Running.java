package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.plugins.testkit.RecordingContext;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A call of the plugin, on a thread of its own. */
record Running(
    String what, Thread thread, FutureTask<@Nullable Object> task, RecordingContext context) {

  /** Whether it has ended within the time, by itself. */
  boolean ended(Duration within) {
    try {
      return thread.join(within);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The kit was interrupted", e);
    }
  }
}
