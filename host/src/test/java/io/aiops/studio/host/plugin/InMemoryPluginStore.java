package io.aiops.studio.host.plugin;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The plugin set's versions in memory, for tests. */
public class InMemoryPluginStore implements PluginStore {

  private final TreeMap<Long, PluginSet> sets = new TreeMap<>();
  private final Map<String, byte[]> jars = new HashMap<>();

  @Override
  public synchronized long version() {
    return current().version();
  }

  @Override
  public synchronized PluginSet current() {
    return sets.isEmpty() ? PluginSet.NONE : sets.lastEntry().getValue();
  }

  @Override
  public synchronized Optional<PluginSet> set(long version) {
    return Optional.ofNullable(sets.get(version));
  }

  @Override
  public synchronized List<PluginSet.Made> history(int most) {
    return sets.descendingMap().values().stream()
        .limit(most)
        .map(set -> new PluginSet.Made(set.version(), set.madeAt(), set.madeBy(), set.why()))
        .toList();
  }

  @Override
  public synchronized Optional<PluginSet.Entry> entry(String sha256) {
    return sets.descendingMap().values().stream()
        .flatMap(set -> set.entries().stream())
        .filter(entry -> entry.sha256().equals(sha256))
        .findFirst();
  }

  @Override
  public synchronized Optional<PluginSet.Entry> entry(String name, String version) {
    return sets.descendingMap().values().stream()
        .flatMap(set -> set.find(name).stream())
        .filter(entry -> entry.version().equals(version))
        .findFirst();
  }

  @Override
  public synchronized List<KeptVersion> versions(String name) {
    Map<String, KeptVersion> found = new LinkedHashMap<>();
    for (PluginSet set : sets.descendingMap().values()) {
      set.find(name)
          .ifPresent(entry ->
              found.putIfAbsent(
                  entry.sha256(),
                  new KeptVersion(
                      entry.version(),
                      entry.sha256(),
                      set.version(),
                      entry.installedAt(),
                      entry.installedBy(),
                      set.version() == version())));
    }
    return List.copyOf(found.values());
  }

  @Override
  public synchronized Optional<byte[]> jar(String sha256) {
    return Optional.ofNullable(jars.get(sha256)).map(byte[]::clone);
  }

  @Override
  public synchronized void together(Runnable work) {
    work.run();
  }

  @Override
  public synchronized boolean append(PluginSet next, Map<String, byte[]> added, Runnable also) {
    if (sets.containsKey(next.version())) {
      return false;
    }
    Map<String, byte[]> all = new HashMap<>(jars);
    added.forEach((sha256, jar) -> all.putIfAbsent(sha256, jar.clone()));
    if (!next.entries().stream().allMatch(entry -> all.containsKey(entry.sha256()))) {
      throw new IllegalStateException("A jar of the set is not there");
    }
    also.run();
    sets.put(next.version(), next);
    sets.headMap(next.version() - MOST_SETS, true).clear();
    all.keySet()
        .retainAll(
            sets.values().stream()
                .flatMap(s -> s.entries().stream())
                .map(PluginSet.Entry::sha256)
                .toList());
    jars.clear();
    jars.putAll(all);
    return true;
  }
}
