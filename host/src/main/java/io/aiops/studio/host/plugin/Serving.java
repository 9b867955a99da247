package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Grants;
import io.aiops.studio.host.plugin.PluginSet.Entry;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.problem.InvalidException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
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

  private record Refusal(Entry entry, String why) {}

  private final Starter starter;
  private final Registry registry;
  private final Retired retired;
  private volatile Map<String, Activation> active = Map.of();
  private volatile Map<String, Refusal> refused = Map.of();
  private Duration limit = Starter.LIMIT_AT_START;

  Serving(BundleContext context, Registry registry, Retired retired, Grants grants) {
    this.starter = new Starter(context, grants);
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
          incoming.add(starter.start(jars.apply(entry), limit));
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

  /** It does not come about. */
  void drop(Change change) {
    change.incoming().forEach(Activation::unload);
  }

  /** From the next look-up on, what comes serves; what goes is unloaded when it is not in use. */
  void route(Change change) {
    Map<String, Activation> next = new HashMap<>(active);
    List<Activation> old = new ArrayList<>();
    change.leaving().stream().map(next::remove).forEach(old::add);
    for (Activation activation : change.incoming()) {
      Activation before = next.put(activation.jar().name(), activation);
      if (before != null) {
        old.add(before);
      }
    }
    registry.swap(providers(change.incoming()), providers(old));
    active = Map.copyOf(next);
    old.forEach(retired::add);
  }

  /**
   * Makes what serves here what the set says, as far as it comes up here. What does not is not
   * tried again before it changes.
   */
  void follow(PluginSet set, Function<Entry, PluginJar> jars) {
    refused = kept(set);
    Map<String, Refusal> failing = new HashMap<>(refused);
    List<Activation> incoming = new ArrayList<>();
    Set<String> leaving = unwanted(set);
    leaving.forEach(name -> LOG.info("Plugin {} stops serving", name));
    for (Entry entry : set.enabled()) {
      if (!runs(entry) && !failing.containsKey(entry.name())) {
        try {
          Activation activation = starter.start(jars.apply(entry), limit);
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
    route(new Change(incoming, leaving));
    refused = Map.copyOf(failing);
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
    List<Activation> outgoing = new ArrayList<>();
    leaving.forEach(name -> outgoing.add(active.get(name)));
    incoming.stream()
        .map(activation -> active.get(activation.jar().name()))
        .filter(Objects::nonNull)
        .forEach(outgoing::add);
    Contribution conflict =
        registry.conflict(providers(incoming), providers(outgoing)).orElse(null);
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

  private boolean runs(Entry entry) {
    Activation activation = active.get(entry.name());
    return activation != null && activation.jar().sha256().equals(entry.sha256());
  }

  /** Those that do not serve as the set says, and those that serve unwanted. */
  List<String> behind(PluginSet set) {
    Set<String> names = unwanted(set);
    set.enabled().stream().filter(entry -> !runs(entry)).forEach(entry -> names.add(entry.name()));
    return List.copyOf(names);
  }

  PluginView view(Entry entry) {
    Refusal refusal = refused.get(entry.name());
    Activation activation = active.get(entry.name());
    boolean runs = activation != null && runs(entry);
    return new PluginView(
        entry.name(),
        entry.version(),
        entry.title(),
        entry.description(),
        state(entry, refusal != null),
        refusal == null || runs ? null : refusal.why(),
        entry.shipped(),
        entry.sha256(),
        entry.installedAt(),
        entry.installedBy(),
        activation != null && runs
            ? activation.providers().stream().map(Provider::contribution).toList()
            : List.of());
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
