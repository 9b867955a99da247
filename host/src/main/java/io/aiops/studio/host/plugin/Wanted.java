package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginChange.Kept;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.NotFoundException;
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
 * @param keep what is to become of those that stay, by name
 * @param target to go back to; null if it is not that
 * @param only the plugin that goes back; null if all do
 */
record Wanted(
    Map<String, PluginJar> jars,
    Map<String, Isolation> isolations,
    Map<String, String> files,
    Set<String> remove,
    Map<String, Kept> keep,
    @Nullable PluginSet target,
    @Nullable String only) {

  Wanted {
    jars = Map.copyOf(jars);
    isolations = Map.copyOf(isolations);
    files = Map.copyOf(files);
    remove = Set.copyOf(remove);
    keep = Map.copyOf(keep);
  }

  static Wanted backTo(PluginSet target, @Nullable String only) {
    return new Wanted(Map.of(), Map.of(), Map.of(), Set.of(), Map.of(), target, only);
  }

  /** By the name of who installs, at that time. */
  List<Entry> in(PluginSet set, String by, Instant at) {
    if (target == null) {
      return changed(set, by, at);
    }
    return only == null ? back(set, target) : back(set, target, only);
  }

  private List<Entry> changed(PluginSet set, String by, Instant at) {
    Map<String, Entry> next = new TreeMap<>();
    set.entries().forEach(entry -> next.put(entry.name(), entry));
    remove.forEach(next::remove);
    keep.forEach(
        (name, kept) -> next.computeIfPresent(name, (same, entry) -> kept(set, entry, kept)));
    jars.values().forEach(jar -> next.put(jar.name(), entry(set, jar, by, at)));
    return List.copyOf(next.values());
  }

  /**
   * @throws ConflictException if it stands in the set like that
   */
  static void refuseNoChange(Entry now, Kept kept) {
    boolean enabled = kept.enabled() == null || kept.enabled() == now.enabled();
    boolean there = kept.isolation() == null || kept.isolation() == now.isolation();
    if (enabled && there) {
      throw new ConflictException(
          "'"
              + now.name()
              + "' "
              + (kept.isolation() != null
                  ? "runs " + PlanWords.place(now.isolation())
                  : now.enabled() ? "is enabled" : "is disabled")
              + " already. Nothing was changed.");
    }
  }

  /** Whoever says how it is to stand in the set has seen it there: it is on trial no more. */
  private static Entry kept(PluginSet set, Entry now, Kept kept) {
    boolean enabled = kept.enabled() == null ? now.enabled() : kept.enabled();
    Isolation there = kept.isolation() == null ? now.isolation() : kept.isolation();
    return enabled == now.enabled() && there == now.isolation()
        ? now
        : now.at(there).as(enabled, set.version() + 1, null);
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

  /** The jar alone: whether and where it serves was decided for the plugin, not for its version. */
  private static List<Entry> back(PluginSet now, PluginSet target, String only) {
    Entry is = now.get(only);
    Entry then =
        target
            .find(only)
            .orElseThrow(() ->
                new NotFoundException(
                    "version of '" + only + "' in the set", "" + target.version()));
    return then.sha256().equals(is.sha256())
        ? now.entries()
        : now.with(then.at(is.isolation()).as(is.enabled(), now.version() + 1, null));
  }
}
