package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.plugin.install.Agreement;
import io.aiops.studio.cli.plugin.install.Consent;
import io.aiops.studio.cli.plugin.install.FromCatalog;
import io.aiops.studio.cli.plugin.install.Installing;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
        "Say what to do: new, dev, build, check, key, sign, verify, plan, apply, install, list, show, trust, grants, take, isolate, enable, disable, remove, history or rollback.");
  }

  @Command(
      name = "install",
      description =
          "Installs a bundle, or a listing of the catalogs; it serves when this comes back, without a restart. Another version takes the place of the one that serves, newer or older. If it does not start, nothing is changed.")
  int install(
      @Parameters(
              paramLabel = "JAR|LISTING[@VERSION]",
              description =
                  "A file as 'plugin build' or 'plugin sign' made it; or what 'catalog search' shows.")
          String what,
      @Option(names = "--consent", description = "Lets it have what it wants, without asking.")
          boolean consents,
      @Option(
              names = "--agree",
              paramLabel = "WHAT",
              split = ",",
              description =
                  "Without asking, agrees to: consent, in-use (what goes is in use), settings (some would not fit any more).")
          @Nullable List<String> agree,
      @ArgGroup @Nullable Place place) {
    List<String> agreed = agreed(consents, agree);
    Path file = session.folder().resolve(what);
    String isolation = place == null ? "" : place.isolation();
    if (Files.isRegularFile(file)) {
      say(
          "Installed",
          new Installing(session, file, String.valueOf(file.getFileName()), isolation)
              .with(agreed));
      return 0;
    }
    if (!FromCatalog.names(what)) {
      throw CommandFailedException.misuse("There is no file " + what + ".");
    }
    JsonNode done = new FromCatalog(session, agreed).install(what, isolation);
    session.terminal().say(Terminal.plain(Json.text(done, "sentence")));
    return 0;
  }

  private static List<String> agreed(boolean consents, @Nullable List<String> agree) {
    List<String> agreed = new ArrayList<>(agree == null ? List.of() : agree);
    if (consents) {
      agreed.add("consent");
    }
    return agreed;
  }

  @Command(
      name = "trust",
      description = "Says who signed a plugin, what its code would do, and whether it was revoked.")
  int trust(@Parameters(paramLabel = "PLUGIN", description = NAME) String plugin) {
    JsonNode trust = session.api().get(Resource.of("plugins", plugin, "trust"));
    JsonNode signature = trust.path("judgement").path("trust");
    JsonNode code = trust.path("judgement").path("code");
    String publisher = Json.text(signature, "publisher");
    Terminal terminal = session.terminal();
    terminal.result(
        Terminal.plain(
            "%s %s: %s%s, licence %s, code %s"
                .formatted(
                    Json.text(signature, "name"),
                    Json.text(signature, "version"),
                    Json.text(signature, "signed"),
                    publisher.isEmpty() ? "" : " by " + publisher,
                    Json.text(signature, "licence").isEmpty()
                        ? "not named"
                        : Json.text(signature, "licence"),
                    Json.text(code, "verdict"))));
    String revoked = Json.text(trust, "revoked");
    if (!revoked.isEmpty()) {
      terminal.result("  revoked: " + Terminal.plain(revoked));
    }
    for (JsonNode finding : code.path("findings")) {
      terminal.result(
          "  "
              + Terminal.plain(
                  "%s: %s has %s"
                      .formatted(
                          Json.text(finding, "rule"),
                          Json.text(finding, "place"),
                          Json.text(finding, "what"))));
    }
    return revoked.isEmpty() ? 0 : CommandFailedException.FAILED;
  }

  /** Where its code runs. */
  static final class Place {
    @Option(
        names = "--separate",
        description = "It is not trusted: run it in a process of its own.")
    private boolean separate;

    @Option(
        names = "--trusted",
        description = "Run it in the studio's process, as a new one is if nothing is said.")
    private boolean trusted;

    private String isolation() {
      return separate ? "SEPARATE" : "TRUSTED";
    }
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
          contributions(plugin),
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
    JsonNode moved = new Consent(session).over(there, agreed(consents, null), session.api()::post);
    say(
        place.separate ? "Moved to a separate process:" : "Moved into the studio's process:",
        moved);
    return 0;
  }

  @Command(name = "enable", description = "Lets a plugin serve.")
  int enable(@Parameters(paramLabel = "PLUGIN", description = NAME) String plugin) {
    say("Enabled", planned(Resource.of("plugins", plugin, "enable"), false, this::post));
    return 0;
  }

  @Command(name = "disable", description = "Keeps a plugin from serving.")
  int disable(
      @Parameters(paramLabel = "PLUGIN", description = NAME) String plugin,
      @Option(names = "--in-use", description = "Also if it is in use, without asking.")
          boolean inUse) {
    say("Disabled", planned(Resource.of("plugins", plugin, "disable"), inUse, this::post));
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
      name = "rollback",
      description = "Makes the plugins what they were in a version of the set, all or nothing.")
  int rollback(
      @Parameters(paramLabel = "SET", description = "As 'plugin history' shows it.") long set,
      @Option(names = "--why", defaultValue = "", description = "Kept in the history.")
          String why) {
    Resource resource = Resource.of("plugin-sets", String.valueOf(set), "rollback");
    JsonNode now;
    try {
      now = session.api().post(resource, Map.of("why", why), Map.of());
    } catch (RefusedException e) {
      String token = new Agreement(session, List.of()).after(e);
      now = session.api().post(resource, Map.of("why", why, "token", token), Map.of());
    }
    session
        .terminal()
        .say(
            "Set %s serves, with what was in set %d."
                .formatted(Terminal.plain(Json.text(now, "version")), set));
    return 0;
  }

  private void say(String done, JsonNode plugin) {
    String offers = contributions(plugin);
    session
        .terminal()
        .say(
            "%s %s %s: %s%s."
                .formatted(
                    done,
                    Json.text(plugin, "name"),
                    Json.text(plugin, "version"),
                    Json.text(plugin, "state"),
                    offers.isEmpty() ? "" : ", offers " + Terminal.plain(offers)));
  }

  private static String contributions(JsonNode plugin) {
    StringJoiner offers = new StringJoiner(", ");
    plugin
        .path("contributions")
        .forEach(offer ->
            offers.add(
                Json.text(offer, "kind").toLowerCase(Locale.ROOT)
                    + " "
                    + Json.text(offer, "name")));
    return offers.toString();
  }
}
