package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Asks a server what a package is worth to it. */
@Command(
    name = "verify",
    description = {
      "Says whether a package or jar is what its publisher signed, as the server knows publishers. Nothing is installed.",
      "",
      "The exit code is 1 if it is refused."
    })
public final class PluginVerifyCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "A .studio package, or a jar.")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  public PluginVerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path given = session.folder().resolve(file);
    if (!Files.isRegularFile(given)) {
      throw CommandFailedException.misuse("There is no file " + file + ".");
    }
    JsonNode report =
        session
            .api()
            .upload(
                Resource.of("publishers", "check").with("name", given.getFileName()),
                "application/octet-stream",
                given);
    String signed = Json.text(report, "signed");
    session
        .terminal()
        .result(
            Terminal.plain(
                "%s %s: %s%s"
                    .formatted(
                        Json.text(report, "name"),
                        Json.text(report, "version"),
                        signed,
                        by(report))));
    for (JsonNode problem : report.path("problems")) {
      session
          .terminal()
          .result(
              "  "
                  + Terminal.plain(
                      Json.text(problem, "path") + ": " + Json.text(problem, "message")));
    }
    return signed.equals("REFUSED") ? CommandFailedException.FAILED : 0;
  }

  /** Who signed it, as the end of a sentence. */
  static String by(JsonNode report) {
    return switch (Json.text(report, "signed")) {
      case "SIGNED" -> " by " + Json.text(report, "publisher");
      case "UNSIGNED" ->
          Json.text(report, "keyId").isEmpty()
              ? ""
              : ", as nobody here has entered the key that it is signed with";
      default -> "";
    };
  }
}
