package io.aiops.studio.host.plugin;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of plugins that were unloaded: threads of theirs that run on, and classes that stay
 * in memory though all of it was looked through. Nothing can be taken from them by force; it is
 * told, in the log and beside the plugin's state, and who wants it gone starts the studio anew.
 */
final class Remains {

  private static final Logger LOG = LoggerFactory.getLogger(Remains.class);

  /** Threads may take so long to end after their plugin was stopped. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Of collections of all memory: what the first finds to be unused the second has taken. */
  private static final long COLLECTIONS = 2;

  private static final Pattern COLLECTS_ALL = Pattern.compile(".*(MarkSweep|Old|Major|Cycles).*");
  private static final int MOST_NAMES = 5;

  /** A plugin that was unloaded, and when. */
  private static final class Gone {
    private final PluginJar jar;
    private final WeakReference<ClassLoader> loader;
    private final Instant since;
    private final long collections = collections();
    private volatile @Nullable String left;

    Gone(PluginJar jar, ClassLoader loader, Instant since) {
      this.jar = jar;
      this.loader = new WeakReference<>(loader);
      this.since = since;
    }
  }

  private final Clock clock;
  private final Queue<Gone> all = new ConcurrentLinkedQueue<>();

  Remains(Clock clock) {
    this.clock = clock;
  }

  void unloaded(PluginJar jar, ClassLoader loader) {
    all.add(new Gone(jar.light(), loader, clock.instant()));
  }

  /** How many class loaders of unloaded plugins the garbage collector has not taken yet. */
  int loaders() {
    all.removeIf(gone -> gone.loader.refersTo(null));
    return all.size();
  }

  /** Called now and then. */
  void look() {
    all.removeIf(gone -> gone.loader.refersTo(null));
    for (Gone gone : all) {
      if (clock.instant().isAfter(gone.since.plus(PATIENCE))) {
        look(gone);
      }
    }
  }

  private static void look(Gone gone) {
    String left = threads(gone).or(() -> classes(gone)).orElse(null);
    if (left != null && gone.left == null) {
      LOG.warn("Plugin {} is unloaded, but {}", gone.jar, left);
    }
    gone.left = left;
  }

  private static Optional<String> threads(Gone gone) {
    ClassLoader loader = gone.loader.get();
    List<Thread> threads = loader == null ? List.of() : PluginThreads.of(loader);
    return threads.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of its threads run on: %s. It ends them in no @Deactivate; they and its classes stay until the studio is started anew."
                .formatted(
                    threads.size(),
                    threads.stream()
                        .limit(MOST_NAMES)
                        .map(Thread::getName)
                        .map(name -> name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?"))
                        .collect(Collectors.joining(", "))));
  }

  private static Optional<String> classes(Gone gone) {
    return collections() - gone.collections < COLLECTIONS
        ? Optional.empty()
        : Optional.of(
            "its classes are still in memory after all of it was collected twice: something of Java's holds them. They stay until it lets go or the studio is started anew.");
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(collector -> COLLECTS_ALL.matcher(collector.getName()).matches())
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  /** Of versions of this plugin, a sentence each; empty if nothing is left, as far as is known. */
  Optional<String> of(String plugin) {
    String sentences =
        all.stream()
            .filter(gone -> gone.jar.name().equals(plugin) && gone.left != null)
            .map(gone -> "Version " + gone.jar.version() + " was unloaded, but " + gone.left)
            .collect(Collectors.joining(" "));
    return sentences.isEmpty() ? Optional.empty() : Optional.of(sentences);
  }
}
