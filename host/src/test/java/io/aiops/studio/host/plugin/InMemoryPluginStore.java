package io.aiops.studio.host.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plugins in memory, for tests. */
final class InMemoryPluginStore implements PluginStore {

  private record Kept(Stored plugin, byte[] jar) {}

  private final Map<String, Kept> kept = new TreeMap<>();

  @Override
  public synchronized List<Stored> list() {
    return kept.values().stream().map(Kept::plugin).toList();
  }

  @Override
  public synchronized Optional<byte[]> jar(String name) {
    return Optional.ofNullable(kept.get(name)).map(k -> k.jar().clone());
  }

  @Override
  public synchronized void save(Stored plugin, byte[] jar) {
    kept.put(plugin.name(), new Kept(plugin, jar.clone()));
  }

  @Override
  public synchronized void enable(String name, boolean enabled) {
    kept.computeIfPresent(
        name,
        (key, k) -> {
          Stored s = k.plugin();
          return new Kept(
              new Stored(
                  s.name(),
                  s.version(),
                  s.title(),
                  s.description(),
                  s.sha256(),
                  enabled,
                  s.shipped(),
                  s.installedAt(),
                  s.installedBy()),
              k.jar());
        });
  }

  @Override
  public synchronized void remove(String name) {
    kept.remove(name);
  }
}
