package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Versions of plugins that steps and executions are pinned to, beside those that the set has. One
 * is brought up when it is first asked for, from what the store keeps, and unloaded when nobody has
 * asked for a while.
 */
final class Pins {

  private static final Logger LOG = LoggerFactory.getLogger(Pins.class);

  /** Unloaded when nobody has asked for so long. */
  static final Duration IDLE = Duration.ofMinutes(10);

  /** What did not come up is tried again after so long. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /** So many at the same time. */
  private static final int MOST = 20;

  private record Key(String plugin, String version) {}

  /** Elsewhere what hangs in one place may come up. */
  private record Start(Key key, Isolation level) {}

  /**
   * @param entry as it was in the set last; null if it never was, or is not kept
   * @param level it was brought up at
   * @param coming null in it if it did not come up
   */
  private record Pinned(
      @Nullable Entry entry,
      Isolation level,
      CompletableFuture<@Nullable Activation> coming,
      Instant asked) {

    Pinned at(Instant now) {
      return new Pinned(entry, level, coming, now);
    }

    /** Null while it comes up, and if it did not. */
    @Nullable Activation up() {
      return coming.getNow(null);
    }
  }

  private final PluginStore store;
  private final Supplier<PluginSet> set;
  private final Starter starter;
  private final Function<Entry, PluginJar> jars;
  private final Retired retired;
  private final Clock clock;
  private final Map<Key, Pinned> pinned = new HashMap<>();

  /** Those under way, also where nobody waits any more: each that hangs keeps a thread. */
  private final Set<Start> starts = ConcurrentHashMap.newKeySet();

  /**
   * @param set as this node follows it
   * @param jars gives the jar of an entry, once it was judged
   */
  Pins(
      PluginStore store,
      Supplier<PluginSet> set,
      Starter starter,
      Function<Entry, PluginJar> jars,
      Retired retired,
      Clock clock) {
    this.store = store;
    this.set = set;
    this.starter = starter;
    this.jars = jars;
    this.retired = retired;
    this.clock = clock;
  }

  /**
   * What a version of a plugin offers under a name. Who asks for one that comes up waits for it,
   * and nobody else does.
   *
   * @return empty if that version does not offer it, was never in the set or is not kept any more,
   *     or does not come up
   */
  <T> Optional<Lease<T>> lease(
      String plugin, String version, Kind kind, String name, Class<T> type) {
    Key key = new Key(plugin, version);
    while (true) {
      CompletableFuture<@Nullable Activation> coming = asked(key);
      Activation activation = coming.join();
      synchronized (this) {
        Pinned now = pinned.get(key);
        // Else it was dropped meanwhile: a lease of it would come after the last look.
        if (now != null && now.coming() == coming) {
          return activation == null ? Optional.empty() : lease(activation, kind, name, type);
        }
      }
    }
  }

  private static <T> Optional<Lease<T>> lease(
      Activation activation, Kind kind, String name, Class<T> type) {
    return activation.providers().stream()
        .filter(provider -> provider.contribution().kind() == kind)
        .filter(provider -> provider.contribution().name().equals(name))
        .findFirst()
        .map(provider -> provider.lease(type));
  }

  /** Of those who ask for one that is not there the first brings it up, and not under the lock. */
  private CompletableFuture<@Nullable Activation> asked(Key key) {
    synchronized (this) {
      Pinned known = current(key);
      if (known != null) {
        return known.coming();
      }
    }
    Entry entry = store.entry(key.plugin(), key.version()).orElse(null);
    Pinned mine;
    boolean room;
    synchronized (this) {
      Pinned known = current(key);
      if (known != null) {
        return known.coming();
      }
      room = pinned.size() < MOST;
      mine = new Pinned(entry, level(key, entry), new CompletableFuture<>(), clock.instant());
      pinned.put(key, mine);
    }
    Activation up = null;
    boolean tried = false;
    try {
      up = bringUp(key, mine, room);
      tried = true;
    } finally {
      if (!tried) {
        drop(key, mine.coming());
      }
      mine.coming().complete(up);
    }
    return mine.coming();
  }

