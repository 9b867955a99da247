package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** How one plugin does on each node, and what it last wrote. */
@Command(
    name = "show",
    description = {
      "Shows how a plugin stands on each node: version, state, calls now, done and failed, threads, memory.",
      "",
      "With --log, what it last wrote and failed at as well, which administrators may see."
    })
public final class PluginShowCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "PLUGIN", description = "As 'plugin list' shows it.")
  @SuppressWarnings("NullAway.Init")
  private String plugin;

  @Option(names = "--log", description = "Its last lines too, the newest last.")
  private boolean log;

  public PluginShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Table table =
        new Table("NODE", "VERSION", "STATE", "NOW", "DONE", "FAILED", "THREADS", "MIB", "WHY");
    int rows = 0;
    for (JsonNode node : Json.items(session.api().get(Resource.of("nodes", "plugins")))) {
      for (JsonNode each : node.path("plugins").path("plugins")) {
        if (Json.text(each, "name").equals(plugin)) {
          rows += add(table, Json.text(node, "node"), each);
        }
      }
    }
    if (rows == 0) {
      session.terminal().say("No node has a plugin " + Terminal.plain(plugin) + ".");
      return CommandFailedException.FAILED;
    }
    table.lines().forEach(session.terminal()::result);
    if (log) {
      lines();
    }
    return 0;
  }

  private static int add(Table table, String node, JsonNode plugin) {
    boolean serves = false;
    int rows = 0;
    for (JsonNode figures : plugin.path("figures")) {
      boolean serving = figures.path("serving").asBoolean();
      serves |= serving;
      table.row(
          node,
          Json.text(figures, "version"),
          serving ? Json.text(plugin, "state") : "no new work",
          Json.text(figures, "atWork"),
          Json.text(figures, "done"),
          Json.text(figures, "failed"),
          Json.text(figures, "threads"),
          Json.text(figures, "memoryMiB"),
          serving ? Json.text(plugin, "error") : "");
      rows++;
    }
    if (!serves) {
      String state = Json.text(plugin, "state");
      String version = Json.text(plugin, "version");
      table.row(node, version, state, "", "", "", "", "", Json.text(plugin, "error"));
      rows++;
    }
    return rows;
  }

  private void lines() {
    Table table = new Table("WHEN", "NODE", "VERSION", "WHAT", "LINE");
    Resource resource = Resource.of("nodes", "plugins", plugin, "log");
    for (JsonNode node : Json.items(session.api().get(resource))) {
      for (JsonNode line : node.path("lines")) {
        table.row(
            Json.text(line, "at"),
            Json.text(node, "node"),
            Json.text(line, "version"),
            Json.text(line, "level"),
            Json.text(line, "text"));
      }
    }
    session.terminal().result("");
    table.lines().forEach(session.terminal()::result);
  }
}
