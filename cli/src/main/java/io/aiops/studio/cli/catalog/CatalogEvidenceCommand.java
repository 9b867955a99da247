package io.aiops.studio.cli.catalog;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.RefusedException;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What the server finds in a version before anything of it is installed. */
@Command(
    name = "evidence",
    description =
        "Has the server look through a version, and says what it found: who signed it, what is in it, what its code would do, what the compatibility kit found; of a template, what it was made from. Nothing is installed.",
    sortOptions = false)
public final class CatalogEvidenceCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "LISTING[@VERSION]|FILE",
      description =
          "As 'catalog search' shows it, without a version the newest; or a file of yours, a .studio package or a jar.")
  @SuppressWarnings("NullAway.Init")
  private String what;

  @Option(names = "--json", description = "Print it as a JSON document.")
  private boolean json;

  public CatalogEvidenceCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String[] parts = what.split("@", 2);
    boolean file = Files.isRegularFile(session.folder().resolve(what));
    if (!file && what.contains("/")) {
      // No listing has one in its id.
      throw CommandFailedException.misuse("There is no file " + what + ". Nothing was looked at.");
    }
    String version = file ? "" : version(parts);
    JsonNode found = file ? inFile() : offered(parts[0], version);
    if (json) {
      session.terminal().result(Json.compact(found));
      return 0;
    }
    JsonNode judgement = found.path("judgement");
    if (judgement.isObject()) {
      plugin(judgement, found.path("compatibility"));
    } else {
      say("%s %s, a template", parts[0], version);
      for (JsonNode ancestor : found.path("lineage")) {
        say("  made from %s %s", Json.text(ancestor, "id"), Json.text(ancestor, "version"));
      }
    }
    return 0;
  }

  private JsonNode inFile() {
    Path file = session.folder().resolve(what);
    return session
        .api()
        .upload(
            Resource.of("catalog", "evidence").with("name", file.getFileName()),
            "application/octet-stream",
            file);
  }

  private JsonNode offered(String listing, String version) {
    return session
        .api()
        .get(Resource.of("catalog", "listings", listing, "versions", version, "evidence"));
  }

  private String version(String... parts) {
    if (parts.length == 1) {
      return newest(parts[0]);
    }
    if (isNamedAsAFile(parts[0])) {
      // The version may be part of a file's name: then it is said that there is neither.
      listed(parts[0]);
    }
    return parts[1];
  }

  private static boolean isNamedAsAFile(String name) {
    return name.endsWith(".studio") || name.endsWith(".jar");
  }

  private String newest(String listing) {
    String version = Json.text(listed(listing), "version");
    if (version.isEmpty()) {
      throw new CommandFailedException(
          Terminal.plain("No version of " + listing + " is offered here; name one: @VERSION."));
    }
    return version;
  }

  private JsonNode listed(String listing) {
    try {
      return session.api().get(Resource.of("catalog", "listings", listing));
    } catch (RefusedException e) {
      boolean none = e.status() == 404 || e.status() == 400;
      if (none && (isNamedAsAFile(what) || isNamedAsAFile(listing))) {
        throw CommandFailedException.misuse(
            "There is no file " + what + ", and no listing of that name either.", e);
      }
      throw e;
    }
  }

  private void plugin(JsonNode judgement, JsonNode compatibility) {
    JsonNode trust = judgement.path("trust");
    say(
        "%s %s: %s by %s, licence %s, built from %s",
        Json.text(trust, "name"),
        Json.text(trust, "version"),
        Json.text(trust, "signed"),
        orNot(Json.text(trust, "publisher")),
        orNot(Json.text(trust, "licence")),
        orNot(Json.text(trust, "source")));
    trust.path("libraries").forEach(library -> say("  library %s", library.asString()));
    JsonNode code = judgement.path("code");
    say("code %s", Json.text(code, "verdict"));
    for (JsonNode finding : code.path("findings")) {
      say(
          "  %s: %s has %s",
          Json.text(finding, "rule"), Json.text(finding, "place"), Json.text(finding, "what"));
    }
    if (!compatibility.isObject()) {
      say("no report of the compatibility kit");
      return;
    }
    for (JsonNode check : compatibility.path("checks")) {
      say(
          "kit %s: %s. %s",
          Json.text(check, "check"), Json.text(check, "verdict"), Json.text(check, "reason"));
    }
  }

  private static String orNot(@Nullable String text) {
    return text == null || text.isEmpty() ? "nobody says" : text;
  }

  private void say(String form, Object... values) {
    session.terminal().result(Terminal.plain(form.formatted(values)));
  }
}
