package io.aiops.studio.marketplace.install;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.plugin.Progress;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.marketplace.catalog.Browsing;
import io.aiops.studio.marketplace.catalog.Coming;
import io.aiops.studio.marketplace.install.InstallationStore.Orders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One installation on its way, on a thread of its own. */
final class Course implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Course.class);

  /** Whoever does not answer for so long has gone. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final String UNCHANGED = " Nothing was changed.";

  /** Somebody wanted it no more. */
  private static final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** What it works with. */
  record Means(Browsing browsing, PluginService plugins, InstallationStore store, Clock clock) {}

  private final Means means;
  private final Installation begun;
  private final Caller caller;
  private final @Nullable Isolation isolation;
  private final SynchronousQueue<String> answers = new SynchronousQueue<>();
  private final Thread thread;
  private volatile long done;
  private Stage stage = Stage.FETCHING;
  private boolean cancelled;
  private @Nullable String consent;

  /**
   * @param consent a token of what it may have; null if nobody was asked yet
   */
  Course(
      Means means,
      Installation begun,
      Caller caller,
      @Nullable String consent,
      @Nullable Isolation isolation) {
    this.means = means;
    this.begun = begun;
    this.caller = caller;
    this.consent = consent;
    this.isolation = isolation;
    this.thread = Thread.ofVirtual().name("install-" + begun.listing()).unstarted(this);
  }

  void start() {
    thread.start();
  }

  UUID id() {
    return begun.id();
  }

  boolean over() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  /** Tells the store that this goes on, and takes what people asked for meanwhile. */
  void beat() {
    Orders orders = means.store().alive(begun.id(), done).orElse(new Orders(null, true));
    if (orders.cancelled()) {
      cancel();
    } else if (orders.answer() != null) {
      // Taken if it is waited for; else it is there at the next beat.
      boolean taken = answers.offer(orders.answer());
      LOG.debug("The answer to installation {} is taken: {}", begun.id(), taken);
    }
  }

  /** As long as that does no harm. */
  private synchronized void cancel() {
    if (stage.cancellable() && !cancelled) {
      cancelled = true;
      thread.interrupt();
    }
  }

  /** From then on, nobody interrupts it unless the new stage may be cancelled. */
  private void reach(Stage next, @Nullable Consent asked) {
    synchronized (this) {
      if (cancelled) {
        throw new CancelledException();
      }
      stage = next;
    }
    means.store().stage(begun.id(), next, asked);
  }

  @Override
  public void run() {
    String what = begun.listing() + " " + begun.version();
    try {
      PluginView now = installed();
      end(
          Stage.DONE,
          "%s %s from the catalog '%s' serves."
              .formatted(now.name(), now.version(), begun.catalog()));
    } catch (RuntimeException e) {
      failed(what, e);
    }
  }

  private void failed(String what, RuntimeException why) {
    if (wasCancelled()) {
      LOG.debug("{} is not installed", what, why);
      end(Stage.CANCELLED, what + " was not installed: it was cancelled." + UNCHANGED);
      return;
    }
    switch (why) {
      case InvalidException e -> refused(what, e);
      case ConflictException e -> refused(what, e);
      case NotFoundException e -> refused(what, e);
      case UnavailableException e -> refused(what, e);
      case AccessDeniedException e -> refused(what, e);
      default -> {
        LOG.error("{} is not installed, by a fault of the studio", what, why);
        end(
            Stage.REFUSED,
            "%s was not installed, by a fault of the studio that its log describes (%s)."
                .formatted(what, begun.id()));
      }
    }
  }

  private void refused(String what, RuntimeException why) {
    LOG.info("{} is not installed: {}", what, why.getMessage());
    String said = String.valueOf(why.getMessage());
    end(Stage.REFUSED, said.contains(UNCHANGED.strip()) ? said : said + UNCHANGED);
  }

  private synchronized boolean wasCancelled() {
    return cancelled;
  }

  private void end(Stage last, String sentence) {
    synchronized (this) {
      stage = last;
    }
    // Whoever cancelled may have interrupted it a moment ago.
    boolean interrupted = Thread.interrupted();
    LOG.debug("Installation {} ends, interrupted: {}", begun.id(), interrupted);
    means.store().alive(begun.id(), done);
    means.store().end(begun.id(), last, sentence, means.clock().instant());
  }

  private PluginView installed() {
    Path file = fetched();
    try {
      while (true) {
        try {
          return install(file);
        } catch (ConsentNeededException asked) {
          consent = answer(asked.consent());
        }
      }
    } finally {
      delete(file);
    }
  }

  /** On disk, as somebody may think about it for minutes. */
  private Path fetched() {
    Coming coming =
        new Coming() {
          @Override
          public void bytes(long soFar) {
            done = soFar;
          }

          @Override
          public void complete() {
            done = begun.total();
            reach(Stage.CHECKING, null);
          }
        };
    byte[] bytes = means.browsing().fetch(caller, begun.listing(), begun.version(), coming).bytes();
    try {
      Path file = Files.createTempFile("studio-install", ".studio");
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(begun.listing() + " cannot be put down", e);
    }
  }

  private PluginView install(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Progress.watched(
          this::step,
          () ->
              means
                  .plugins()
                  .install(
                      caller,
                      begun.listing() + "-" + begun.version() + ".studio",
                      in,
                      consent,
                      isolation));
    } catch (IOException e) {
      throw new UncheckedIOException(begun.listing() + " cannot be read again", e);
    }
  }

  /** That it cannot be written down is no reason to stop. */
  private void step(Progress.Step step) {
    try {
      reach(stage(step), null);
    } catch (UnavailableException e) {
      LOG.warn("{} Installation {} goes on.", e.getMessage(), begun.id());
    }
  }

  private static Stage stage(Progress.Step step) {
    return switch (step) {
      case RESOLVING -> Stage.RESOLVING;
      case STARTING -> Stage.STARTING;
      case HEALTH_CHECK -> Stage.HEALTH_CHECK;
    };
  }

  private String answer(Consent asked) {
    reach(Stage.WANTS_CONSENT, asked);
    try {
      String answer = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (answer == null) {
        throw new ConflictException(
            "%s %s wants %s, and nobody consented within %d minutes."
                .formatted(
                    begun.listing(),
                    begun.version(),
                    String.join(", ", asked.added()),
                    PATIENCE.toMinutes()));
      }
      reach(Stage.CHECKING, null);
      return answer;
    } catch (InterruptedException e) {
      LOG.debug("Nobody consents to installation {} any more", begun.id(), e);
      throw new CancelledException();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} stays behind: {}", file, e.getMessage());
    }
  }
}
