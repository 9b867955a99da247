package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginSet.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the set shall hold after a change, given what it holds.
 *
 * @param jars to be installed, by name
 * @param isolations where the code of those shall run; none for where it runs now
 * @param files what messages call the files of those
 * @param remove names
 * @param target to go back to; null if it is not that
 */
record Wanted(
    Map<String, PluginJar> jars,
    Map<String, Isolation> isolations,
    Map<String, String> files,
    Set<String> remove,
    @Nullable PluginSet target) {

  Wanted {
    jars = Map.copyOf(jars);
    isolations = Map.copyOf(isolations);
    files = Map.copyOf(files);
    remove = Set.copyOf(remove);
  }

  static Wanted backTo(PluginSet target) {
    return new Wanted(Map.of(), Map.of(), Map.of(), Set.of(), target);
  }

  /** By the name of who installs, at that time. */
  List<Entry> in(PluginSet set, String by, Instant at) {
    return target == null ? changed(set, by, at) : back(set, target);
  }

  private List<Entry> changed(PluginSet set, String by, Instant at) {
    Map<String, Entry> next = new TreeMap<>();
    set.entries().forEach(entry -> next.put(entry.name(), entry));
    remove.forEach(next::remove);
    jars.values().forEach(jar -> next.put(jar.name(), entry(set, jar, by, at)));
    return List.copyOf(next.values());
  }

  private Entry entry(PluginSet set, PluginJar jar, String by, Instant at) {
    Entry before = set.find(jar.name()).orElse(null);
    Isolation now = before == null ? Isolation.TRUSTED : before.isolation();
    Isolation wanted = isolations.getOrDefault(jar.name(), now);
    boolean otherJar = before == null || !before.sha256().equals(jar.sha256());
    if (before != null && !otherJar && wanted == now) {
      return before;
    }
    return new Entry(
        jar.name(),
        jar.version().toString(),
        jar.title(),
        jar.description(),
        jar.sha256(),
        true,
        false,
        at,
        by,
        set.version() + 1,
        before != null && before.enabled() && !jar.development() && otherJar
            ? before.sha256()
            : null,
        wanted);
  }

  /** What stands in both alike stays as it is; the rest is as it was, and not on trial. */
  private static List<Entry> back(PluginSet now, PluginSet target) {
    return target.entries().stream()
        .map(then ->
            now.find(then.name())
                .filter(then::same)
                .orElseGet(() -> then.as(then.enabled(), now.version() + 1, null)))
        .toList();
  }
}
