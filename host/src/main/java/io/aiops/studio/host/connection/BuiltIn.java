package io.aiops.studio.host.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What serves without anybody having configured it.
 *
 * @param connectors settings of connectors that serve under their own name; others get none
 * @param models model providers found in the environment, by name, the preferred first
 */
public record BuiltIn(
    Map<String, Map<String, @Nullable Object>> connectors, Map<String, Model> models) {

  /**
   * @param provider the model plugin
   * @param settings its settings
   * @param note why it is there, one sentence
   */
  public record Model(String provider, Map<String, @Nullable Object> settings, String note) {
    @Override
    public String toString() {
      return "Model[" + provider + ", settings withheld]";
    }
  }

  public BuiltIn {
    connectors = Map.copyOf(connectors);
    models = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(models));
  }

  Map<String, @Nullable Object> connector(String name) {
    return connectors.getOrDefault(name, Map.of());
  }

  /**
   * From the environment.
   *
   * @param sharedFolder the one folder that the file connector may use as it comes
   */
  public static BuiltIn from(Map<String, String> environment, String sharedFolder) {
    Map<String, Model> models = new LinkedHashMap<>();
    String key = environment.get("OPENAI_API_KEY");
    if (key != null && !key.isBlank()) {
      models.put(
          "openai",
          new Model(
              "openai",
              Map.of(
                  "apiKey",
                  key,
                  "baseUrl",
                  environment.getOrDefault("OPENAI_BASE_URL", "https://api.openai.com/v1"),
                  "model",
                  environment.getOrDefault("OPENAI_MODEL", "gpt-4o-mini")),
              "Taken up because OPENAI_API_KEY is set."));
    }
    if (!"off".equals(environment.get("STUDIO_MODEL_PROBE"))) {
      String host = environment.getOrDefault("OLLAMA_HOST", "127.0.0.1:11434");
      String url = ollama(host);
      models.put(
          "ollama",
          new Model(
              "openai",
              Map.of("baseUrl", url + "/v1", "apiKey", "ollama"),
              "Taken up because Ollama answers at " + url + "."));
    }
    return new BuiltIn(Map.of("file", Map.of("folders", List.of(sharedFolder))), models);
  }

  /** As Ollama itself reads its {@code OLLAMA_HOST}: scheme and port may be left out. */
  static String ollama(String host) {
    String url = host.contains("://") ? host : "http://" + host;
    return url.matches(".*:\\d+/?")
        ? url.replaceFirst("/$", "")
        : url.replaceFirst("/?$", ":11434");
  }
}