  /** Null if it is to be brought up: for the first time, again, or at another level. */
  private @Nullable Pinned current(Key key) {
    Pinned known = pinned.get(key);
    Instant at = clock.instant();
    if (known == null) {
      return null;
    }
    Activation up = known.up();
    boolean gone =
        up == null
            ? known.coming().isDone() && known.asked().plus(AGAIN).isBefore(at)
            : up.failure().isPresent();
    if (gone || known.level() != level(key, known.entry())) {
      drop(known);
      pinned.remove(key);
      return null;
    }
    if (up != null) {
      pinned.put(key, known.at(at));
    }
    return known;
  }

  /** A version runs apart if it did, or if the plugin does now: a pin is no trust. */
  private Isolation level(Key key, @Nullable Entry entry) {
    Isolation now = set.get().find(key.plugin()).map(Entry::isolation).orElse(Isolation.SEPARATE);
    return entry == null ? now : entry.isolation().stricter(now);
  }

  /** Whether a plugin is in the set, and was once in that version. */
  boolean keeps(String plugin, String version) {
    return store.current().find(plugin).isPresent() && store.entry(plugin, version).isPresent();
  }

  private @Nullable Activation bringUp(Key key, Pinned one, boolean room) {
    Entry entry = one.entry();
    if (entry == null || !room) {
      LOG.warn(
          "{} {}, which something is pinned to, {}",
          key.plugin(),
          key.version(),
          entry == null ? "is not kept here" : "is one more than " + MOST + " such versions");
      return null;
    }
    try {
      return start(new Start(key, one.level()), jars.apply(entry.at(one.level())));
    } catch (InvalidException e) {
      LOG.error("{}, which something is pinned to, does not start: {}", key, e.getMessage());
      return null;
    }
  }

  private @Nullable Activation start(Start start, PluginJar jar) {
    if (!starts.add(start)) {
      LOG.warn(
          "{}, which something is pinned to, is not started again while its last start hangs", jar);
      return null;
    }
    return starter.start(jar, start.level(), Starter.LIMIT, () -> starts.remove(start));
  }

  /** Drops what may not serve any more; it is asked for again, and refused, when it is needed. */
  void enforce(JarJudge judge) {
    for (Pinned one : all()) {
      Entry entry = one.entry();
      if (entry != null) {
        judge
            .refusal(entry.name(), entry.version(), entry.sha256())
            .ifPresent(why -> {
              LOG.warn("{} {}, which is pinned, stops: {}", entry.name(), entry.version(), why);
              drop(new Key(entry.name(), entry.version()), one.coming());
            });
      }
    }
  }

  private synchronized List<Pinned> all() {
    return List.copyOf(pinned.values());
  }

  private synchronized void drop(Key key, CompletableFuture<@Nullable Activation> coming) {
    Pinned one = pinned.get(key);
    if (one != null && one.coming() == coming) {
      pinned.remove(key);
      drop(one);
    }
  }

  /** Also one that comes up only later. */
  private void drop(Pinned one) {
    CompletableFuture<Void> unused =
        one.coming()
            .thenAccept(up -> {
              if (up != null) {
                retired.add(up);
              }
            });
  }

  /** Called now and then: drops what nobody asks for, and what is to run elsewhere, or nowhere. */
  synchronized void tidy() {
    Instant since = clock.instant().minus(IDLE);
    for (Iterator<Map.Entry<Key, Pinned>> each = pinned.entrySet().iterator(); each.hasNext(); ) {
      Map.Entry<Key, Pinned> next = each.next();
      Pinned one = next.getValue();
      boolean serves = set.get().find(next.getKey().plugin()).filter(Entry::enabled).isPresent();
      if (one.asked().isBefore(since)
          || one.up() != null && !serves
          || one.level() != level(next.getKey(), one.entry())) {
        each.remove();
        drop(one);
      }
    }
  }
}
