package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.problem.Vital;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the plugin set, and makes what serves on this node follow it. What the store has counts:
 * a change is tried here, written down, and only then routed; every other node, and this one if it
 * dies in between, finds it there.
 */
final class Swaps implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Swaps.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LOOK_NOW = Duration.ofSeconds(3);
  private static final int TRIES = 5;

  /** What the set shall hold next, given what it holds; throws if that cannot be. */
  interface Edit extends Function<PluginSet, List<Entry>> {}

  private final PluginStore store;
  private final JarJudge judge;
  private final Serving serving;
  private final Clock clock;
  private final ReentrantLock changing = new ReentrantLock();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("studio-plugins").daemon().factory());
  private final Runnable looking = Vital.again("The look for changed plugins", this::look);
  private volatile PluginSet set = PluginSet.NONE;
  private boolean followed;
  private volatile Runnable told = () -> {};
  private volatile Runnable also = () -> {};
  private final TakingBack takingBack;

  Swaps(PluginStore store, JarJudge judge, Serving serving, Clock clock) {
    this.store = store;
    this.judge = judge;
    this.serving = serving;
    this.clock = clock;
    this.takingBack = new TakingBack(this, store, serving, clock);
  }

  /**
   * Looks for changes by other nodes from now on.
   *
   * @param besides what is to be done each time
   */
  void watch(Runnable besides) {
    also = besides;
    thread.scheduleWithFixedDelay(looking, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Starts what is new beside what serves, writes the next version of the set, and routes.
   *
   * @param jars what may be new of them, by sha256
   * @throws InvalidException if something does not start: nothing is changed then
   * @throws ConflictException if others were faster, again and again
   */
  PluginSet change(String by, String why, Map<String, PluginJar> jars, Edit edit) {
    return change(by, why, jars, edit, next -> {});
  }

  /**
   * The same.
   *
   * @param also what is written together with the set, or not at all: it is given the set, and sees
   *     what is offered as it will be
   */
  PluginSet change(
      String by, String why, Map<String, PluginJar> jars, Edit edit, Consumer<PluginSet> also) {
    changing.lock();
    try {
      for (int i = 0; i < TRIES; i++) {
        follow(store.current());
        PluginSet next = set.next(edit.apply(set), clock.instant(), by, why);
        if (tried(next, jars, also)) {
          return next;
        }
      }
    } finally {
      changing.unlock();
    }
    throw new ConflictException(
        "Plugins were changed elsewhere "
            + TRIES
            + " times meanwhile. Nothing was changed; try again.");
  }

  /** False if another node was faster. */
  private boolean tried(PluginSet next, Map<String, PluginJar> jars, Consumer<PluginSet> also) {
    Serving.Change change = serving.prepare(next, entry -> jar(entry, jars));
    boolean written = false;
    try {
      written =
          serving.foreseeing(
              change, () -> store.append(next, bytes(jars), () -> also.accept(next)));
    } finally {
      if (!written) {
        serving.drop(change);
      }
    }
    if (written) {
      serving.route(change, next, this::lookSoon);
      set = next;
      told.run();
    }
    return written;
  }

  /** As the store keeps it, once it was judged. */
  PluginJar jar(Entry entry) {
    return jar(entry, Map.of());
  }

  private PluginJar jar(Entry entry, Map<String, PluginJar> jars) {
    PluginJar given = jars.get(entry.sha256());
    PluginJar jar = given != null ? given : kept(entry);
    if (!jar.sha256().equals(entry.sha256())) {
      throw new InvalidException(
          entry.name(),
          "is not the jar that the set names: its SHA-256 is "
              + jar.sha256()
              + ", expected "
              + entry.sha256()
              + ". It is not loaded; install it again.");
    }
    judge.load(entry.name(), entry.version(), entry.isolation(), jar.sha256(), jar.bytes());
    return jar;
  }

  private static Map<String, byte[]> bytes(Map<String, PluginJar> jars) {
    return jars.values().stream()
        .collect(Collectors.toUnmodifiableMap(PluginJar::sha256, PluginJar::bytes));
  }

  private PluginJar kept(Entry entry) {
    return store
        .jar(entry.sha256())
        .map(bytes -> PluginJar.read(entry.name(), new ByteArrayInputStream(bytes)))
        .orElseThrow(
            () -> new InvalidException(entry.name(), "has no jar in the store; install it again"));
  }

  private void follow(PluginSet newest) {
    boolean news = !followed || newest.version() != set.version();
    serving.follow(newest, this::jar, this::lookSoon);
    set = newest;
    followed = true;
    if (news) {
      told.run();
    }
  }

  /** Makes what serves here what the newest set says: another node may have changed it. */
  void converge() {
    changing.lock();
    try {
      if (!followed || store.version() != set.version()) {
        follow(store.current());
      }
    } finally {
      changing.unlock();
    }
  }

  /** Who wants to know that the plugins of this node have changed; returns at once. */
  void tell(Runnable whenChanged) {
    told = whenChanged;
  }

  /** Something has become worse; called by who runs tasks, and must not hold it up. */
  private void lookSoon() {
    try {
      thread.execute(looking);
    } catch (RejectedExecutionException e) {
      LOG.debug("No look any more: this is the end", e);
    }
  }

  private void look() {
    try {
      converge();
      takingBack.look(set);
      also.run();
    } catch (UnavailableException e) {
      LOG.warn("{} Changes of plugins on other nodes are seen later.", e.getMessage());
    }
  }

  /** Somebody asked for what is not here: perhaps another node has just installed it. */
  void lookNow() {
    try {
      thread.submit(looking).get(LOOK_NOW.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | RejectedExecutionException e) {
      LOG.debug("No look for changed plugins now: a change is under way, or this is the end", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A look lets nothing escape", e);
    }
  }

  /** As this node has followed it. */
  PluginSet set() {
    return set;
  }

  List<PluginHere> here() {
    return serving.here(set);
  }

  List<String> behind() {
    return serving.behind(set);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
