package io.aiops.studio.cli.execution;

import io.aiops.studio.cli.console.Wording;
import io.aiops.studio.cli.server.Json;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * An execution in one line, in words.
 *
 * @param node as REST shows it
 */
record Summary(JsonNode node) {

  String id() {
    return Json.text(node, "id");
  }

  String workflow() {
    return Json.text(node, "workflow") + " v" + Json.text(node, "version");
  }

  String status() {
    return Json.text(node, "status");
  }

  String started() {
    return Wording.dateTime(Instant.parse(Json.text(node, "createdAt")));
  }

  String startedBy() {
    return Json.text(node, "startedBy");
  }

  /** Until now if it runs. */
  String took() {
    String ended = Json.text(node, "endedAt");
    Instant until = ended.isEmpty() ? Instant.now() : Instant.parse(ended);
    return Wording.duration(Duration.between(Instant.parse(Json.text(node, "createdAt")), until));
  }

  String steps() {
    return node.path("stepsDone").asInt() + "/" + node.path("stepsKnown").asInt();
  }

  /** Tokens and money; empty if no model was asked. */
  String usage() {
    JsonNode usage = node.path("usage");
    long input = usage.path("inputTokens").asLong();
    long output = usage.path("outputTokens").asLong();
    if (input + output == 0) {
      return "";
    }
    String cost = Json.text(usage, "cost");
    return Wording.count(input)
        + " tokens in, "
        + Wording.count(output)
        + " out"
        + (cost.isEmpty() ? "" : ", " + cost + " " + Json.text(usage, "currency"))
        + (usage.path("simulated").asBoolean() ? " (simulated model)" : "");
  }

  String failure() {
    return failure(node.path("failure"));
  }

  /** Nothing if there is none. */
  static String failure(JsonNode failure) {
    String plugin = Json.text(failure, "plugin");
    return failure.isObject()
        ? Json.text(failure, "category")
            + ": "
            + Json.text(failure, "message")
            + (plugin.isEmpty() ? "" : " (" + plugin + ")")
        : "";
  }
}
