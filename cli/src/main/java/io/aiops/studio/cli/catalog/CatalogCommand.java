package io.aiops.studio.cli.catalog;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The catalogs of a running studio. */
@Command(name = "catalog", description = "Searches the catalogs, enters others, exports its own.")
public final class CatalogCommand implements Runnable {

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  public CatalogCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: search, evidence, comment, sources, add, remove, export, rules or contributor.");
  }

  @Command(
      name = "search",
      description = "Finds plugins and templates; typing errors are forgiven.")
  int search(
      @Parameters(paramLabel = "WORD", arity = "0..*") @Nullable List<String> words,
      @Option(names = "--tag", paramLabel = "TAG") @Nullable String tag,
      @Option(names = "--category", paramLabel = "NAME") @Nullable String category,
      @Option(names = "--compatible", description = "Only what runs on this server.")
          boolean compatible,
      @Option(
              names = "--sort",
              paramLabel = "ORDER",
              description = "relevance, downloads, rating or newest.")
          @Nullable String sort,
      @Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    List<JsonNode> found = new ArrayList<>();
    session
        .api()
        .get(
            Resource.of("catalog", "listings")
                .with("q", words == null ? null : String.join(" ", words))
                .with("tag", tag)
                .with("category", category)
                .with("compatible", compatible ? "true" : null)
                .with("sort", sort)
                .with("limit", 100))
        .path("items")
        .forEach(found::add);
    if (json) {
      found.forEach(listing -> session.terminal().result(Json.compact(listing)));
      return 0;
    }
    Table table = new Table("LISTING", "VERSION", "PUBLISHER", "CATALOG", "WHAT");
    for (JsonNode listing : found) {
      String deprecated = Json.text(listing, "deprecated");
      table.row(
          Json.text(listing, "id"),
          Json.text(listing, "version"),
          Json.text(listing, "publisherName"),
          Json.text(listing, "catalog"),
          deprecated.isEmpty() ? Json.text(listing, "summary") : "deprecated: " + deprecated);
    }
    table.lines().forEach(session.terminal()::result);
    return 0;
  }

  @Command(name = "sources", description = "Lists the catalogs beside the server's own.")
  int sources(@Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    Table table = new Table("CATALOG", "POSITION", "KIND", "LOCATION", "LISTINGS", "NOTE");
    for (JsonNode state : session.api().get(Resource.of("catalog", "sources")).path("items")) {
      if (json) {
        session.terminal().result(Json.compact(state));
        continue;
      }
      JsonNode source = state.path("source");
      table.row(
          Json.text(source, "name"),
          source.path("position").asString(),
          Json.text(source, "kind"),
          Json.text(source, "location"),
          state.path("listings").asString(),
          Json.text(state, "problem"));
    }
    if (!json) {
      table.lines().forEach(session.terminal()::result);
    }
    return 0;
  }

  @Command(name = "add", description = "Enters a catalog, or changes where it is.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(
              paramLabel = "LOCATION",
              description = "An address ending with '/', or a path on the server.")
          String location,
      @Option(
              names = "--kind",
              paramLabel = "KIND",
              required = true,
              description = "server, folder or archive.")
          Kind kind,
      @Option(
              names = "--key",
              paramLabel = "KEY",
              required = true,
              description = "What its index is signed with.")
          String key,
      @Option(
              names = "--position",
              paramLabel = "NUMBER",
              required = true,
              description = "1 to 1000; the lower one goes first.")
          int position) {
    JsonNode state =
        session
            .api()
            .put(
                Resource.of("catalog", "sources", name),
                Map.of(
                    "position",
                    position,
                    "kind",
                    kind.name(),
                    "location",
                    location,
                    "indexKey",
                    key));
    String problem = Json.text(state, "problem");
    session
        .terminal()
        .say(
            Terminal.plain(
                "Entered %s: %s"
                    .formatted(
                        name,
                        problem.isEmpty()
                            ? state.path("listings").asString() + " listings."
                            : problem)));
    return problem.isEmpty() ? 0 : CommandFailedException.FAILED;
  }

  /** As the server names them. */
  enum Kind {
    SERVER,
    FOLDER,
    ARCHIVE
  }

  @Command(name = "remove", description = "Removes a catalog; what came from it stays installed.")
  int remove(@Parameters(paramLabel = "NAME") String name) {
    session.api().delete(Resource.of("catalog", "sources", name));
    session.terminal().say("Removed " + name + ".");
    return 0;
  }

  @Command(
      name = "export",
      description =
          "Writes the server's own catalog to one file. Another server reads it as it is; unpacked, it is what a web server needs.")
  int export(@Parameters(paramLabel = "FILE") Path file) {
    Path target = session.folder().resolve(file);
    try (InputStream in = session.api().download(Resource.of("catalog", "export"))) {
      Files.copy(in, target);
    } catch (FileAlreadyExistsException e) {
      throw CommandFailedException.misuse(file + " is there already.", e);
    } catch (IOException e) {
      throw new CommandFailedException(
          "The catalog could not be written to %s: %s.".formatted(file, e.getMessage()), e);
    }
    session
        .terminal()
        .say(
            "Exported to %s. Its key: %s"
                .formatted(
                    file, Json.text(session.api().get(Resource.of("catalog", "key")), "indexKey")));
    return 0;
  }
}
