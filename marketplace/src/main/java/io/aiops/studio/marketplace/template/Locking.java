package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what a workflow needs here, and in which version and bytes it is here. */
final class Locking {

  private final Surroundings here;
  private final Map<String, Lock.Pin> pins = new TreeMap<>();
  private final List<Lock.Role> roles = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  Locking(Surroundings here, Map<String, @Nullable Object> workflow) {
    this.here = here;
    for (String agent : References.of(workflow, References.Kind.AGENT)) {
      pin(PluginView.Kind.AGENT, agent);
    }
    secretSettings(workflow);
    for (String connection : References.of(workflow, References.Kind.CONNECTION)) {
      role(Lock.Kind.CONNECTION, PluginView.Kind.CONNECTOR, connection);
    }
    for (String model : References.of(workflow, References.Kind.MODEL)) {
      role(Lock.Kind.MODEL, PluginView.Kind.MODEL, model);
    }
    for (String each : References.of(workflow, References.Kind.WORKFLOW)) {
      roles.add(new Lock.Role(Lock.Kind.WORKFLOW, each, ""));
    }
  }

  private void role(Lock.Kind kind, PluginView.Kind by, String name) {
    Optional<String> provider = here.provider(kind, name);
    provider.ifPresent(each -> pin(by, each));
    // A model that the environment brought has no plugin of its name; it is chosen anew elsewhere.
    if (provider.isEmpty() && kind == Lock.Kind.CONNECTION) {
      problems.add(
          new Problem(
              "workflow",
              "names the connection '"
                  + name
                  + "', which is not here: what it is of cannot be said. Nothing was exported."));
    }
    roles.add(new Lock.Role(kind, name, provider.orElse("")));
  }

  private void pin(PluginView.Kind kind, String contribution) {
    Optional<PluginView> plugin = here.offering(kind, contribution);
    plugin.ifPresentOrElse(
        found ->
            pins.put(found.name(), new Lock.Pin(found.name(), found.version(), found.sha256())),
        () ->
            problems.add(
                new Problem(
                    "workflow",
                    "needs '%s', which no active plugin offers now. Nothing was exported: enable"
                            .formatted(contribution)
                        + " or install the plugin first.")));
  }

  /** Settings that a plugin itself says are secret. */
  private void secretSettings(Map<String, @Nullable Object> workflow) {
    Settings.of(workflow)
        .forEach(settings ->
            here.plugins().stream()
                .flatMap(plugin -> plugin.contributions().stream())
                .filter(each ->
                    each.kind() == PluginView.Kind.AGENT && each.name().equals(settings.agent()))
                .forEach(agent -> problems.addAll(settings.secrets(agent.settingsSchema()))));
  }

  /** The names of the plugins that it needs. */
  Set<String> plugins() {
    return Set.copyOf(pins.keySet());
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  Lock lock(String text) {
    return Lock.of(text, List.copyOf(pins.values()), roles);
  }
}
