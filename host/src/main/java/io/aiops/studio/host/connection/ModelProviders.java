package io.aiops.studio.host.connection;

import io.aiops.studio.host.connection.ConnectionResolver.Resolved;
import io.aiops.studio.host.connection.ConnectionService.ModelProviderView;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which model provider a reference means: a connection of the workspace, one found in the
 * environment, or a plugin that needs no settings. The first that answers serves steps that name
 * none; the simulated one only if there is no other.
 */
final class ModelProviders {

  /** The plugin that asks no real model. */
  private static final String SIMULATED = "simulated";

  private record Asked(String name, Resolved resolved) {}

  private final PluginRegistry plugins;
  private final BuiltIn builtIn;
  private final ModelProbe probe;

  ModelProviders(PluginRegistry plugins, BuiltIn builtIn, ModelProbe probe) {
    this.plugins = plugins;
    this.builtIn = builtIn;
    this.probe = probe;
  }

  /** All that a reference may name, in order of preference. */
  private Map<String, Resolved> candidates(Map<String, Resolved> connections) {
    Map<String, Resolved> all = new LinkedHashMap<>(connections);
    builtIn
        .models()
        .forEach((name, model) ->
            all.putIfAbsent(name, new Resolved(model.provider(), "", model.settings())));
    for (Contribution contribution : plugins.contributions()) {
      if (contribution.kind() == Kind.MODEL && contribution.name().equals(SIMULATED)) {
        all.putIfAbsent(SIMULATED, new Resolved(SIMULATED, "", Map.of()));
      }
    }
    return all;
  }

  Optional<Resolved> resolve(String reference, Map<String, Resolved> connections) {
    Map<String, Resolved> all = candidates(connections);
    if (reference.isBlank()) {
      return standard(all).map(Asked::resolved).map(r -> withModel(r, ""));
    }
    int slash = reference.indexOf('/');
    String name = slash < 0 ? reference : reference.substring(0, slash);
    String model = slash < 0 ? "" : reference.substring(slash + 1);
    return Optional.ofNullable(all.get(name)).map(r -> withModel(r, model));
  }

  private static Resolved withModel(Resolved resolved, String model) {
    Object own = resolved.settings().get("model");
    String target = model.isEmpty() && own instanceof String text ? text : model;
    return new Resolved(resolved.provider(), target, resolved.settings(), resolved.bounded());
  }

  private Optional<Asked> standard(Map<String, Resolved> all) {
    for (Map.Entry<String, Resolved> entry : all.entrySet()) {
      boolean unasked = !builtIn.models().containsKey(entry.getKey());
      if (unasked || probe.models(entry.getValue()).available()) {
        return Optional.of(new Asked(entry.getKey(), entry.getValue()));
      }
    }
    return Optional.empty();
  }

  List<ModelProviderView> views(Map<String, Resolved> connections) {
    Map<String, Resolved> all = candidates(connections);
    String standard = standard(all).map(Asked::name).orElse("");
    List<ModelProviderView> views = new ArrayList<>();
    all.forEach((name, resolved) -> {
      ModelProbe.Answer answer = probe.models(resolved);
      boolean found = !connections.containsKey(name) && builtIn.models().containsKey(name);
      if (answer.available() || !found) {
        views.add(view(name, resolved, answer, name.equals(standard)));
      }
    });
    return views;
  }

  private ModelProviderView view(
      String name, Resolved resolved, ModelProbe.Answer answer, boolean standard) {
    boolean simulated = resolved.provider().equals(SIMULATED);
    BuiltIn.@Nullable Model found = builtIn.models().get(name);
    String note =
        !answer.available()
            ? answer.note()
            : simulated && standard
                ? "No real model is connected: answers are simulated from the prompt. Set"
                    + " OPENAI_API_KEY, start Ollama, or add a model connection."
                : found == null ? "" : found.note();
    return new ModelProviderView(
        name,
        title(resolved.provider()),
        answer.models(),
        answer.available(),
        standard,
        simulated,
        note);
  }

  private String title(String provider) {
    return plugins.contributions().stream()
        .filter(c -> c.kind() == Kind.MODEL && c.name().equals(provider))
        .map(Contribution::title)
        .findFirst()
        .orElse(provider);
  }
}
