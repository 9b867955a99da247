package io.aiops.studio.host.plugin;

import io.aiops.studio.host.definition.YamlBounds;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a connector without Java says in its file, read without loading anything: its name, and the
 * settings that a connection takes, as whoever makes a connector of it will say them.
 */
final class YamlAnnounced {

  /** Settings that each such connector has besides its own; it lies beside who adds them. */
  private static final String ALWAYS = "io/aiops/studio/routes/always.json";

  private static final int LARGEST = 64 * 1024;

  private YamlAnnounced() {}

  /**
   * @return empty if it has no name: it is refused when it starts
   * @throws InvalidException if it is no YAML
   */
  static Optional<Contribution> of(PluginJar jar, String text) {
    return read(jar, text) instanceof Map<?, ?> file && file.get("name") instanceof String name
        ? Optional.of(
            new Contribution(
                Kind.CONNECTOR,
                name,
                text(file, "title", name),
                text(file, "description", ""),
                Map.of(),
                settings(file.get("settings")),
                List.of()))
        : Optional.empty();
  }

  private static @Nullable Object read(PluginJar jar, String text) {
    try {
      return YamlBounds.read(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidException(
          jar.name(),
          "has a '"
              + jar.connector()
              + "' that is no YAML: "
              + e.getMessage()
              + ". Nothing was changed.");
    }
  }

  private static String text(Map<?, ?> map, String key, String otherwise) {
    return map.get(key) instanceof String text ? text : otherwise;
  }

  private static Map<String, @Nullable Object> settings(@Nullable Object given) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.putAll(named(given));
    Map<String, @Nullable Object> properties = named(schema.get("properties"));
    always().forEach(properties::putIfAbsent);
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, @Nullable Object> named(@Nullable Object value) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) -> named.put(String.valueOf(name), each));
    }
    return named;
  }

  /** None where there is nobody to make connectors of such files, as in some tests. */
  private static Map<String, @Nullable Object> always() {
    try (InputStream in = YamlAnnounced.class.getClassLoader().getResourceAsStream(ALWAYS)) {
      return in == null
          ? Map.of()
          : Json.parseMap(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(ALWAYS + " cannot be read", e);
    }
  }
}
