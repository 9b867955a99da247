package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import java.util.Locale;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** What is said of a plugin that a command changed. */
final class PluginSentence {

  private PluginSentence() {}

  /**
   * @param done what became of it, such as {@code Installed}
   * @param plugin as REST has it
   */
  static String that(String done, JsonNode plugin) {
    String offers = contributions(plugin);
    return "%s %s %s: %s%s."
        .formatted(
            done,
            Json.text(plugin, "name"),
            Json.text(plugin, "version"),
            Json.text(plugin, "state"),
            offers.isEmpty() ? "" : ", offers " + Terminal.plain(offers));
  }

  static String contributions(JsonNode plugin) {
    StringJoiner offers = new StringJoiner(", ");
    plugin
        .path("contributions")
        .forEach(offer ->
            offers.add(
                Json.text(offer, "kind").toLowerCase(Locale.ROOT)
                    + " "
                    + Json.text(offer, "name")));
    return offers.toString();
  }
}
