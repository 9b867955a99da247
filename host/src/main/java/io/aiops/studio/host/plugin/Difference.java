package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.Plan.Fate;
import io.aiops.studio.host.plugin.Plan.Item;
import io.aiops.studio.host.plugin.Plan.Offered;
import io.aiops.studio.host.plugin.Plan.What;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.plugin.Reliance.Touched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/** What lies between two sets: of each plugin, and of what they offer. */
final class Difference {

  private record Key(Kind kind, String name) {}

  /**
   * @param before null if it was not in the set
   * @param after null if it will not be
   */
  private record Pair(@Nullable Entry before, @Nullable Entry after) {
    boolean same() {
      return before != null && after != null && before.same(after);
    }

    /** Whatever serves of it offers the same, wherever it runs. */
    boolean offersTheSame() {
      return before != null
          && after != null
          && before.sha256().equals(after.sha256())
          && before.enabled() == after.enabled();
    }
  }

  private final Map<String, Pair> pairs = new LinkedHashMap<>();
  private final Map<String, List<Contribution>> before = new HashMap<>();
  private final Map<String, List<Contribution>> after = new HashMap<>();
  private final Function<Entry, String> gate;

  /**
   * @param next entries by name
   * @param offers what one offers when it serves
   * @param gate what the gate found about one, in words
   */
  Difference(
      PluginSet set,
      List<Entry> next,
      Function<Entry, List<Contribution>> offers,
      Function<Entry, String> gate) {
    this.gate = gate;
    PluginSet later = set.next(next, set.madeAt(), set.madeBy(), "");
    TreeSet<String> names = new TreeSet<>();
    set.entries().forEach(entry -> names.add(entry.name()));
    next.forEach(entry -> names.add(entry.name()));
    for (String name : names) {
      Pair pair = new Pair(set.find(name).orElse(null), later.find(name).orElse(null));
      pairs.put(name, pair);
      before.put(name, offers(pair.before(), offers));
      after.put(name, pair.offersTheSame() ? offered(before, name) : offers(pair.after(), offers));
    }
  }

  private static List<Contribution> offers(
      @Nullable Entry entry, Function<Entry, List<Contribution>> offers) {
    return entry == null || !entry.enabled() ? List.of() : offers.apply(entry);
  }

  private static List<Contribution> offered(Map<String, List<Contribution>> all, String name) {
    return all.getOrDefault(name, List.of());
  }

  boolean any() {
    return pairs.values().stream().anyMatch(pair -> !pair.same());
  }

  List<Item> items() {
    List<Item> items = new ArrayList<>();
    pairs.forEach((name, pair) -> {
      if (!pair.same()) {
        items.add(item(name, pair.before(), pair.after()));
      }
    });
    return items;
  }

  private Item item(String name, @Nullable Entry from, @Nullable Entry to) {
    Entry shown = to == null ? from : to;
    return new Item(
        name,
        shown == null ? name : shown.title(),
        what(from, to),
        from == null ? null : from.version(),
        to == null ? null : to.version(),
        to == null ? null : to.sha256(),
        to == null ? null : to.isolation(),
        to == null ? "" : gate.apply(to),
        offered(name));
  }

  private static What what(@Nullable Entry from, @Nullable Entry to) {
    if (to == null) {
      return What.REMOVED;
    }
    if (from == null) {
      return What.INSTALLED;
    }
    if (from.sha256().equals(to.sha256())) {
      return from.enabled() == to.enabled()
          ? What.CHANGED
          : to.enabled() ? What.ENABLED : What.DISABLED;
    }
    int order = Version.parseVersion(to.version()).compareTo(Version.parseVersion(from.version()));
    return order > 0 ? What.UPGRADED : order < 0 ? What.DOWNGRADED : What.REPLACED;
  }

  private List<Offered> offered(String name) {
    Map<Key, Fate> fates = new LinkedHashMap<>();
    offered(before, name).forEach(offer -> fates.put(key(offer), Fate.GOES));
    offered(after, name)
        .forEach(offer -> fates.merge(key(offer), Fate.NEW, (was, is) -> Fate.STAYS));
    List<Offered> all = new ArrayList<>();
    fates.forEach((key, fate) -> all.add(new Offered(key.kind(), key.name(), fate)));
    return all;
  }

  /** Of what is offered now, all that will be another's, of another version, or gone. */
  List<Touched> touched() {
    Map<Key, Contribution> later = new HashMap<>();
    after.values().forEach(offers -> offers.forEach(offer -> later.put(key(offer), offer)));
    List<Touched> all = new ArrayList<>();
    pairs.forEach((name, pair) -> {
      if (!pair.offersTheSame()) {
        offered(before, name)
            .forEach(offer -> all.add(touched(name, offer, later.get(key(offer)))));
      }
    });
    return all;
  }

  private static Touched touched(String plugin, Contribution now, @Nullable Contribution later) {
    return later == null
        ? new Touched(plugin, now.kind(), now.name(), true, Map.of(), Map.of())
        : new Touched(
            plugin, now.kind(), now.name(), false, later.inputSchema(), later.settingsSchema());
  }

  /** Names that two plugins would offer, of which one is to come; a sentence each. */
  List<String> conflicts() {
    Map<Key, String> taken = new HashMap<>();
    List<String> conflicts = new ArrayList<>();
    for (boolean coming : new boolean[] {false, true}) {
      pairs.forEach((name, pair) -> {
        Entry entry = pair.after();
        if (entry != null && !pair.same() == coming) {
          for (Contribution offer : offered(after, name)) {
            String other = taken.putIfAbsent(key(offer), entry.name() + " " + entry.version());
            if (other != null && !other.equals(entry.name() + " " + entry.version())) {
              conflicts.add(conflict(entry, offer, other));
            }
          }
        }
      });
    }
    return conflicts;
  }

  private static String conflict(Entry entry, Contribution offer, String other) {
    return entry.name()
        + " "
        + entry.version()
        + " offers the "
        + offer.kind().name().toLowerCase(Locale.ROOT)
        + " '"
        + offer.name()
        + "', which another plugin offers already: "
        + other
        + ". Disable that one first, or rename this.";
  }

  private static Key key(Contribution offer) {
    return new Key(offer.kind(), offer.name());
  }
}
