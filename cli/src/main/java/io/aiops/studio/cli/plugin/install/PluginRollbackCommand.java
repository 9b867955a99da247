package io.aiops.studio.cli.plugin.install;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Goes back, with one plugin or with all of them. */
@Command(
    name = "rollback",
    description = {
      "Gives one plugin an earlier version, and leaves all others as they are; or makes all plugins what they were in a version of the set. All or nothing.",
      "",
      "Without --to, a plugin goes back to what it had before its last change."
    },
    sortOptions = false)
public final class PluginRollbackCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "PLUGIN|SET",
      description = "As 'plugin list' shows it; or a number, as 'plugin history' does.")
  @SuppressWarnings("NullAway.Init")
  private String what;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "Of the plugin, as 'plugin versions' shows it.")
  private @Nullable String to;

  @Option(names = "--why", defaultValue = "", description = "Kept in the history.")
  @SuppressWarnings("NullAway.Init")
  private String why;

  @Option(
      names = "--agree",
      paramLabel = "WHAT",
      split = ",",
      description = "Without asking, agrees to: consent, in-use, settings.")
  private List<String> agree = List.of();

  public PluginRollbackCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    boolean all = what.matches("\\d{1,18}");
    if (all && to != null) {
      throw CommandFailedException.misuse(
          "--to is the version of one plugin; expected its name, and not the set " + what + ".");
    }
    if (all) {
      JsonNode now = send(Resource.of("plugin-sets", what, "rollback"), new TreeMap<>());
      said("Set %s serves, with what was in set %s.".formatted(Json.text(now, "version"), what));
      return 0;
    }
    JsonNode target = target();
    Map<String, Object> body = new TreeMap<>();
    body.put("set", target.path("set").asLong());
    JsonNode now = send(Resource.of("plugins", what, "versions", "rollback"), body);
    said(
        "%s %s serves; it is set %s, and nothing else was changed."
            .formatted(what, Json.text(target, "version"), Json.text(now, "version")));
    return 0;
  }

  private JsonNode target() {
    for (JsonNode kept : Json.items(session.api().get(Resource.of("plugins", what, "versions")))) {
      if (!kept.path("present").asBoolean()
          && (to == null || to.equals(Json.text(kept, "version")))) {
        return kept;
      }
    }
    throw new CommandFailedException(
        Terminal.plain(
            "No %s of %s is kept. Nothing was changed; 'plugin versions %s' lists what is."
                .formatted(to == null ? "other version" : "other " + to, what, what)));
  }

  private JsonNode send(Resource resource, Map<String, Object> body) {
    body.put("why", why);
    try {
      return session.api().post(resource, body, Map.of());
    } catch (RefusedException e) {
      body.put("token", new Agreement(session, agree).after(e));
      return session.api().post(resource, body, Map.of());
    }
  }

  private void said(String sentence) {
    session.terminal().say(Terminal.plain(sentence));
  }
}
