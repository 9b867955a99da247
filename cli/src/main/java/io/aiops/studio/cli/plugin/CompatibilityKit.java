package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.signing.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  int print(List<Path> jars, boolean json, OutputStream out) throws InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                folder().resolve("*").toString(),
                MAIN));
    jars.forEach(jar -> command.add(jar.toAbsolutePath().toString()));
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

  /** Its report on one that it passes, as it goes into a package. */
  byte[] passed(Path jar) throws InterruptedException {
    return passed(List.of(jar)).values().iterator().next();
  }

  /**
   * Its reports on plugins that it passes, by their jars.
   *
   * @throws CommandFailedException naming the checks that failed, if one did in any of them
   */
  Map<Path, byte[]> passed(List<Path> jars) throws InterruptedException {
    if (jars.isEmpty()) {
      return Map.of();
    }
    boolean one = jars.size() == 1;
    session
        .terminal()
        .say(
            one
                ? "Trying " + jars.getFirst().getFileName() + " out; three minutes at most."
                : "Trying " + jars.size() + " plugins out; three minutes each at most.");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    print(jars, true, said);
    List<JsonNode> reports = reports(said.toString(StandardCharsets.UTF_8), jars.size());
    Map<Path, byte[]> passed = new HashMap<>();
    List<String> failed = new ArrayList<>();
    for (int i = 0; i < jars.size(); i++) {
      String of = one ? "  " : "  " + jars.get(i).getFileName() + ", ";
      failed(reports.get(i)).forEach(check -> failed.add(of + check));
      passed.put(jars.get(i), Json.compact(reports.get(i)).getBytes(StandardCharsets.UTF_8));
    }
    if (!failed.isEmpty()) {
      throw new CommandFailedException(
          "The compatibility kit does not pass %s; nothing was signed or sent:\n%s"
              .formatted(one ? "it" : "all of them", Terminal.plain(String.join("\n", failed))));
    }
    return passed;
  }

  private static List<JsonNode> reports(String printed, int expected) {
    List<JsonNode> reports = new ArrayList<>();
    try {
      printed.lines().forEach(line -> reports.add(Json.mapper().readTree(line)));
    } catch (JacksonException e) {
      throw new CommandFailedException(noReport(printed), e);
    }
    if (reports.size() != expected) {
      throw new CommandFailedException(noReport(printed));
    }
    return reports;
  }

  private static String noReport(String printed) {
    return "The kit gave no report; it said: " + Terminal.plain(printed.strip());
  }

  private static List<String> failed(JsonNode report) {
    List<String> failed = new ArrayList<>();
    for (JsonNode check : report.path("checks")) {
      if (Json.text(check, "verdict").equals("fail")) {
        failed.add("%s: %s".formatted(Json.text(check, "check"), Json.text(check, "reason")));
      }
    }
    if (failed.isEmpty() && !report.path("passed").asBoolean()) {
      failed.add("its report does not say that it passed.");
    }
    return failed;
  }

  /** Which kit it is, by its bytes: another one may find something else. */
  String id() {
    try (Stream<Path> files = Files.list(folder())) {
      StringBuilder hashes = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        hashes.append(Sha256.of(Files.readAllBytes(file)));
      }
      return Sha256.of(hashes.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new CommandFailedException("The kit cannot be read: " + e.getMessage() + ".", e);
    }
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
