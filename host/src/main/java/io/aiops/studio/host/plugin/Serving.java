package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginStore.Stored;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.problem.InvalidException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.BundleContext;

/** The plugins that serve on this node, and why others do not. Not thread-safe. */
final class Serving {

  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final BundleContext context;
  private final Registry registry;
  private final Map<String, Activation> active = new HashMap<>();
  private final Map<String, String> failed = new HashMap<>();

  /** The sha256 of what serves here, and of what did not start here, by plugin. */
  private final Map<String, String> serving = new HashMap<>();

  private final Map<String, String> refused = new HashMap<>();

  Serving(BundleContext context, Registry registry) {
    this.context = context;
    this.registry = registry;
  }

  /**
   * Starts it beside the one of the same name, and puts it in its place. Drains the old one.
   *
   * @param keep writes it down, once it is known to work and before it serves
   */
  void activate(PluginJar jar, Runnable keep) {
    Activation old = active.get(jar.name());
    Activation next = Activation.start(context, jar);
    List<Provider> outgoing = old == null ? List.of() : old.providers();
    Optional<Contribution> conflict = registry.conflict(next.providers(), outgoing);
    if (conflict.isPresent()) {
      next.stop(Duration.ZERO);
      throw new InvalidException(
          jar.name(),
          "offers the "
              + conflict.get().kind().name().toLowerCase(Locale.ROOT)
              + " '"
              + conflict.get().name()
              + "', which another plugin offers already. Disable that one first, or rename this."
              + " Nothing was changed.");
    }
    try {
      keep.run();
    } catch (RuntimeException e) {
      next.stop(Duration.ZERO);
      throw e;
    }
    registry.swap(next.providers(), outgoing);
    active.put(jar.name(), next);
    serving.put(jar.name(), jar.sha256());
    failed.remove(jar.name());
    refused.remove(jar.name());
    if (old != null) {
      old.stop(DRAIN);
    }
  }

  void deactivate(String name) {
    Activation old = active.remove(name);
    serving.remove(name);
    if (old != null) {
      registry.swap(List.of(), old.providers());
      old.stop(DRAIN);
    }
  }

  /** It does not start, and is not tried again before it changes. */
  void fail(Stored plugin, String why) {
    failed.put(plugin.name(), why);
    refused.put(plugin.name(), plugin.sha256());
  }

  /** It is not wanted any more: that it failed is of no interest. */
  void forgetFailure(String name) {
    failed.remove(name);
  }

  void forgetFailuresBut(Set<String> wanted) {
    failed.keySet().retainAll(wanted);
    refused.keySet().retainAll(wanted);
  }

  boolean has(String name) {
    return active.containsKey(name);
  }

  Set<String> names() {
    return Set.copyOf(active.keySet());
  }

  /** Whether just this jar serves, or was tried in vain. */
  boolean tried(Stored plugin) {
    return plugin.sha256().equals(serving.get(plugin.name()))
        || plugin.sha256().equals(refused.get(plugin.name()));
  }

  /** Those that do not serve as wanted, and those that serve unwanted. */
  List<String> behind(Map<String, Stored> wanted) {
    Set<String> names = new TreeSet<>();
    wanted.forEach((name, plugin) -> {
      if (!plugin.sha256().equals(serving.get(name))) {
        names.add(name);
      }
    });
    active.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(names::add);
    return List.copyOf(names);
  }

  PluginView view(Stored stored) {
    Activation activation = active.get(stored.name());
    PluginView.State state =
        activation != null
            ? PluginView.State.ACTIVE
            : stored.enabled() ? PluginView.State.FAILED : PluginView.State.DISABLED;
    return new PluginView(
        stored.name(),
        stored.version(),
        stored.title(),
        stored.description(),
        state,
        failed.get(stored.name()),
        stored.shipped(),
        stored.sha256(),
        stored.installedAt(),
        stored.installedBy(),
        activation == null
            ? List.of()
            : activation.providers().stream().map(Provider::contribution).toList());
  }
}
