package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.plugin.PluginLog;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.taskqueue.Command.Result;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Tells plugins' leases how calls went. What a version on trial failed at is made again a moment
 * later, by whichever version serves then, and does not count as one of the step's attempts.
 */
final class OnTrial {

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** Nobody's fault. */
  private static final String CANCELLED = Failing.category(Category.CANCELLED);

  private OnTrial() {}

  /**
   * Runs the plugin's code for an attempt.
   *
   * @throws PluginException as {@link ForeignCode#run} does
   */
  static <T extends @Nullable Object> T run(
      Attempt attempt,
      PluginRegistry.Lease<?> lease,
      String what,
      Withheld withheld,
      Callable<T> code) {
    PluginRegistry.Lease<?> outer = attempt.inside(lease);
    try (PluginRegistry.Call call =
        lease.begins(attempt.signs().quiet(), () -> attempt.giveUp(lease))) {
      T value =
          ForeignCode.run(
              what,
              lease.classLoader(),
              attempt.interruption(),
              withheld,
              logged(attempt, lease, withheld, code));
      lease.succeeded();
      return value;
    } catch (PluginException e) {
      if (e.category() != Category.CANCELLED) {
        attempt.failedIn(lease, String.valueOf(e.getMessage()));
      }
      throw e;
    } finally {
      attempt.inside(outer);
    }
  }

  /** What it logs is of the attempt's workspace, and holds nothing that it is lent. */
  private static <T extends @Nullable Object> Callable<T> logged(
      Attempt attempt, PluginRegistry.Lease<?> lease, Withheld withheld, Callable<T> code) {
    lease.lent(withheld.secrets());
    return () ->
        ScopedValue.where(PluginLog.WORKSPACE, attempt.task().workspaceId()).call(code::call);
  }

  /** As the engine is told of it. */
  static Result of(Attempt attempt, Result result) {
    Failure failure = result.failure();
    String failing = attempt.failing();
    String plugin = attempt.doubtful();
    if (failure == null
        || failing == null
        || plugin == null && failure.category().equals(CANCELLED)) {
      return result;
    }
    return plugin == null
        ? new Result(
            result.output(),
            new Failure(failure.category(), failure.message(), failing),
            result.retryHelps(),
            result.retryAfter(),
            result.limit(),
            result.calls())
        : new Result(
            null,
            new Failure(
                Failure.PLUGIN_ON_TRIAL,
                plugin
                    + " has just been installed and failed; it is tried again: "
                    + failure.message(),
                plugin),
            true,
            AGAIN,
            null,
            result.calls());
  }
}
