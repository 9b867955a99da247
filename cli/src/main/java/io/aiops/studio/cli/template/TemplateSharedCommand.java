package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What the workspace shares. */
@Command(
    name = "shared",
    description =
        "Lists the templates that the workspace shares, and which workflows they are updates of.")
public final class TemplateSharedCommand implements Callable<Integer> {

  private final Session session;

  @Option(names = "--json", description = "Print a JSON line for each.")
  private boolean json;

  public TemplateSharedCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Table table = new Table("TEMPLATE", "VERSION", "KIND", "TITLE", "SHARED BY", "UPDATES");
    for (JsonNode each : Json.items(session.api().get(Resource.of("templates", "shared")))) {
      if (json) {
        session.terminal().result(Json.compact(each));
        continue;
      }
      List<String> updates = new ArrayList<>();
      each.path("updates").forEach(workflow -> updates.add(workflow.asString()));
      table.row(
          Json.text(each, "template"),
          Json.text(each, "version"),
          Json.text(each, "kind").toLowerCase(Locale.ROOT),
          Json.text(each, "title"),
          Json.text(each, "sharedBy"),
          String.join(", ", updates));
    }
    if (!json) {
      table.lines().forEach(session.terminal()::result);
    }
    return 0;
  }
}
