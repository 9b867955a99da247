package io.aiops.studio.routes;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.Tool;
import io.aiops.studio.routes.ConnectorFile.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does what a {@code connector.yaml} says, each action by one call of the HTTP connector. */
final class YamlConnector implements Connector {

  /** Settings that the HTTP connector has by the same name. */
  private static final List<String> HANDED_ON = List.of("privateAddresses", "timeoutSeconds");

  private final ConnectorFile file;
  private final Tool.Function http;

  /**
   * @param http the HTTP connector's tool that takes every method
   */
  YamlConnector(ConnectorFile file, Tool.Function http) {
    this.file = file;
    this.http = http;
  }

  @Override
  public List<Tool> tools() {
    return file.actions().stream()
        .map(action ->
            new Tool(
                action.name(),
                action.title(),
                action.description(),
                action.input(),
                action.effect(),
                (arguments, context) -> call(action, arguments, context)))
        .toList();
  }

  private @Nullable Object call(
      Action action, Map<String, @Nullable Object> arguments, CallContext context)
      throws Exception {
    Object answer =
        http.call(
            action.request().arguments(visible(arguments, without(context, file.secrets()))),
            new Reaching(context, settings(context)));
    if (action.result() == null || !(answer instanceof Map<?, ?> fields)) {
      return answer;
    }
    Map<String, @Nullable Object> visible = visible(arguments, without(context, file.secrets()));
    fields.forEach((name, value) -> visible.put(String.valueOf(name), value));
    return action.result().over(visible);
  }

  private static Map<String, @Nullable Object> visible(
      Map<String, @Nullable Object> input, Map<String, @Nullable Object> settings) {
    Map<String, @Nullable Object> visible = new LinkedHashMap<>();
    visible.put("input", input);
    visible.put("settings", settings);
    return visible;
  }

  private static Map<String, @Nullable Object> without(CallContext context, Set<String> secrets) {
    Map<String, @Nullable Object> open = new LinkedHashMap<>(context.settings());
    open.keySet().removeAll(secrets);
    return open;
  }

  /** Of the HTTP connector: secrets go to this address alone, and no message shows them. */
  private Map<String, @Nullable Object> settings(CallContext context) {
    Map<String, @Nullable Object> visible = Map.of("settings", context.settings());
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put("baseUrl", String.valueOf(file.address().fill(visible)));
    Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    file.headers()
        .forEach((name, value) -> {
          // What nobody has set is not sent, rather than half of it.
          if (value.complete(visible)) {
            headers.put(name, String.valueOf(value.fill(visible)));
          }
        });
    settings.put("secretHeaders", headers);
    for (String name : HANDED_ON) {
      if (context.settings().get(name) instanceof Object value) {
        settings.put(name, value);
      }
    }
    return settings;
  }
}
