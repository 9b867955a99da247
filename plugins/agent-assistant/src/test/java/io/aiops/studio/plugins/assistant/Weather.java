package io.aiops.studio.plugins.assistant;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Tool;
import java.util.Map;

/** A tool that knows one town. */
final class Weather {

  private static final String SCHEMA =
      """
      {"type": "object", "properties": {"town": {"type": "string"}}, "required": ["town"]}
      """;

  private Weather() {}

  static Tool tool() {
    return tool((arguments, context) ->
        switch (String.valueOf(arguments.get("town"))) {
          case "Ghent" -> Map.of("sky", "rain");
          case "Atlantis" -> throw new PluginException(Category.NOT_FOUND, "No town Atlantis.");
          case "Everywhere" -> Map.of("sky", "x".repeat(30_000));
          default -> throw new PluginException(Category.UNAVAILABLE, "The station is down.");
        });
  }

  static Tool tool(Tool.Function function) {
    return new Tool("now", "Weather", "Tells the weather.", SCHEMA, Tool.Effect.NONE, function);
  }
}
