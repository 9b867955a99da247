package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Agent;
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
 * Versions of plugins that steps are pinned to, beside those that the set has. One is brought up
 * when it is first asked for, from what the store keeps, and unloaded when nobody has asked for a
 * while.
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
  private final Registry registry;
  private final Starter starter;
  private final Function<Entry, PluginJar> jars;
  private final Retired retired;
  private final Clock clock;
  private final Map<Key, Pinned> pinned = new HashMap<>();

  Pins(
      PluginStore store,
      Registry registry,
      Starter starter,
      Function<Entry, PluginJar> jars,
      Retired retired,
      Clock clock) {
    this.store = store;
    this.registry = registry;
    this.starter = starter;
    this.jars = jars;
    this.retired = retired;
    this.clock = clock;
  }

  /**
   * Of the plugin that offers an agent now, another version.
   *
   * @return empty if no plugin offers it, that version was never in the set or is not kept any
   *     more, or it does not come up
   */
  Optional<Lease<Agent>> agent(String name, String version) {
    Running now = registry.running(Kind.AGENT, name).orElse(null);
    if (now == null || now.version().equals(version)) {
      return registry.agent(name);
    }
    return lease(new Key(now.plugin(), version), name);
  }

  private synchronized Optional<Lease<Agent>> lease(Key key, String name) {
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
            .filter(provider -> provider.contribution().kind() == Kind.AGENT)
            .filter(provider -> provider.contribution().name().equals(name))
            .findFirst()
            .map(provider -> provider.lease(Agent.class));
  }

  /** A version runs apart if it did, or if the plugin does now: a pin is no trust. */
  private @Nullable Activation bringUp(Key key) {
    Isolation now =
        store.current().find(key.plugin()).map(Entry::isolation).orElse(Isolation.SEPARATE);
    Entry entry = store.entry(key.plugin(), key.version()).orElse(null);
    if (entry == null || pinned.size() >= MOST) {
      LOG.warn(
          "{} {}, which a step is pinned to, {}",
          key.plugin(),
          key.version(),
          entry == null ? "is not kept here" : "is one more than " + MOST + " such versions");
      return null;
    }
    try {
      Entry apart = entry.at(entry.isolation().stricter(now));
      return starter.start(jars.apply(apart), apart.isolation(), Starter.LIMIT);
    } catch (InvalidException e) {
      LOG.error("{}, which a step is pinned to, does not start: {}", key, e.getMessage());
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
