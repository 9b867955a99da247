package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Says what a change of plugins would do. */
@Command(
    name = "plan",
    description = {
      "Says what a change of plugins would do, and changes nothing: what comes and goes, what it wants, what does not fit, and which workflows, connections and executions rely on it.",
      "",
      "1 is given back if it is not possible."
    },
    sortOptions = false)
public final class PluginPlanCommand implements Callable<Integer> {

  private final Session session;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ChangeOptions change;

  @Option(names = "--json", description = "Print the plan as JSON.")
  private boolean json;

  public PluginPlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode plan = session.api().send(Resource.of("plugins", "plan"), change.form(session));
    if (json) {
      session.terminal().result(Json.pretty(plan));
    } else {
      PlanView.lines(plan).forEach(session.terminal()::result);
    }
    return plan.path("possible").asBoolean() ? 0 : CommandFailedException.FAILED;
  }
}
