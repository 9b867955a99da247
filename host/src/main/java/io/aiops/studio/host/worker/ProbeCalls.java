package io.aiops.studio.host.worker;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.connection.ConnectionResolver.Resolved;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Calls of model providers outside of tasks, each on a thread of its own: whoever asks waits no
 * longer than a limit, whatever the plugin does. A call that ignores its interruption keeps its
 * thread; so the same is not asked again before that call has ended.
 */
final class ProbeCalls implements AutoCloseable {

  /**
   * So many calls of one version of a plugin may be under way, hanging or not, each with other
   * settings: so many threads one that hangs can keep.
   */
  static final int MOST = 32;

  /** A new version, or other settings, may do what these do not. */
  private record Asked(String plugin, Resolved resolved) {}

  private record Call(
      CompletableFuture<List<String>> answer, ForeignCode.Interruption interruption) {}

  private final Duration limit;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("probe-", 1).factory());

  /** Until their code has ended, whether somebody still waits for it or not. */
  private final Map<Asked, Call> underWay = new HashMap<>();

  ProbeCalls(Duration limit) {
    this.limit = limit;
  }

  /**
   * What the code answers; who asks for the same while it runs waits for the same call.
   *
   * @param what names it in messages
   * @param plugin name and version
   * @param code gets what it can be interrupted by
   * @throws PluginException if it fails, does not end within the limit, or still hangs since it was
   *     asked before
   */
  List<String> ask(
      String what,
      String plugin,
      Resolved resolved,
      Function<ForeignCode.Interruption, List<String>> code) {
    Call call = call(what, new Asked(plugin, resolved), code);
    try {
      return call.answer().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw ended(
          call, Category.TIMEOUT, what + " did not end within " + limit + " and was interrupted");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ended(call, Category.CANCELLED, what + " was interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof PluginException failure
          ? failure
          : new PluginException(Category.INTERNAL, what + " failed: " + e.getCause(), e);
    }
  }

  /** For all that wait for it; its code may go on. */
  private static PluginException ended(Call call, Category category, String why) {
    PluginException failure = new PluginException(category, why);
    call.answer().completeExceptionally(failure);
    call.interruption().raise();
    return failure;
  }

  private synchronized Call call(
      String what, Asked asked, Function<ForeignCode.Interruption, List<String>> code) {
    Call same = underWay.get(asked);
    if (same != null && !same.answer().isDone()) {
      return same;
    }
    if (same != null) {
      throw new PluginException(
          Category.TIMEOUT,
          what
              + " is still at the call before, which took longer than "
              + limit
              + " and was interrupted. It is asked again once that has ended, or in another version"
              + " of its plugin.");
    }
    long others = underWay.keySet().stream().filter(o -> o.plugin().equals(asked.plugin())).count();
    if (others >= MOST) {
      throw new PluginException(
          Category.LIMIT_REACHED,
          what
              + " is at "
              + others
              + " such calls, the most there may be. It is asked again once one has ended.");
    }
    Call call = new Call(new CompletableFuture<>(), new ForeignCode.Interruption());
    threads.execute(() -> run(asked, call, code));
    underWay.put(asked, call);
    return call;
  }

  private void run(Asked asked, Call call, Function<ForeignCode.Interruption, List<String>> code) {
    List<String> models;
    try {
      models = code.apply(call.interruption());
    } catch (RuntimeException | Error e) {
      // What failed is over for who asks next before who waits hears of it.
      over(asked);
      call.answer().completeExceptionally(e);
      return;
    }
    over(asked);
    call.answer().complete(models);
  }

  private synchronized void over(Asked asked) {
    underWay.remove(asked);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
