package io.aiops.studio.host.plugin;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.WorkflowObserver;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who serves which name now. Looking up never waits: a change puts a whole new table in place. A
 * lease is taken under the read of that table, so that a plugin that is leaving knows all its
 * users.
 */
final class Registry implements PluginRegistry {

  private record Key(Kind kind, String name) {}

  private volatile Map<Key, Provider> providers = Map.of();

  /** For a thread that writes down what goes with a change: who serves once it is made. */
  private final ScopedValue<Map<Key, Provider>> next = ScopedValue.newInstance();

  private volatile Runnable look = () -> {};
  private volatile Set<String> withheld = Set.of();
  private volatile boolean behind;
  private volatile @Nullable Pins pins;

  /** A name that two would have if these came and those went; empty if there is none. */
  synchronized Optional<Contribution> conflict(List<Provider> incoming, List<Provider> outgoing) {
    Set<Key> taken = new HashSet<>();
    providers.values().stream()
        .filter(provider -> !outgoing.contains(provider))
        .forEach(provider -> taken.add(key(provider)));
    return incoming.stream()
        .filter(provider -> !taken.add(key(provider)))
        .map(Provider::contribution)
        .findFirst();
  }

  /** At once: from the next look-up on, the incoming serve and the outgoing do not. */
  synchronized void swap(List<Provider> incoming, List<Provider> outgoing) {
    providers = swapped(incoming, outgoing);
  }

  private Map<Key, Provider> swapped(List<Provider> incoming, List<Provider> outgoing) {
    Map<Key, Provider> table = new HashMap<>(providers);
    outgoing.forEach(provider -> table.remove(key(provider), provider));
    incoming.forEach(provider -> table.put(key(provider), provider));
    return Map.copyOf(table);
  }

  /** What it does sees {@link #contributions} as they are once these are swapped. */
  <T> T foreseeing(List<Provider> incoming, List<Provider> outgoing, Supplier<T> work) {
    return ScopedValue.where(next, swapped(incoming, outgoing)).call(work::get);
  }

  private static Key key(Provider provider) {
    return new Key(provider.contribution().kind(), provider.contribution().name());
  }

  @Override
  public Optional<Lease<Agent>> agent(String name) {
    int at = name.indexOf('@');
    return at < 0
        ? lease(Kind.AGENT, name, Agent.class)
        : at(name.substring(at + 1), Kind.AGENT, name.substring(0, at), Agent.class);
  }

  @Override
  public PluginRegistry keepingTo(Map<String, String> versions) {
    return versions.isEmpty() ? this : new Keeping(this, versions);
  }

  @Override
  public boolean keeps(String plugin, String version) {
    Pins known = pins;
    return known != null && known.keeps(plugin, version);
  }

  /** Who knows versions that do not serve. */
  void pins(Pins versions) {
    pins = versions;
  }

  /** What is offered under a name now, as another version of its plugin has it. */
  <T> Optional<Lease<T>> at(String version, Kind kind, String name, Class<T> type) {
    Running now = running(kind, name).orElse(null);
    Pins known = pins;
    return now == null || now.version().equals(version) || known == null
        ? lease(kind, name, type)
        : known.lease(now.plugin(), version, kind, name, type);
  }

  /** What offers this name now, also if it gets no work. */
  Optional<Running> running(Kind kind, String name) {
    return Optional.ofNullable(providers.get(new Key(kind, name))).map(Provider::running);
  }

  @Override
  public Optional<Lease<ModelProvider>> model(String name) {
    return lease(Kind.MODEL, name, ModelProvider.class);
  }

  @Override
  public Optional<Lease<Connector>> connector(String name) {
    return lease(Kind.CONNECTOR, name, Connector.class);
  }

  /**
   * What this node does not serve as the set says.
   *
   * @param plugins by name: those that have another version here, which gets no work
   */
  void lacks(boolean something, Set<String> plugins) {
    withheld = Set.copyOf(plugins);
    behind = something;
  }

  @Override
  public boolean behind() {
    return behind;
  }

  /** What to do before saying that there is nobody of a name. */
  void onMiss(Runnable look) {
    this.look = look;
  }

  private <T> Optional<Lease<T>> lease(Kind kind, String name, Class<T> type) {
    Optional<Lease<T>> lease = present(kind, name, type);
    if (lease.isEmpty()) {
      look.run();
      lease = present(kind, name, type);
    }
    return lease;
  }

  /** Taken again if the table changed meanwhile: the lease may have come after the last look. */
  private <T> Optional<Lease<T>> present(Kind kind, String name, Class<T> type) {
    Key key = new Key(kind, name);
    while (true) {
      Provider provider = providers.get(key);
      if (provider == null || withheld.contains(provider.running().plugin())) {
        return Optional.empty();
      }
      Lease<T> lease = provider.lease(type);
      if (providers.get(key) == provider) {
        return Optional.of(lease);
      }
      lease.close();
    }
  }

  @Override
  public List<Lease<WorkflowObserver>> observers() {
    List<Lease<WorkflowObserver>> leases = new ArrayList<>();
    for (Map.Entry<Key, Provider> entry : providers.entrySet()) {
      if (entry.getKey().kind() == Kind.OBSERVER) {
        present(Kind.OBSERVER, entry.getKey().name(), WorkflowObserver.class)
            .ifPresent(leases::add);
      }
    }
    return leases;
  }

  @Override
  public List<Contribution> contributions() {
    Map<Key, Provider> seen = next.isBound() ? next.get() : providers;
    return seen.values().stream().map(Provider::contribution).toList();
  }
}
