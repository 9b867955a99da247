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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

  /**
   * @param activation null if it did not come up
   */
  private record Pinned(@Nullable Activation activation, Instant asked) {}

  private final PluginStore store;
  private final Starter starter;
  private final Function<Entry, PluginJar> jars;
  private final Retired retired;
  private final Clock clock;
  private final Map<Key, Pinned> pinned = new HashMap<>();

  Pins(
      PluginStore store,
      Starter starter,
      Function<Entry, PluginJar> jars,
      Retired retired,
      Clock clock) {
    this.store = store;
    this.starter = starter;
    this.jars = jars;
    this.retired = retired;
    this.clock = clock;
  }

  /**
   * What a version of a plugin offers under a name.
   *
   * @return empty if that version does not offer it, was never in the set or is not kept any more,
   *     or does not come up
   */
  synchronized <T> Optional<Lease<T>> lease(
      String plugin, String version, Kind kind, String name, Class<T> type) {
    Key key = new Key(plugin, version);
    Instant at = clock.instant();
    Pinned known = pinned.get(key);
    if (known == null || known.activation() == null && known.asked().plus(AGAIN).isBefore(at)) {
      known = new Pinned(bringUp(key), at);
    }
    Activation activation = known.activation();
    pinned.put(key, activation == null ? known : new Pinned(activation, at));
    return activation == null
        ? Optional.empty()
        : activation.providers().stream()
            .filter(provider -> provider.contribution().kind() == kind)
            .filter(provider -> provider.contribution().name().equals(name))
            .findFirst()
            .map(provider -> provider.lease(type));
  }

  /** Whether a plugin is in the set, and was once in that version. */
  boolean keeps(String plugin, String version) {
    return store.current().find(plugin).isPresent() && store.entry(plugin, version).isPresent();
  }

  /** A version runs apart if it did, or if the plugin does now: a pin is no trust. */
  private @Nullable Activation bringUp(Key key) {
    Isolation now =
        store.current().find(key.plugin()).map(Entry::isolation).orElse(Isolation.SEPARATE);
    Entry entry = store.entry(key.plugin(), key.version()).orElse(null);
    if (entry == null || pinned.size() >= MOST) {
      LOG.warn(
          "{} {}, which something is pinned to, {}",
          key.plugin(),
          key.version(),
          entry == null ? "is not kept here" : "is one more than " + MOST + " such versions");
      return null;
    }
    try {
      Entry apart = entry.at(entry.isolation().stricter(now));
      return starter.start(jars.apply(apart), apart.isolation(), Starter.LIMIT);
    } catch (InvalidException e) {
      LOG.error("{}, which something is pinned to, does not start: {}", key, e.getMessage());
      return null;
    }
  }

  /** Called now and then. */
  synchronized void unloadIdle() {
    Instant since = clock.instant().minus(IDLE);
    for (Iterator<Pinned> each = pinned.values().iterator(); each.hasNext(); ) {
      Pinned one = each.next();
      if (one.asked().isBefore(since)) {
        each.remove();
        if (one.activation() != null) {
          retired.add(one.activation());
        }
      }
    }
  }
}
