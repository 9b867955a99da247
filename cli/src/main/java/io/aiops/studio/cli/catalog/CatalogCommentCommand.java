package io.aiops.studio.cli.catalog;

import io.aiops.studio.cli.console.Table;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What people ask and tell each other about a listing. */
@Command(
    name = "comment",
    description = "Lists the comments on a listing, writes one, removes or hides one.")
public final class CatalogCommentCommand implements Runnable {

  private final Session session;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  public CatalogCommentCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: list, add, remove or hide.");
  }

  @Command(name = "list", description = "Lists them, the oldest first.")
  int list(
      @Parameters(paramLabel = "LISTING", description = "As 'catalog search' shows it.")
          String listing,
      @Option(names = "--json", description = "Print a JSON line for each.") boolean json) {
    Table table = new Table("COMMENT", "WRITTEN", "BY", "WORDS");
    for (JsonNode comment : Json.items(session.api().get(comments(listing)))) {
      if (json) {
        session.terminal().result(Json.compact(comment));
        continue;
      }
      String author = Json.text(comment, "author");
      String hidden = Json.text(comment, "hidden");
      table.row(
          Json.text(comment, "id"),
          Json.text(comment, "writtenAt"),
          author.isEmpty() ? "another workspace" : author,
          (hidden.isEmpty() ? "" : "(hidden: " + hidden + ") ")
              + Json.text(comment, "words").replaceAll("\\s+", " "));
    }
    if (!json) {
      table.lines().forEach(session.terminal()::result);
    }
    return 0;
  }

  @Command(
      name = "add",
      description =
          "Writes one. Everybody of the studio reads it; who wrote it is seen in your workspace only.")
  int add(
      @Parameters(paramLabel = "LISTING", index = "0") String listing,
      @Parameters(
              paramLabel = "WORD",
              index = "1..*",
              arity = "1..*",
              description = "2000 characters at most.")
          List<String> words) {
    JsonNode written =
        session.api().post(comments(listing), Map.of("words", String.join(" ", words)), Map.of());
    session.terminal().result(Json.text(written, "id"));
    session.terminal().say(Terminal.plain("Commented on " + listing + "."));
    return 0;
  }

  @Command(name = "remove", description = "Removes one of your own.")
  int remove(
      @Parameters(paramLabel = "LISTING") String listing,
      @Parameters(paramLabel = "COMMENT", description = "As 'comment list' shows it.") String id) {
    session.api().delete(Resource.of("catalog", "listings", listing, "comments", id));
    session.terminal().say("Removed.");
    return 0;
  }

  @Command(
      name = "hide",
      description =
          "Hides one, or shows it again; administrators of the workspace it was written in and of the studio's first may.")
  int hide(
      @Parameters(paramLabel = "LISTING") String listing,
      @Parameters(paramLabel = "COMMENT", description = "As 'comment list' shows it.") String id,
      @Option(
              names = "--reason",
              paramLabel = "WHY",
              required = true,
              description = "A line for its author; an empty one shows it again.")
          String reason) {
    JsonNode unused =
        session
            .api()
            .post(
                Resource.of("catalog", "listings", listing, "comments", id, "hide"),
                Map.of("reason", reason),
                Map.of());
    session.terminal().say(reason.isBlank() ? "Shown again." : "Hidden.");
    return 0;
  }

  private static Resource comments(String listing) {
    return Resource.of("catalog", "listings", listing, "comments");
  }
}
