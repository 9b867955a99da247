package io.aiops.studio.marketplace.install;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.PluginService;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import io.aiops.studio.marketplace.catalog.Browsing;
import io.aiops.studio.marketplace.catalog.Offer;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Release;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs versions from the catalogs, and shows how far each is. What is asked for on one node is
 * done there and seen on all. All of it needs ADMINISTER in the first workspace.
 */
public final class Installations implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Installations.class);

  /** At the same time, on all nodes: each holds a package of up to 128 MiB for a while. */
  static final int MOST_OPEN = 4;

  private static final int MOST_SHOWN = 100;
  private static final Duration BEAT = Duration.ofMillis(250);

  /** So long a server says nothing before it is taken for dead. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final String TAKEN_OVER =
      "It is installed. Its server ended right afterwards, or lost the database as that was written"
          + " down; every node takes it up by itself.";

  private static final String INTERRUPTED =
      "Its server ended in the middle, or lost the database before that was written down. Nothing"
          + " was changed: begin again.";

  /**
   * What to install.
   *
   * @param version null for the newest that runs here
   * @param consent the token of what it may have or of its plan, as for a plugin that is uploaded;
   *     null if nobody was asked yet
   * @param isolation where its code runs; null for where it runs now
   */
  public record Request(
      String listing,
      @Nullable String version,
      @Nullable String consent,
      @Nullable Isolation isolation) {

    public static Request of(String listing, @Nullable String version) {
      return new Request(listing, version, null, null);
    }
  }

  private final Browsing browsing;
  private final PluginService plugins;
  private final InstallationStore store;
  private final Clock clock;
  private final Watchers watchers;
  private final Set<Course> courses = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("studio-installations").daemon().factory());

  public Installations(
      Browsing browsing, PluginService plugins, InstallationStore store, Clock clock) {
    this.browsing = browsing;
    this.plugins = plugins;
    this.store = store;
    this.clock = clock;
    this.watchers = new Watchers(store);
    beat.scheduleWithFixedDelay(
        Vital.again("The look at installations", this::beat),
        BEAT.toMillis(),
        BEAT.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /**
   * Begins, and returns at once.
   *
   * @throws NotFoundException if no catalog may offer it, or not this version
   * @throws ConflictException if it is being installed already, or too much is
   */
  public Installation start(Caller caller, Request request) {
    caller.requireStudio();
    Offer offer = browsing.get(caller, request.listing());
    if (offer.listing().kind() != Kind.PLUGIN) {
      throw new InvalidException(
          "listing",
          "'%s' is a template, which is installed into a workspace. Nothing was changed."
              .formatted(request.listing()));
    }
    Release release = release(offer, request.version());
    store.endSilent(SILENCE, TAKEN_OVER, INTERRUPTED);
    Installation next =
        new Installation(
            UUID.randomUUID(),
            offer.listing().id(),
            release.version(),
            offer.catalog(),
            installed(caller, offer.listing().id()),
            Stage.FETCHING,
            0,
            release.size(),
            "",
            null,
            null,
            caller.userName(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null);
    if (!store.begin(next, caller.userId(), MOST_OPEN)) {
      throw busy(next);
    }
    Course course =
        new Course(
            new Course.Means(browsing, plugins, store, clock),
            next,
            caller,
            request.consent(),
            request.isolation());
    courses.add(course);
    course.start();
    return next;
  }

  private static Release release(Offer offer, @Nullable String version) {
    if (version != null) {
      return offer
          .listing()
          .release(version)
          .orElseThrow(
              () -> new NotFoundException("version", offer.listing().id() + " " + version));
    }
    return offer
        .listing()
        .newest()
        .orElseThrow(() ->
            new ConflictException(
                "No version of '%s' runs here: all were withdrawn, or take another plugin-api. Nothing was changed."
                    .formatted(offer.listing().id())));
  }

  private String installed(Caller caller, String name) {
    return plugins.list(caller).stream()
        .filter(plugin -> plugin.name().equals(name))
        .map(PluginView::version)
        .findFirst()
        .orElse("");
  }

  private ConflictException busy(Installation next) {
    return store
        .open(next.listing())
        .map(open ->
            new ConflictException(
                "%s %s is being installed already, by %s (%s). Nothing was changed."
                    .formatted(open.listing(), open.version(), open.begunBy(), open.id())))
        .orElseGet(() ->
            new ConflictException(
                "%d installations are under way, the most at the same time; try again when one has ended. Nothing was changed."
                    .formatted(MOST_OPEN)));
  }

  /**
   * @throws NotFoundException if there is none, or not any more
   */
  public Installation get(Caller caller, UUID id) {
    caller.requireStudio();
    store.endSilent(SILENCE, TAKEN_OVER, INTERRUPTED);
    return find(caller, id);
  }

  /** Those that run, and those that have ended, the newest first; 100 at most. */
  public List<Installation> recent(Caller caller, int most) {
    caller.requireStudio();
    store.endSilent(SILENCE, TAKEN_OVER, INTERRUPTED);
    return store.recent(Math.clamp(most, 1, MOST_SHOWN)).stream()
        .map(one -> one.seenBy(caller.userName()))
        .toList();
  }

  /** The one of that listing that runs. */
  public Optional<Installation> open(Caller caller, String listing) {
    caller.requireStudio();
    store.endSilent(SILENCE, TAKEN_OVER, INTERRUPTED);
    return store.open(listing).map(one -> one.seenBy(caller.userName()));
  }

  /**
   * Agrees to what is asked, what it may have or what follows; it goes on within a moment.
   *
   * @param token of the {@link Installation#consent} or {@link Installation#plan} that was shown
   * @throws ConflictException if it does not wait for that, or somebody else is asked
   */
  public Installation consent(Caller caller, UUID id, String token) {
    caller.requireStudio();
    Installation now = find(caller, id);
    if (!store.answer(id, token, caller.userId())) {
      throw new ConflictException(
          now.stage().asks()
              ? "%s %s asks %s, and for the token that it shows. Nothing was changed."
                  .formatted(now.listing(), now.version(), now.begunBy())
              : "%s %s asks nothing now: it is %s. Nothing was changed."
                  .formatted(now.listing(), now.version(), now.stage()));
    }
    return find(caller, id);
  }

  /**
   * Ends it within a moment, while its package comes or it waits for an answer; beyond that it goes
   * on.
   *
   * @throws ConflictException if it is beyond that, or has ended
   */
  public Installation cancel(Caller caller, UUID id) {
    caller.requireStudio();
    Installation now = find(caller, id);
    if (!now.stage().cancellable() || !store.cancel(id)) {
      throw new ConflictException(
          "%s %s is %s, and cannot be cancelled any more."
              .formatted(now.listing(), now.version(), now.stage()));
    }
    return find(caller, id);
  }

  private Installation find(Caller caller, UUID id) {
    return store
        .find(id)
        .map(one -> one.seenBy(caller.userName()))
        .orElseThrow(() -> new NotFoundException("installation", id.toString()));
  }

  /**
   * Tells how it stands, soon and whenever that changes, at most four times a second; the last time
   * when it has ended.
   *
   * @param told by a thread that others wait for: returns at once
   * @return to be closed by whoever watches no more
   */
  public Watching watch(Caller caller, UUID id, Consumer<Installation> told) {
    caller.requireStudio();
    find(caller, id);
    return watchers.add(id, now -> told.accept(now.seenBy(caller.userName())))::run;
  }

  /** Somebody is told. */
  public interface Watching extends AutoCloseable {
    @Override
    void close();
  }

  private void beat() {
    try {
      courses.removeIf(Course::over);
      courses.forEach(Course::beat);
      watchers.look();
    } catch (UnavailableException e) {
      LOG.warn("{} How installations stand is seen later.", e.getMessage());
    }
  }

  @Override
  public void close() {
    beat.shutdownNow();
  }
}
