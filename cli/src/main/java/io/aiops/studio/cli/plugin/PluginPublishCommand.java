package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Brings a signed package into a server's catalog. */
@Command(
    name = "publish",
    description = {
      "Submits a signed plugin or template to the server's own catalog, where an administrator decides on it.",
      "",
      "A plugin is tried out by the compatibility kit first, and is not sent if that does not pass it. Its report has to be in the package, signed with it: by 'plugin sign --check', or here with --key.",
      "",
      "A version is never replaced: what is changed gets a new number."
    },
    sortOptions = false)
public final class PluginPublishCommand implements Callable<Integer> {

  private static final String SUBMISSIONS = "submissions";
  private static final String CATALOG = "catalog";

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "As 'plugin sign' or 'template sign' made it.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Option(names = "--notes", paramLabel = "FILE", description = "What is new, Markdown.")
  private @Nullable Path notes;

  @Option(names = "--tag", paramLabel = "TAG", description = "May be repeated.")
  private List<String> tags = List.of();

  @Option(names = "--category", paramLabel = "NAME", description = "May be repeated.")
  private List<String> categories = List.of();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Signs the kit's report into a package that has none.")
  private @Nullable Path key;

  @Option(
      names = "--unchecked",
      description = "Leaves the kit out: whoever reviews it has to say why it is accepted.")
  private boolean unchecked;

  @Option(
      names = "--accept",
      paramLabel = "WHY",
      description = "With --approve: why it is let in although the kit has not passed it.")
  private @Nullable String accepted;

  @Option(names = "--approve", description = "Decides at once: you are the one who reviews.")
  private boolean approve;

  public PluginPublishCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path given = session.folder().resolve(file);
    if (!Files.isRegularFile(given)) {
      throw CommandFailedException.misuse("There is no file " + file + ".");
    }
    String news = notes == null ? "" : text(notes);
    JsonNode submission;
    if (unchecked) {
      submission = submitted(given, given);
    } else {
      try (CheckedPackage checked = CheckedPackage.of(session, given, key)) {
        submission = submitted(given, checked.file());
      }
    }
    String id = Json.text(submission, "id");
    session
        .api()
        .put(
            Resource.of(CATALOG, SUBMISSIONS, id, "about"),
            Map.of("notes", news, "tags", tags, "categories", categories));
    say("Submitted", submission);
    for (JsonNode finding : submission.path("shown").path("findings")) {
      session.terminal().say("  " + Terminal.plain(finding.asString()));
    }
    if (approve) {
      Resource publish = Resource.of(CATALOG, SUBMISSIONS, id, "publish");
      say(
          "Published",
          session.api().post(accepted == null ? publish : publish.with("accepted", accepted)));
    }
    return 0;
  }

  private JsonNode submitted(Path given, Path file) {
    return session
        .api()
        .upload(
            Resource.of(CATALOG, SUBMISSIONS).with("name", given.getFileName()),
            "application/octet-stream",
            file);
  }

  private void say(String done, JsonNode submission) {
    session
        .terminal()
        .say(
            Terminal.plain(
                "%s %s %s: %s."
                    .formatted(
                        done,
                        Json.text(submission, "listing"),
                        Json.text(submission, "version"),
                        Json.text(submission, "id"))));
  }

  private String text(Path path) {
    try {
      return Files.readString(session.folder().resolve(path));
    } catch (IOException e) {
      throw CommandFailedException.misuse("There is no readable text in " + path + ".", e);
    }
  }
}
