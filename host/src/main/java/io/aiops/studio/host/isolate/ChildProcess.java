package io.aiops.studio.host.isolate;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.isolate.Frame.Type;
import io.aiops.studio.host.isolate.Wire.Ready;
import io.aiops.studio.host.problem.InvalidException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of a plugin, from its start to its end. */
final class ChildProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

  private final String plugin;
  private final Launch launch;
  private final Bounds bounds;
  private final Path folder;
  private final Consumer<String> printed;
  private final Conversations conversations;

  private final Signals signals = new Signals(this);
  private final CompletableFuture<Process> started = new CompletableFuture<>();
  private final CompletableFuture<Ready> ready = new CompletableFuture<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private volatile @Nullable Pipe pipe;
  private volatile @Nullable String killed;
  private volatile long sign = System.nanoTime();

  private ChildProcess(
      String plugin, Launch launch, Bounds bounds, Path folder, Consumer<String> printed) {
    this.plugin = plugin;
    this.launch = launch;
    this.bounds = bounds;
    this.folder = folder;
    this.printed = printed;
    this.conversations = new Conversations(this, bounds);
  }

  /**
   * Returns once the plugin is up.
   *
   * @param folder with the bundle in it; the process runs there
   * @param printed told each line that it prints, as far as those are kept
   * @throws InvalidException if it does not come up: the process has ended then, or is being killed
   */
  static ChildProcess start(
      String plugin, Launch launch, Bounds bounds, Path folder, Consumer<String> printed) {
    ChildProcess child = new ChildProcess(plugin, launch, bounds, folder, printed);
    // This thread lives as long as the process: the kernel is told to end what it began with it.
    Thread.ofPlatform()
        .name("studio-separate-" + plugin)
        .daemon()
        .inheritInheritableThreadLocals(false)
        .start(child::live);
    child.awaitReady();
    return child;
  }

  private void awaitReady() {
    try {
      ready.get(bounds.start().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill("did not come up within " + bounds.start().toSeconds() + " s");
      throw unfit("its process " + how());
    } catch (InterruptedException e) {
      kill("was stopped while it came up");
      Thread.currentThread().interrupt();
      throw unfit("its process " + how());
    } catch (ExecutionException e) {
      Throwable why = e.getCause();
      throw why instanceof InvalidException refused
          ? refused
          : unfit(why == null ? e.toString() : String.valueOf(why.getMessage()));
    }
  }

  private InvalidException unfit(String why) {
    return new InvalidException(plugin, why);
  }

  private void live() {
    @Nullable Process process = null;
    try {
      process = launch.in(folder).start();
      Pipe both = new Pipe(process.getInputStream(), process.getOutputStream());
      ChildLog.follow(plugin, process.getErrorStream(), printed);
      pipe = both;
      started.complete(process);
      if (killed != null) {
        ProcessEnd.destroy(process);
      }
      String wrong = listen(both);
      if (wrong != null) {
        kill(wrong);
      }
      end(ProcessEnd.of(process, () -> kill("stopped speaking"), launch.config().memoryMiB()));
    } catch (IOException | RuntimeException e) {
      end("cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      end("was left alone");
    } finally {
      if (process != null) {
        ProcessEnd.destroy(process);
      }
    }
  }

  /**
   * Takes in what it says, until that ends.
   *
   * @return what is wrong with it; null if it came to its end
   */
  private @Nullable String listen(Pipe both) {
    try {
      for (Frame frame = both.read(); frame != null; frame = both.read()) {
        sign = System.nanoTime();
        String wrong = take(frame);
        if (wrong != null) {
          return wrong;
        }
      }
      return null;
    } catch (EOFException e) {
      return null;
    } catch (IOException e) {
      return "sent what is none of its messages: " + e.getMessage();
    }
  }

  private @Nullable String take(Frame frame) {
    switch (frame.type()) {
      case AGENT, TOOL, GENERATE, MODELS, OBSERVE, CANCEL, ANSWER, REFUSAL, PULL, PING, STOP -> {
        return "sent a message that only the studio sends: " + frame.type();
      }
      case PONG -> LOG.trace("{} is there", plugin);
      case READY -> {
        if (!Ready.read(frame).map(ready::complete).orElse(false)) {
          return "said what it has in a way that is not understood";
        }
      }
      case UNFIT -> ready.completeExceptionally(unfit(Ready.whyNot(frame)));
      default -> {
        if (!conversations.hear(frame)) {
          return "said more than the studio could take in";
        }
      }
    }
    return null;
  }

  private void end(String how) {
    String why = killed == null ? how : killed;
    ready.completeExceptionally(unfit("its process " + why));
    started.completeExceptionally(new IOException(why));
    ended.complete(why);
    conversations.over();
  }

  /** Ends it at once, with all that it began. */
  void kill(String why) {
    synchronized (this) {
      if (killed == null) {
        killed = why;
      }
    }
    if (started.isDone() && !started.isCompletedExceptionally()) {
      ProcessEnd.destroy(started.join());
    }
  }

  /** Whether nobody should call it any more. */
  boolean doomed() {
    return killed != null || ended.isDone();
  }

  private String how() {
    String why = killed;
    return why == null ? ended.getNow("ended") : why;
  }

  /** To be thrown by calls that it leaves behind. */
  PluginException gone() {
    return new PluginException(
        Category.UNAVAILABLE,
        "The process of plugin '"
            + plugin
            + "' "
            + how()
            + " in the middle of the call. It is started again; the step is tried again.");
  }

  Ready ready() {
    return ready.join();
  }

  /** Empty before it was started and after that failed. */
  Optional<Long> pid() {
    return started.isDone() && !started.isCompletedExceptionally()
        ? Optional.of(started.join().pid())
        : Optional.empty();
  }

  /**
   * @param then hears how it ended
   */
  void whenEnded(BiConsumer<ChildProcess, String> then) {
    ended.thenAccept(how -> then.accept(this, how));
  }

  /**
   * Makes a call.
   *
   * @param context null if it is lent nothing: then its time is bounded here
   * @param shape of what it gives
   * @throws Exception as the plugin threw it, or {@code UNAVAILABLE} if the process ends
   */
  <T> T call(Type type, Object body, @Nullable CallContext context, Class<T> shape)
      throws Exception {
    return conversations.call(type, body, context, shape);
  }

  void send(Frame frame) throws IOException {
    Pipe to = pipe;
    if (to == null || killed != null) {
      throw new IOException("The process has ended");
    }
    to.write(frame);
  }

  /** Looks if it is alive and within its bounds; kills it if not. */
  void look() {
    Optional<Long> pid = pid();
    if (pid.isEmpty() || ended.isDone()) {
      return;
    }
    if (System.nanoTime() - sign > bounds.silence().toNanos()) {
      kill("gave no sign of life for " + bounds.silence().toSeconds() + " s");
      return;
    }
    conversations.look();
    ProcessUse.of(pid.get())
        .flatMap(use -> use.beyond(bounds.threads(), launch.config().mostMiB()))
        .ifPresent(this::kill);
    signals.ping();
  }

  /** Tells it to end, kills it if it does not. Returns when it has ended. */
  void stop() {
    // Once it has ended nobody knows what it began.
    List<ProcessHandle> begun =
        pid().isPresent() ? started.join().descendants().toList() : List.of();
    signals.stop();
    if (!ended(bounds.stop())) {
      kill("did not end when it was told to");
      if (!ended(bounds.stop())) {
        LOG.error("The process of plugin {} cannot be killed", plugin);
      }
    }
    begun.forEach(ProcessHandle::destroyForcibly);
  }

  private boolean ended(Duration within) {
    try {
      ended.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      kill("was not waited for");
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("It only ever ends", e);
    }
  }
}
