package io.aiops.studio.marketplace.install;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.host.plugin.PlanNeededException;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.host.plugin.Progress;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.marketplace.catalog.Browsing;
import io.aiops.studio.marketplace.catalog.Coming;
import io.aiops.studio.marketplace.install.InstallationStore.Orders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
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
  private @Nullable String agreed;

  /**
   * @param agreed a token of what it may have, or of its plan; null if nobody was asked yet
   */
  Course(
      Means means,
      Installation begun,
      Caller caller,
      @Nullable String agreed,
      @Nullable Isolation isolation) {
    this.means = means;
    this.begun = begun;
    this.caller = caller;
    this.agreed = agreed;
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
  private void reach(Stage next) {
    reach(next, null, null);
  }

  private void reach(Stage next, @Nullable Consent consent, @Nullable Plan plan) {
    synchronized (this) {
      if (cancelled) {
        throw new CancelledException();
      }
      stage = next;
    }
    if (!means.store().stage(begun.id(), next, consent, plan)) {
      throw new ConflictException(
          "%s %s was given up meanwhile: its server had said nothing for too long."
              .formatted(begun.listing(), begun.version()));
    }
  }

  @Override
  public void run() {
    String what = begun.listing() + " " + begun.version();
    try {
      install();
      end(Stage.DONE, "%s from the catalog '%s' serves.".formatted(what, begun.catalog()));
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
    if (at() == Stage.TAKING_OVER) {
      // Whether that was written is known to the store alone, which says it once this is silent.
      LOG.warn("Whether {} is installed is said in a moment: {}", what, why.getMessage());
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

  private synchronized Stage at() {
    return stage;
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

  private void install() {
    try (Parcel parcel = fetched()) {
      boolean installed = false;
      while (!installed) {
        installed = tried(parcel);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(begun.listing() + " cannot be put down or read again", e);
    }
  }

  /** False if somebody had to be asked, and has agreed. */
  private boolean tried(Parcel parcel) throws IOException {
    try {
      install(parcel);
      return true;
    } catch (ConsentNeededException asked) {
      reach(Stage.WANTS_CONSENT, asked.consent(), null);
      agreed = answer("wants " + String.join(", ", asked.consent().added()));
    } catch (PlanNeededException asked) {
      reach(Stage.WANTS_AGREEMENT, null, asked.plan());
      agreed = answer("has consequences that it asks about");
    }
    return false;
  }

  private Parcel fetched() throws IOException {
    Coming coming =
        new Coming() {
          @Override
          public void bytes(long soFar) {
            done = soFar;
          }

          @Override
          public void complete() {
            done = begun.total();
            reach(Stage.CHECKING);
          }
        };
    return Parcel.of(
        begun.id(),
        means.browsing().fetch(caller, begun.listing(), begun.version(), coming).bytes());
  }

  /** With the same commit it is in the plugin set and {@link Stage#TAKING_OVER}. */
  private void install(Parcel parcel) throws IOException {
    PluginChange.Jar jar =
        PluginChange.Jar.read(
            begun.listing() + "-" + begun.version() + ".studio", parcel.open(), isolation);
    PluginSet set =
        Progress.watched(
            this::step,
            () ->
                means
                    .plugins()
                    .apply(
                        caller,
                        PluginChange.install(jar),
                        agreed == null ? Set.of() : Set.of(agreed),
                        () -> reach(Stage.TAKING_OVER)));
    LOG.debug("{} {} is in set {}", begun.listing(), begun.version(), set.version());
  }

  /** That it cannot be written down is no reason to stop. */
  private void step(Progress.Step step) {
    try {
      reach(stage(step));
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

  /**
   * @param asks why somebody is asked, for when nobody answers
   */
  private String answer(String asks) {
    try {
      String answer = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (answer == null) {
        throw new ConflictException(
            "%s %s %s, and nobody agreed within %d minutes."
                .formatted(begun.listing(), begun.version(), asks, PATIENCE.toMinutes()));
      }
      reach(Stage.CHECKING);
      return answer;
    } catch (InterruptedException e) {
      LOG.debug("Nobody agrees to installation {} any more", begun.id(), e);
      throw new CancelledException();
    }
  }
}
