package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A plan of a change of plugins, in lines for people. */
final class PlanView {

  private PlanView() {}

  static List<String> lines(JsonNode plan) {
    List<String> lines = new ArrayList<>();
    plan.path("items").forEach(item -> item(lines, item));
    plan.path("refusals").forEach(why -> lines.add("! not let in: " + why.asString()));
    plan.path("conflicts").forEach(why -> lines.add("! does not fit: " + why.asString()));
    plan.path("consents").forEach(consent -> consent(lines, consent));
    affected(lines, plan.path("affected"));
    return lines.stream().map(PlanView::indented).toList();
  }

  /** What is not ours loses all that is no word; what indents it is ours. */
  private static String indented(String line) {
    String text = line.stripLeading();
    return " ".repeat(line.length() - text.length()) + Terminal.plain(text);
  }

  private static void item(List<String> lines, JsonNode item) {
    String from = Json.text(item, "from");
    String to = Json.text(item, "to");
    String versions = from.isEmpty() || to.isEmpty() ? from + to : from + " -> " + to;
    lines.add(
        "%-10s %s %s"
            .formatted(
                Json.text(item, "what").toLowerCase(Locale.ROOT),
                Json.text(item, "name"),
                versions));
    if (!Json.text(item, "gate").isEmpty()) {
      lines.add("           " + Json.text(item, "gate"));
    }
    for (JsonNode offer : item.path("offers")) {
      String fate = Json.text(offer, "fate");
      if (!fate.equals("STAYS")) {
        lines.add(
            "           %s %s %s"
                .formatted(
                    fate.equals("NEW") ? "+" : "-",
                    Json.text(offer, "kind").toLowerCase(Locale.ROOT),
                    Json.text(offer, "name")));
      }
    }
  }

  private static void consent(List<String> lines, JsonNode consent) {
    lines.add("%s wants:".formatted(Json.text(consent, "plugin")));
    consent.path("added").forEach(one -> lines.add("  + " + one.asString()));
    consent.path("unused").forEach(one -> lines.add("  - " + one.asString() + " (no more)"));
  }

  private static void affected(List<String> lines, JsonNode affected) {
    for (JsonNode workspace : affected.path("workspaces")) {
      lines.add(
          "affects in %s: %s"
              .formatted(Json.text(workspace, "name"), counts(workspace.path("counts"))));
      for (JsonNode step : workspace.path("steps")) {
        lines.add(
            "  workflow %s, step %s: %s%s"
                .formatted(
                    Json.text(step, "workflow"),
                    Json.text(step, "step"),
                    Json.text(step, "uses"),
                    lost(step)));
      }
      for (JsonNode connection : workspace.path("connections")) {
        lines.add(
            "  connection %s: %s%s"
                .formatted(
                    Json.text(connection, "name"),
                    Json.text(connection, "provider"),
                    lost(connection)));
      }
      for (JsonNode trouble : workspace.path("troubles")) {
        lines.add(
            "  ! %s: %s is %s; %s"
                .formatted(
                    Json.text(trouble, "place"),
                    Json.text(trouble, "field"),
                    Json.text(trouble, "found"),
                    Json.text(trouble, "expected")));
      }
    }
    JsonNode elsewhere = affected.path("elsewhere");
    if (elsewhere.path("workspaces").asLong() > 0) {
      lines.add(
          "affects in %d other workspaces: %s"
              .formatted(elsewhere.path("workspaces").asLong(), counts(elsewhere.path("counts"))));
    }
    if (!affected.path("complete").asBoolean(true)) {
      lines.add("There is more than was looked at.");
    }
  }

  private static String lost(JsonNode use) {
    return use.path("lost").asBoolean() ? " (lost)" : "";
  }

  private static String counts(JsonNode counts) {
    return "%d steps of %d workflows, %d connections, %d executions in flight; lost: %d and %d executions; settings that would not fit: %d"
        .formatted(
            counts.path("steps").asLong(),
            counts.path("workflows").asLong(),
            counts.path("connections").asLong(),
            counts.path("executions").asLong(),
            counts.path("lost").asLong(),
            counts.path("lostExecutions").asLong(),
            counts.path("troubles").asLong());
  }
}
