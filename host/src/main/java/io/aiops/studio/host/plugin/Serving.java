package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.Served.Refusal;
import io.aiops.studio.host.problem.InvalidException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins that serve on this node, and why others do not. Changed by one thread at a time; what
 * it says may be asked by any.
 */
final class Serving {

  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  /** What is up beside what serves, and what it would take the place of. */
  record Change(List<Activation> incoming, Set<String> leaving) {}

  /** What is to be taken back. */
  record Worse(Entry entry, String why) {}

  /** So long after it was installed, what does not start on a node is taken back for that. */
  private static final Duration YOUNG = Duration.ofSeconds(60);

  private final Clock clock;
  private final Starter starter;
  private final Registry registry;
  private final Retired retired;
  private volatile Served served = Served.NOTHING;
  private Duration limit = Starter.LIMIT_AT_START;

  Serving(Starter starter, Registry registry, Retired retired, Clock clock) {
    this.clock = clock;
    this.starter = starter;
    this.registry = registry;
    this.retired = retired;
  }

  /**
   * Starts all that this version of the set changes, beside what serves.
   *
   * @param jars gives the jar of an entry
   * @return to be routed or dropped
   * @throws InvalidException if one of it does not start: then none of it is left
   */
  Change prepare(PluginSet next, Function<Entry, PluginJar> jars) {
    List<Activation> incoming = new ArrayList<>();
    try {
      for (Entry entry : next.enabled()) {
        if (entry.since() == next.version() && !served.runs(entry)) {
          incoming.add(starter.start(jars.apply(entry), entry.isolation(), limit));
        }
      }
      Change change = new Change(List.copyOf(incoming), served.unwanted(next));
      refuseConflict(incoming, change.leaving());
      return change;
    } catch (RuntimeException e) {
      incoming.forEach(Activation::unload);
      throw e;
    }
  }

  /** What it does sees what is offered as it is once the change is routed. */
  <T> T foreseeing(Change change, Supplier<T> work) {
    return registry.foreseeing(
        providers(change.incoming()),
        providers(served.outgoing(change.incoming(), change.leaving())),
        work);
  }

  /** It does not come about. */
  void drop(Change change) {
    change.incoming().forEach(Activation::unload);
  }

  /**
   * From the next look-up on, what comes serves; what goes is unloaded when it is not in use.
   *
   * @param set that asks for it
   * @param worse told when something that came does worse than what went; returns at once
   */
  void route(Change change, PluginSet set, Runnable worse) {
    Map<String, Activation> next = new HashMap<>(served.active());
    List<Activation> old = new ArrayList<>();
    change.leaving().stream().map(next::remove).forEach(old::add);
    for (Activation activation : change.incoming()) {
      Activation before = next.put(activation.jar().name(), activation);
      if (before != null) {
        old.add(before);
        if (set.get(activation.jar().name()).previous() != null) {
          Track track = activation.running().track();
          track.onTrial(before.running().track(), before.threads(), worse);
        }
      }
    }
    registry.swap(providers(change.incoming()), providers(old));
    served = new Served(next, served.refused());
    old.forEach(retired::add);
    served = served.under(set);
    tellLacks(set);
  }

  /** Who is refused here and runs in another version gets no work: the others run the new one. */
  private void tellLacks(PluginSet set) {
    registry.lacks(!served.behind(set).isEmpty(), served.refused().keySet());
  }

