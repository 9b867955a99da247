package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.plugin.install.Agreement;
import io.aiops.studio.cli.plugin.install.Consent;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The bundles of a running studio. */
@Command(
    name = "plugin",
    description =
        "Writes, builds, signs, installs, lists, enables, disables, removes plugins, and goes back.")
public final class PluginCommand implements Runnable {

  private static final String NAME = "As 'plugin list' shows it.";

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  public PluginCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: new, dev, build, check, key, sign, verify, plan, apply, install, list, show, trust, grants, take, isolate, enable, disable, remove, history, versions or rollback.");
  }

  @Command(name = "grants", description = "Lists what a plugin may have, and who let it.")
  int grants(@Parameters(paramLabel = "PLUGIN", description = NAME) String plugin) {
    Table table = new Table("PERMISSION", "GRANTED BY", "AT");
    for (JsonNode grant : Json.items(session.api().get(Resource.of("plugins", plugin, "grants")))) {
      table.row(Json.text(grant, "permission"), Json.text(grant, "by"), Json.text(grant, "at"));
    }
    table.lines().forEach(session.terminal()::result);
    return 0;
  }

  @Command(name = "take", description = "Takes a permission back from a plugin, which goes on.")
  int take(
      @Parameters(paramLabel = "PLUGIN", description = NAME) String plugin,
      @Parameters(paramLabel = "PERMISSION", description = "As 'plugin grants' shows it.")
          String permission) {
    session.api().delete(Resource.of("plugins", plugin, "grants").with("permission", permission));
    session.terminal().say("%s may not have %s any more.".formatted(plugin, permission));
    return 0;
  }

  @Command(name = "list", description = "Lists plugins with what they contribute.")
  int list(@Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    Table table = new Table("PLUGIN", "VERSION", "STATE", "CONTRIBUTES", "NOTE");
    for (JsonNode plugin : Json.items(session.api().get(Resource.of("plugins")))) {
      if (json) {
        session.terminal().result(Json.compact(plugin));
        continue;
      }
      table.row(
          Json.text(plugin, "name"),
          Json.text(plugin, "version"),
          Json.text(plugin, "state"),
          PluginSentence.contributions(plugin),
          note(plugin));
    }
    if (!json) {
      table.lines().forEach(session.terminal()::result);
    }
    return 0;
  }

  private static String note(JsonNode plugin) {
    StringJoiner note = new StringJoiner("; ");
    if (Json.text(plugin, "isolation").equals("SEPARATE")) {
      note.add("in a separate process");
    }
    String error = Json.text(plugin, "error");
    if (!error.isEmpty()) {
      note.add(error);
    } else if (plugin.path("shipped").asBoolean()) {
      note.add("came with the studio");
    }
    return note.toString();
  }

  @Command(
      name = "isolate",
      description =
          "Says where the code of an installed plugin runs, in the version it has. If it does not start there, nothing is changed.")
  int isolate(
      @Parameters(paramLabel = "PLUGIN", description = NAME) String plugin,
      @Option(names = "--consent", description = "Trusts its code, without asking.")
          boolean consents,
      @ArgGroup(multiplicity = "1") Place place) {
    Resource there = Resource.of("plugins", plugin, "isolation").with("level", place.isolation());
    JsonNode moved =
        new Consent(session)
            .over(there, consents ? List.of("consent") : List.of(), session.api()::post);
    sayThat(
        place.separate() ? "Moved to a separate process:" : "Moved into the studio's process:",
        moved);
    return 0;
  }

  @Command(name = "enable", description = "Lets a plugin serve.")
  int enable(@Parameters(paramLabel = "PLUGIN", description = NAME) String plugin) {
    sayThat("Enabled", planned(Resource.of("plugins", plugin, "enable"), false, this::post));
    return 0;
  }

  @Command(name = "disable", description = "Keeps a plugin from serving.")
  int disable(
      @Parameters(paramLabel = "PLUGIN", description = NAME) String plugin,
      @Option(names = "--in-use", description = "Also if it is in use, without asking.")
          boolean inUse) {
    sayThat("Disabled", planned(Resource.of("plugins", plugin, "disable"), inUse, this::post));
    return 0;
  }

  @Command(name = "remove", description = "Removes a plugin that was installed.")
  int remove(
      @Parameters(paramLabel = "PLUGIN", description = NAME) String plugin,
      @Option(names = "--in-use", description = "Also if it is in use, without asking.")
          boolean inUse) {
    planned(
        Resource.of("plugins", plugin),
        inUse,
        where -> {
          session.api().delete(where);
          return where;
        });
    session.terminal().say("Removed " + plugin + ".");
    return 0;
  }

  private void sayThat(String done, JsonNode plugin) {
    session.terminal().say(PluginSentence.that(done, plugin));
  }

  private JsonNode post(Resource resource) {
    return session.api().post(resource);
  }

  /** Asks the server; once more with the token of its plan, when that is agreed to. */
  private <T> T planned(Resource resource, boolean inUse, Function<Resource, T> send) {
    try {
      return send.apply(resource);
    } catch (RefusedException e) {
      Agreement agreement = new Agreement(session, inUse ? List.of("in-use") : List.of());
      return send.apply(resource.with("token", agreement.after(e)));
    }
  }

  @Command(
      name = "history",
      description = "Lists the versions of the plugin set: who changed what, when and why.")
  int history(
      @Option(names = "--limit", defaultValue = "20", description = "How many; 20.") int limit,
      @Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    Table table = new Table("SET", "WHEN", "WHO", "WHAT AND WHY");
    for (JsonNode set :
        Json.items(session.api().get(Resource.of("plugin-sets").with("limit", limit)))) {
      if (json) {
        session.terminal().result(Json.compact(set));
      } else {
        table.row(
            Json.text(set, "version"),
            Json.text(set, "madeAt"),
            Json.text(set, "madeBy"),
            Json.text(set, "why"));
      }
    }
    if (!json) {
      table.lines().forEach(session.terminal()::result);
    }
    return 0;
  }

  @Command(
      name = "versions",
      description = "Lists the versions of a plugin that are kept, to go back to.")
  int versions(@Parameters(paramLabel = "PLUGIN", description = NAME) String plugin) {
    Table table = new Table("VERSION", "LAST IN SET", "INSTALLED", "BY", "");
    for (JsonNode kept :
        Json.items(session.api().get(Resource.of("plugins", plugin, "versions")))) {
      table.row(
          Json.text(kept, "version"),
          Json.text(kept, "set"),
          Json.text(kept, "installedAt"),
          Json.text(kept, "installedBy"),
          kept.path("present").asBoolean() ? "installed" : "");
    }
    table.lines().forEach(session.terminal()::result);
    return 0;
  }
}
