package io.aiops.studio.marketplace.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Other catalogs in memory, for tests. */
public final class InMemorySourceStore implements SourceStore {

  private record Seen(long serial, String hash, Set<String> namespaces) {}

  private static final Seen NEVER = new Seen(0, "", Set.of());

  private final Map<String, CatalogSource> sources = new HashMap<>();
  private final Map<String, Seen> seen = new HashMap<>();

  @Override
  public List<CatalogSource> list() {
    List<CatalogSource> all = new ArrayList<>(sources.values());
    all.sort(Comparator.comparingInt(CatalogSource::position).thenComparing(CatalogSource::name));
    return all;
  }

  @Override
  public void save(CatalogSource source) {
    CatalogSource before = sources.put(source.name(), source);
    if (before != null && !before.indexKey().equals(source.indexKey())) {
      seen.computeIfPresent(source.name(), (name, was) -> new Seen(0, "", was.namespaces()));
    }
  }

  @Override
  public boolean remove(String name) {
    seen.remove(name);
    return sources.remove(name) != null;
  }

  @Override
  public boolean advance(String name, long serial, String hash, Set<String> namespaces) {
    Seen last = seen.getOrDefault(name, NEVER);
    boolean may =
        sources.containsKey(name)
            && (last.serial() < serial
                || (last.serial() == serial && Objects.equals(last.hash(), hash)));
    if (may) {
      seen.put(name, new Seen(serial, hash, namespaces));
    }
    return may;
  }

  @Override
  public long serial(String name) {
    return seen.getOrDefault(name, NEVER).serial();
  }

  @Override
  public Set<String> namespaces(String name) {
    return seen.getOrDefault(name, NEVER).namespaces();
  }
}
