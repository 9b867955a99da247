package io.aiops.studio.host.grant;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Grants in memory. */
public final class InMemoryGrantStore implements GrantStore {

  private final SortedMap<String, SortedMap<String, Grant>> grants = new TreeMap<>();

  @Override
  public synchronized List<Grant> of(String plugin) {
    return List.copyOf(grants.getOrDefault(plugin, new TreeMap<>()).values());
  }

  @Override
  public synchronized void add(
      String plugin, Collection<String> permissions, String by, Instant at) {
    permissions.forEach(permission ->
        grants
            .computeIfAbsent(plugin, name -> new TreeMap<>())
            .putIfAbsent(permission, new Grant(plugin, permission, by, at)));
  }

  @Override
  public synchronized boolean take(String plugin, String permission) {
    return grants.getOrDefault(plugin, new TreeMap<>()).remove(permission) != null;
  }

  @Override
  public synchronized void forget(String plugin) {
    grants.remove(plugin);
  }
}