  /**
   * Makes what serves here what the set says, as far as it comes up here. What does not is not
   * tried again before it changes.
   */
  void follow(PluginSet set, Function<Entry, PluginJar> jars, Runnable worse) {
    served = served.under(set);
    Map<String, Refusal> failing = new HashMap<>(served.refused());
    List<Activation> incoming = new ArrayList<>();
    Set<String> leaving = served.unwanted(set);
    leaving.forEach(name -> LOG.info("Plugin {} stops serving", name));
    for (Entry entry : set.enabled()) {
      if (!served.runs(entry) && !failing.containsKey(entry.name())) {
        try {
          Activation activation = starter.start(jars.apply(entry), entry.isolation(), limit);
          incoming.add(activation);
          try {
            refuseConflict(incoming, leaving);
            LOG.info("Plugin {} {} comes up", entry.name(), entry.version());
          } catch (InvalidException e) {
            incoming.remove(activation);
            activation.unload();
            throw e;
          }
        } catch (InvalidException e) {
          LOG.error(
              "Plugin {} {} does not start: {}", entry.name(), entry.version(), e.getMessage());
          failing.put(entry.name(), new Refusal(entry, String.valueOf(e.getMessage())));
        }
      }
    }
    route(new Change(incoming, leaving), set, worse);
    served = new Served(served.active(), failing);
    tellLacks(set);
    limit = Starter.LIMIT;
  }

  private void refuseConflict(List<Activation> incoming, Set<String> leaving) {
    Contribution conflict =
        registry
            .conflict(providers(incoming), providers(served.outgoing(incoming, leaving)))
            .orElse(null);
    if (conflict != null) {
      throw new InvalidException(
          incoming.getLast().jar().name(),
          "offers the "
              + conflict.kind().name().toLowerCase(Locale.ROOT)
              + " '"
              + conflict.name()
              + "', which another plugin offers already. Disable that one first, or rename this."
              + " Nothing was changed.");
    }
  }

  private static List<Provider> providers(List<Activation> activations) {
    return activations.stream().flatMap(each -> each.providers().stream()).toList();
  }

  /** What this node finds to be worse than what it took the place of. */
  List<Worse> worse(PluginSet set) {
    List<Worse> all = new ArrayList<>();
    for (Entry entry : set.enabled()) {
      if (entry.previous() != null) {
        worse(entry).ifPresent(why -> all.add(new Worse(entry, why)));
      }
    }
    return all;
  }

  private Optional<String> worse(Entry entry) {
    Optional<Activation> activation = served.running(entry);
    if (activation.isPresent()) {
      Track track = activation.get().running().track();
      if (track.onTrial()) {
        track.threads(activation.get().threads());
        track.look();
      }
      return track.verdict();
    }
    boolean young = clock.instant().isBefore(entry.installedAt().plus(YOUNG));
    return Optional.ofNullable(served.refused().get(entry.name()))
        .filter(r -> young)
        .map(Refusal::why);
  }

  /** Ends the calls that hang in what was taken back. */
  void endHanging() {
    starter.up().forEach(up -> up.running().track().look());
  }

  /** In the plugin's log, what befell a version of it. */
  void note(Entry entry, String what) {
    starter.log(entry.name()).tell(entry.version(), what);
  }

  /** Each plugin that is to serve, by name. */
  List<PluginHere> here(PluginSet set) {
    Map<String, List<PluginFigures>> figures =
        PluginFigures.of(starter.up(), Set.copyOf(served.active().values()));
    return set.enabled().stream()
        .map(entry -> here(entry, figures.getOrDefault(entry.name(), List.of())))
        .toList();
  }

  private PluginHere here(Entry entry, List<PluginFigures> figures) {
    Optional<Activation> activation = served.running(entry);
    if (activation.isPresent()) {
      boolean trial = activation.get().running().track().onTrial();
      return new PluginHere(
          entry.name(),
          entry.version(),
          trial ? PluginHere.State.ON_TRIAL : PluginHere.State.ACTIVE,
          retired.remains().of(entry.name()).orElse(null),
          figures);
    }
    Activation other = served.active().get(entry.name());
    String version = other == null ? null : other.running().version();
    return served
        .failure(entry)
        .map(why -> new PluginHere(entry.name(), version, PluginHere.State.FAILED, why, figures))
        .orElseGet(
            () -> new PluginHere(entry.name(), version, PluginHere.State.STARTING, null, figures));
  }

  /** Those that do not serve as the set says, and those that serve unwanted. */
  List<String> behind(PluginSet set) {
    return served.behind(set);
  }

  PluginView view(Entry entry) {
    return served.view(entry);
  }
}
