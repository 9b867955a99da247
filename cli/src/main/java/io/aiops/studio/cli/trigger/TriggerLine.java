package io.aiops.studio.cli.trigger;

import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A trigger in words.
 *
 * @param node as REST shows it
 */
record TriggerLine(JsonNode node) {

  String name() {
    return Json.text(node, "name");
  }

  String state() {
    return node.path("enabled").asBoolean() ? "on" : "off";
  }

  /** With the version, if it is always the same. */
  String workflow() {
    String version = Json.text(node, "version");
    return Json.text(node, "workflow") + (version.isEmpty() ? "" : " v" + version);
  }

  String actsAs() {
    return Json.text(node, "actsAs");
  }

  /** Nothing if no schedule fires. */
  String next() {
    return time(node, "nextAt");
  }

  /** When it fires, and how it is reached from outside. */
  String fires() {
    String id = Json.text(node, "id");
    return switch (Json.text(node, "kind")) {
      case "SCHEDULE" -> {
        JsonNode schedule = node.path("schedule");
        yield "at %s (%s)".formatted(Json.text(schedule, "cron"), Json.text(schedule, "zone"));
      }
      case "WEBHOOK" -> "on a signed request to /api/v1/hooks/" + id;
      case "QUEUE" -> "on a message with studio_trigger = " + id;
      case "COMPLETION" -> {
        JsonNode completion = node.path("completion");
        List<String> ends = new ArrayList<>();
        completion.path("on").forEach(end -> ends.add(end.asString().toLowerCase(Locale.ROOT)));
        ends.sort(null);
        yield "when %s is %s"
            .formatted(Json.text(completion, "workflow"), String.join(" or ", ends));
      }
      default -> Json.text(node, "kind");
    };
  }

  /** A moment in words; nothing if there is none. */
  static String time(JsonNode node, String field) {
    String text = Json.text(node, field);
    return text.isEmpty() ? "" : Wording.dateTime(Instant.parse(text));
  }
}
