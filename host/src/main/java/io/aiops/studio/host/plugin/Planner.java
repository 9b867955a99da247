package io.aiops.studio.host.plugin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.PluginChange.Kept;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds out what a change of plugins would do. Loads nothing, starts nothing, changes nothing. */
final class Planner {

  private static final int MOST_KNOWN = 200;

  private final PluginStore store;
  private final JarJudge judge;
  private final Grants grants;
  private final Serving serving;
  private final DryRun dryRun;
  private final Clock clock;

  /** What jars say that they offer, by their SHA-256: it follows from their bytes. */
  private final Cache<String, List<Contribution>> announced =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).executor(Runnable::run).build();

  private volatile Reliance reliance = Reliance.NONE;

  Planner(
      PluginStore store,
      JarJudge judge,
      Grants grants,
      Serving serving,
      DryRun dryRun,
      Clock clock) {
    this.store = store;
    this.judge = judge;
    this.grants = grants;
    this.serving = serving;
    this.dryRun = dryRun;
    this.clock = clock;
  }

  /** From then on it is known what relies on plugins. */
  void relying(Reliance who) {
    reliance = who;
  }

  /**
   * @throws ConflictException if it would change nothing, or removes what cannot be
   */
  Draft draft(Caller caller, PluginChange change) {
    caller.requireStudio();
    PluginSet set = store.current();
    List<InvalidException> refused = new ArrayList<>();
    Wanted wanted = wanted(caller, change, set, refused);
    List<Entry> next = wanted.in(set, caller.userName(), clock.instant());
    Jars jars = new Jars(wanted);
    Difference difference = difference(set, next, jars, refused);
    Map<String, Wants> wants = new TreeMap<>();
    List<Consent> consents = new ArrayList<>();
    for (PluginJar jar : incoming(wanted, set, next, jars, refused)) {
      Isolation level = level(next, jar);
      try {
        judge.load(jar.name(), jar.version().toString(), level, jar.sha256(), jar.bytes());
      } catch (InvalidException e) {
        refused.add(e);
      }
      Wants its = wanted.keep().containsKey(jar.name()) ? held(caller, jar) : jar.wants();
      Wants all = its.trusting(judge.trusted(jar.sha256(), level));
      wants.put(jar.name(), all);
      grants.asks(jar.name(), jar.version().toString(), jar.sha256(), all).ifPresent(consents::add);
    }
    // Whichever node is asked: the order is part of the plan's token.
    consents.sort(Comparator.comparing(Consent::plugin));
    if (refused.isEmpty() && consents.isEmpty() && !difference.any()) {
      throw new ConflictException(same(change, wanted));
    }
    Affected affected = reliance.affected(caller, difference.touched());
    Plan plan =
        Plan.of(
            set, difference, refused, conflicts(set, next, jars, difference), consents, affected);
    return new Draft(plan, change, wanted, List.copyOf(wanted.jars().values()), wants, refused);
  }

  /** Those that were given, and those that the store keeps, each read once. */
  private final class Jars {
    private final Map<String, Optional<PluginJar>> read = new HashMap<>();

    private Jars(Wanted wanted) {
      wanted.jars().values().forEach(jar -> read.put(jar.sha256(), Optional.of(jar)));
    }

    private Optional<PluginJar> of(Entry entry) {
      return read.computeIfAbsent(
          entry.sha256(),
          sha256 ->
              store
                  .jar(sha256)
                  .map(bytes -> PluginJar.read(entry.name(), new ByteArrayInputStream(bytes))));
    }
  }

  private Difference difference(
      PluginSet set, List<Entry> next, Jars jars, List<InvalidException> refused) {
    return new Difference(
        set,
        next,
        entry -> {
          try {
            return offers(entry, jars);
          } catch (InvalidException e) {
            refused.add(e);
            return List.of();
          }
        },
        entry -> judge.found(entry.sha256()));
  }

  /** As it runs here, else as it says itself. */
  private List<Contribution> offers(Entry entry, Jars jars) {
    List<Contribution> here = serving.view(entry).contributions();
    if (!here.isEmpty()) {
      return here;
    }
    List<Contribution> known = announced.getIfPresent(entry.sha256());
    if (known != null) {
      return known;
    }
    Optional<List<Contribution>> read = jars.of(entry).map(Announced::of);
    read.ifPresent(offers -> announced.put(entry.sha256(), offers));
    return read.orElse(List.of());
  }

  /** What stood in the set already and does not resolve is no reason to leave all as it is. */
  private List<String> conflicts(
      PluginSet set, List<Entry> next, Jars jars, Difference difference) {
    List<String> conflicts = new ArrayList<>(difference.conflicts());
    Predicate<Entry> old = entry -> set.find(entry.name()).filter(entry::same).isPresent();
    List<Entry> together = enabled(next, Isolation.TRUSTED);
    dryRun
        .clashes(together, jars::of)
        .forEach((entry, sentences) -> {
          if (!old.test(entry) || serving.view(entry).state() == PluginView.State.ACTIVE) {
            conflicts.addAll(sentences);
          }
        });
    enabled(next, Isolation.SEPARATE).stream()
        .filter(old.negate())
        .forEach(
            alone -> dryRun.clashes(List.of(alone), jars::of).values().forEach(conflicts::addAll));
    return conflicts;
  }

  private static List<Entry> enabled(List<Entry> entries, Isolation isolation) {
    return entries.stream()
        .filter(entry -> entry.enabled() && entry.isolation() == isolation)
        .toList();
  }

  private Wanted wanted(
      Caller caller, PluginChange change, PluginSet set, List<InvalidException> refused) {
    Long back = change.set();
    if (back != null) {
      return Wanted.backTo(store.kept(back), change.only());
    }
    for (String name : change.remove()) {
      if (set.get(name).shipped()) {
        throw new ConflictException(
            "'" + name + "' came with the studio and would be back at the next start: disable it.");
      }
    }
    Map<String, Kept> keep = new HashMap<>();
    for (Kept kept : change.keep()) {
      Wanted.refuseNoChange(set.get(kept.plugin()), kept);
      keep.put(kept.plugin(), kept);
    }
    Map<String, PluginJar> jars = new HashMap<>();
    Map<String, Isolation> isolations = new HashMap<>();
    Map<String, String> files = new HashMap<>();
    for (PluginChange.Jar given : change.jars()) {
      try {
        PluginJar jar = admitted(caller, given);
        if (jars.put(jar.name(), jar) != null
            || change.remove().contains(jar.name())
            || keep.containsKey(jar.name())) {
          throw new InvalidException(
              given.fileName(),
              "is "
                  + jar.name()
                  + ", of which the same change says something else too. Nothing was"
                  + " changed.");
        }
        files.put(jar.name(), given.fileName());
        if (given.isolation() != null) {
          isolations.put(jar.name(), given.isolation());
        }
      } catch (InvalidException e) {
        refused.add(e);
      }
    }
    return new Wanted(jars, isolations, files, Set.copyOf(change.remove()), keep, null, null);
  }

  /** What was taken back from one that stays is not asked for again. */
  private Wants held(Caller caller, PluginJar jar) {
    List<String> granted = grants.list(caller, jar.name()).stream().map(Grant::permission).toList();
    return jar.wants().beyond(jar.wants().beyond(granted).texts());
  }

  private PluginJar admitted(Caller caller, PluginChange.Jar given) {
    byte[] jar = judge.admit(caller, given.fileName(), given.bytes());
    return PluginJar.read(given.fileName(), new ByteArrayInputStream(jar));
  }

  /** What is to be in the set and was not, or was given again: each is asked what it wants. */
  private List<PluginJar> incoming(
      Wanted wanted, PluginSet set, List<Entry> next, Jars jars, List<InvalidException> refused) {
    List<PluginJar> all = new ArrayList<>(wanted.jars().values());
    for (Entry entry : next) {
      Kept kept = wanted.keep().get(entry.name());
      boolean comes =
          wanted.target() != null || kept != null && (entry.enabled() || kept.isolation() != null);
      if (!comes || set.find(entry.name()).filter(entry::same).isPresent()) {
        continue;
      }
      try {
        all.add(
            jars.of(entry)
                .orElseThrow(
                    () -> new InvalidException(entry.name(), "has no jar in the store any more")));
      } catch (InvalidException e) {
        refused.add(e);
      }
    }
    return all;
  }

  /** Where it shall run. */
  private static Isolation level(List<Entry> next, PluginJar jar) {
    return next.stream()
        .filter(entry -> entry.name().equals(jar.name()))
        .map(Entry::isolation)
        .findFirst()
        .orElse(Isolation.TRUSTED);
  }

  private static String same(PluginChange change, Wanted wanted) {
    if (change.set() != null) {
      return (change.only() == null ? "The plugins are" : "'" + change.only() + "' is")
          + " as in set "
          + change.set()
          + " already. Nothing was changed.";
    }
    return "This very "
        + wanted.jars().values().iterator().next()
        + " is installed. Nothing was changed.";
  }
}
