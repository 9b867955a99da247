package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The kit that tries plugins out, in a process of its own beside the command. */
final class CompatibilityKit {

  private static final String MAIN = "io.aiops.studio.plugins.testkit.kit.KitMain";

  private final Session session;

  CompatibilityKit(Session session) {
    this.session = session;
  }

  /**
   * Has it print what it finds.
   *
   * @return 0 if nothing failed
   */
  int print(Path jar, boolean json, OutputStream out) throws InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                folder().resolve("*").toString(),
                MAIN,
                jar.toAbsolutePath().toString()));
    if (json) {
      command.add("--json");
    }
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      try (InputStream said = process.getInputStream()) {
        said.transferTo(out);
        return process.waitFor();
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new CommandFailedException("The kit cannot be started: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Its report on a plugin that it passes, as it goes into a package.
   *
   * @throws CommandFailedException naming the checks that failed
   */
  byte[] passed(Path jar) throws InterruptedException {
    session.terminal().say("Trying " + jar.getFileName() + " out; three minutes at most.");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    print(jar, true, said);
    return passed(said.toString(StandardCharsets.UTF_8));
  }

  /** The same of what it has printed. */
  static byte[] passed(String printed) {
    JsonNode report;
    try {
      report = Json.mapper().readTree(printed);
    } catch (JacksonException e) {
      throw new CommandFailedException(
          "The kit gave no report; it said: " + Terminal.plain(printed.strip()), e);
    }
    List<String> failed = new ArrayList<>();
    for (JsonNode check : report.path("checks")) {
      if (Json.text(check, "verdict").equals("fail")) {
        failed.add("  %s: %s".formatted(Json.text(check, "check"), Json.text(check, "reason")));
      }
    }
    if (!failed.isEmpty() || !report.path("passed").asBoolean()) {
      throw new CommandFailedException(
          "The compatibility kit does not pass it; nothing was signed or sent:\n"
              + Terminal.plain(String.join("\n", failed)));
    }
    return Json.compact(report).getBytes(StandardCharsets.UTF_8);
  }

  /** Beside the command's own jars. */
  private Path folder() {
    Path kit =
        session
            .environment()
            .home()
            .map(home -> home.resolve("server-config/target/studio/kit"))
            .orElseThrow(() ->
                CommandFailedException.misuse(
                    "STUDIO_HOME is not set; expected the folder ./studio lies in."));
    if (!Files.isDirectory(kit)) {
      throw new CommandFailedException(
          "The kit is not built: there is no folder %s. ./studio run builds it.".formatted(kit));
    }
    return kit;
  }
}
