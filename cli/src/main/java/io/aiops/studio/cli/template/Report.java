package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A server's answers in words. */
final class Report {

  private static final int LONGEST = 60;

  private final Terminal terminal;

  Report(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What a template needs. */
  void plan(JsonNode plan) {
    terminal.result(
        Terminal.plain(
            "%s %s: %s"
                .formatted(
                    Json.text(plan, "id"), Json.text(plan, "version"), Json.text(plan, "title"))));
    Table plugins = new Table("PLUGIN", "VERSION", "STATE", "FROM", "HERE", "SHA-256");
    plan.path("plugins")
        .forEach(plugin ->
            plugins.row(
                Json.text(plugin, "name"),
                Json.text(plugin, "version"),
                word(plugin, "state"),
                Json.text(plugin, "catalog"),
                Json.text(plugin, "here"),
                Json.text(plugin, "sha256")));
    show(plugins, plan.path("plugins"));
    Table roles = new Table("ROLE", "KIND", "OF", "PLAYED BY", "OPTIONS");
    plan.path("roles")
        .forEach(role -> {
          List<String> options = new ArrayList<>();
          role.path("options").forEach(each -> options.add(each.asString()));
          roles.row(
              Json.text(role, "role"),
              word(role, "kind"),
              Json.text(role, "provider"),
              Json.text(role, "player"),
              String.join(", ", options));
        });
    show(roles, plan.path("roles"));
  }

  /** Who changed what. */
  void difference(JsonNode difference) {
    JsonNode plan = difference.path("plan");
    terminal.result(
        Terminal.plain(
            "%s: %s %s -> %s"
                .formatted(
                    Json.text(plan, "workflow"),
                    Json.text(plan, "id"),
                    Json.text(difference, "from"),
                    Json.text(plan, "version"))));
    Table changes = new Table("PLACE", "CHANGED BY", "TAKEN", "WAS", "MINE", "THEIRS");
    difference
        .path("changes")
        .forEach(change ->
            changes.row(
                Json.text(change, "path"),
                word(change, "side"),
                word(change, "taken"),
                value(change, "inBase", "base"),
                value(change, "inMine", "mine"),
                value(change, "inTheirs", "theirs")));
    show(changes, difference.path("changes"));
  }

  /** Says what keeps it from being done; the exit code. */
  int problems(JsonNode answer) {
    JsonNode problems = answer.path("problems");
    for (JsonNode problem : problems) {
      terminal.say(
          "  " + Terminal.plain(Json.text(problem, "path") + ": " + Json.text(problem, "message")));
    }
    return problems.isEmpty() ? 0 : CommandFailedException.FAILED;
  }

  private void show(Table table, JsonNode rows) {
    if (!rows.isEmpty()) {
      table.lines().forEach(terminal::result);
    }
  }

  private static String word(JsonNode node, String field) {
    return Json.text(node, field).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String value(JsonNode change, String there, String field) {
    if (!change.path(there).asBoolean()) {
      return "-";
    }
    String text = Json.compact(change.path(field));
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
