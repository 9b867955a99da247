package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginSet.Entry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which plugins serve on this node at one moment, and why others do not.
 *
 * @param active by name
 * @param refused by name: those that did not start
 */
record Served(Map<String, Activation> active, Map<String, Refusal> refused) {

  static final Served NOTHING = new Served(Map.of(), Map.of());

  /** One that did not start, as the set had it then. */
  record Refusal(Entry entry, String why) {}

  Served {
    active = Map.copyOf(active);
    refused = Map.copyOf(refused);
  }

  /** With, of those that did not start, only who still stands in the set as it was tried. */
  Served under(PluginSet set) {
    Map<String, Refusal> still =
        refused.values().stream()
            .filter(refusal ->
                set.find(refusal.entry().name())
                    .filter(entry ->
                        entry.enabled() && entry.since() == refusal.entry().since() && !runs(entry))
                    .isPresent())
            .collect(Collectors.toUnmodifiableMap(refusal -> refusal.entry().name(), each -> each));
    return new Served(active, still);
  }

  /** The names of those that serve and shall not. */
  Set<String> unwanted(PluginSet set) {
    Set<String> names = new TreeSet<>(active.keySet());
    set.enabled().forEach(entry -> names.remove(entry.name()));
    return names;
  }

  /** Those that leave, and those whose place is taken. */
  List<Activation> outgoing(List<Activation> incoming, Set<String> leaving) {
    return Stream.concat(
            leaving.stream(), incoming.stream().map(activation -> activation.jar().name()))
        .map(active::get)
        .filter(Objects::nonNull)
        .toList();
  }

  boolean runs(Entry entry) {
    return running(entry).isPresent();
  }

  /** Just this jar, if it runs. */
  Optional<Activation> running(Entry entry) {
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
  Optional<String> failure(Entry entry) {
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
