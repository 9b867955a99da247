package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Changes several plugins at once. */
@Command(
    name = "apply",
    description = {
      "Shows what a change of plugins does, asks, and makes it: all of it or nothing.",
      "",
      "Jars are installed, others removed, in one step; or an earlier set comes back."
    },
    sortOptions = false)
public final class PluginApplyCommand implements Callable<Integer> {

  private final Session session;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ChangeOptions change;

  @Option(
      names = "--agree",
      paramLabel = "WHAT",
      split = ",",
      description =
          "Without asking, agrees to: consent (they may have what they want), in-use (what goes is in use), settings (some would not fit any more).")
  private List<String> agreed = List.of();

  public PluginApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode plan = session.api().send(Resource.of("plugins", "plan"), change.form(session));
    Agreement agreement = new Agreement(session, agreed);
    agreement.show(plan);
    if (!plan.path("possible").asBoolean()) {
      throw new CommandFailedException("It is not possible. Nothing was changed.");
    }
    JsonNode set =
        session
            .api()
            .send(
                Resource.of("plugins", "plan", "apply").with("token", agreement.to(plan)),
                change.form(session));
    session
        .terminal()
        .say("Set %s of the plugins serves.".formatted(Terminal.plain(Json.text(set, "version"))));
    return 0;
  }
}
