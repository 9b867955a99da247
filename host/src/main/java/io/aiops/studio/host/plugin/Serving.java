package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.problem.InvalidException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private record Refusal(Entry entry, String why) {}

  private final Clock clock;
  private final Starter starter;
  private final Registry registry;
  private final Retired retired;
  private volatile Map<String, Activation> active = Map.of();
  private volatile Map<String, Refusal> refused = Map.of();
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
        if (entry.since() == next.version() && !runs(entry)) {
          incoming.add(starter.start(jars.apply(entry), entry.isolation(), limit));
        }
      }
      Change change = new Change(List.copyOf(incoming), unwanted(next));
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
        providers(outgoing(change.incoming(), change.leaving())),
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
    Map<String, Activation> next = new HashMap<>(active);
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
    active = Map.copyOf(next);
    old.forEach(retired::add);
    refused = kept(set);
    tellLacks(set);
  }

  /** Who is refused here and runs in another version gets no work: the others run the new one. */
  private void tellLacks(PluginSet set) {
    registry.lacks(!behind(set).isEmpty(), refused.keySet());
  }

  /**
   * Makes what serves here what the set says, as far as it comes up here. What does not is not
   * tried again before it changes.
   */
  void follow(PluginSet set, Function<Entry, PluginJar> jars, Runnable worse) {
    refused = kept(set);
    Map<String, Refusal> failing = new HashMap<>(refused);
    List<Activation> incoming = new ArrayList<>();
    Set<String> leaving = unwanted(set);
    leaving.forEach(name -> LOG.info("Plugin {} stops serving", name));
    for (Entry entry : set.enabled()) {
      if (!runs(entry) && !failing.containsKey(entry.name())) {
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
    refused = Map.copyOf(failing);
    tellLacks(set);
    limit = Starter.LIMIT;
  }

  /** Of those that did not start, who still stands in the set as it was tried. */
  private Map<String, Refusal> kept(PluginSet set) {
    return refused.values().stream()
        .filter(refusal ->
            set.find(refusal.entry().name())
                .filter(entry ->
                    entry.enabled() && entry.since() == refusal.entry().since() && !runs(entry))
                .isPresent())
        .collect(Collectors.toUnmodifiableMap(refusal -> refusal.entry().name(), each -> each));
  }

  private Set<String> unwanted(PluginSet set) {
    Set<String> names = new TreeSet<>(active.keySet());
    set.enabled().forEach(entry -> names.remove(entry.name()));
    return names;
  }

  private void refuseConflict(List<Activation> incoming, Set<String> leaving) {
    Contribution conflict =
        registry.conflict(providers(incoming), providers(outgoing(incoming, leaving))).orElse(null);
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

  private List<Activation> outgoing(List<Activation> incoming, Set<String> leaving) {
    return Stream.concat(
            leaving.stream(), incoming.stream().map(activation -> activation.jar().name()))
        .map(active::get)
        .filter(Objects::nonNull)
        .toList();
  }

  private static List<Provider> providers(List<Activation> activations) {
    return activations.stream().flatMap(each -> each.providers().stream()).toList();
  }

  private boolean runs(Entry entry) {
    return running(entry).isPresent();
  }

  /** Just this jar, if it runs. */
  private Optional<Activation> running(Entry entry) {
    return Optional.ofNullable(active.get(entry.name()))
        .filter(activation ->
            activation.jar().sha256().equals(entry.sha256())
                && activation.isolation() == entry.isolation()
                && activation.failure().isEmpty());
  }

  /** Those that do not serve as the set says, and those that serve unwanted. */
  List<String> behind(PluginSet set) {
    Set<String> names = unwanted(set);
    set.enabled().stream().filter(entry -> !runs(entry)).forEach(entry -> names.add(entry.name()));
    return List.copyOf(names);
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
    Optional<Activation> activation = running(entry);
    if (activation.isPresent()) {
      Track track = activation.get().running().track();
      if (track.onTrial()) {
        track.threads(activation.get().threads());
      }
      return track.verdict();
    }
    boolean young = clock.instant().isBefore(entry.installedAt().plus(YOUNG));
    return Optional.ofNullable(refused.get(entry.name())).filter(r -> young).map(Refusal::why);
  }

  /** In the plugin's log, what befell a version of it. */
  void note(Entry entry, String what) {
    starter.log(entry.name()).tell(entry.version(), what);
  }

  /** Each plugin that is to serve, by name. */
  List<PluginHere> here(PluginSet set) {
    Map<String, List<PluginFigures>> figures =
        PluginFigures.of(starter.up(), Set.copyOf(active.values()));
    return set.enabled().stream()
        .map(entry -> here(entry, figures.getOrDefault(entry.name(), List.of())))
        .toList();
  }

  private PluginHere here(Entry entry, List<PluginFigures> figures) {
    Optional<Activation> activation = running(entry);
    if (activation.isPresent()) {
      boolean trial = activation.get().running().track().onTrial();
      return new PluginHere(
          entry.name(),
          entry.version(),
          trial ? PluginHere.State.ON_TRIAL : PluginHere.State.ACTIVE,
          retired.remains().of(entry.name()).orElse(null),
          figures);
    }
    Activation other = active.get(entry.name());
    String version = other == null ? null : other.running().version();
    return failure(entry)
        .map(why -> new PluginHere(entry.name(), version, PluginHere.State.FAILED, why, figures))
        .orElseGet(
            () -> new PluginHere(entry.name(), version, PluginHere.State.STARTING, null, figures));
  }

  PluginView view(Entry entry) {
    Optional<String> why = failure(entry);
    Optional<Activation> running = running(entry);
    return new PluginView(
        entry.name(),
        entry.version(),
        entry.title(),
        entry.description(),
        state(entry, why.isPresent()),
        running.isPresent() ? null : why.orElse(null),
        entry.shipped(),
        entry.sha256(),
        entry.installedAt(),
        entry.installedBy(),
        running
            .map(each -> each.providers().stream().map(Provider::contribution).toList())
            .orElse(List.of()),
        entry.isolation());
  }

  /** Why it did not start, or does not run any more. */
  private Optional<String> failure(Entry entry) {
    return Optional.ofNullable(active.get(entry.name()))
        .flatMap(Activation::failure)
        .or(() -> Optional.ofNullable(refused.get(entry.name())).map(Refusal::why));
  }

  private PluginView.State state(Entry entry, boolean failed) {
    if (!entry.enabled()) {
      return PluginView.State.DISABLED;
    }
    if (runs(entry)) {
      return PluginView.State.ACTIVE;
    }
    return failed ? PluginView.State.FAILED : PluginView.State.STARTING;
  }
}
