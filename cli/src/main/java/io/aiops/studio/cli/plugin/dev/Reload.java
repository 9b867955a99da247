package io.aiops.studio.cli.plugin.dev;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.console.Terminal.Tone;
import io.aiops.studio.cli.plugin.install.Installing;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** From what was saved to what serves, and what to say of it. */
final class Reload {

  private static final int SHOWN = 20;

  private final Session session;
  private String live = "";

  Reload(Session session) {
    this.session = session;
  }

  /**
   * Compiles, packages and installs it. If one of them fails, it says why, and what served before
   * serves on.
   *
   * @param saved when the change was made
   * @return whether it serves now
   */
  boolean run(Project project, Instant saved) throws IOException {
    Path classes = project.output().resolve("classes");
    Instant begun = Instant.now();
    List<String> problems = Compiler.compile(project, classes);
    if (!problems.isEmpty()) {
      return failed("It does not compile:", problems);
    }
    Instant compiled = Instant.now();
    String version = Packaging.version(project, compiled);
    Path jar = project.output().resolve("plugin.jar");
    problems = Packaging.pack(project, classes, version, jar);
    if (!problems.isEmpty()) {
      return failed("It cannot be packaged:", problems);
    }
    Instant packaged = Instant.now();
    JsonNode plugin;
    try {
      plugin = install(project, version, jar);
    } catch (CommandFailedException e) {
      return failed(String.valueOf(e.getMessage()), e.details());
    }
    Instant installed = Instant.now();
    live = version;
    say(
        Tone.GOOD,
        "Live as %s in %d ms: compile %d, package %d, install %d.%s"
            .formatted(
                version,
                ms(saved, installed),
                ms(begun, compiled),
                ms(compiled, packaged),
                ms(packaged, installed),
                offers(plugin)));
    return true;
  }

  private JsonNode install(Project project, String version, Path jar) {
    String name = project.words().getOrDefault("project.artifactId", "plugin");
    // Whoever writes it says what it wants: asked at each change, nobody would look.
    return new Installing(session, jar, name + "-" + version + ".jar").with(true);
  }

  /** Says so; it is not live. */
  boolean failed(String what, List<String> problems) {
    say(Tone.BAD, what);
    problems.stream()
        .flatMap(String::lines)
        .limit(SHOWN)
        .forEach(line -> session.terminal().say("  " + Terminal.plain(line)));
    session.terminal().say(stays());
    return false;
  }

  private String stays() {
    return live.isEmpty()
        ? "  Nothing was installed. It is tried again when something is saved."
        : "  " + live + " serves on. It is tried again when something is saved.";
  }

  private void say(Tone tone, String line) {
    session.terminal().say(session.terminal().tone(tone, Terminal.plain(line)));
  }

  private static String offers(JsonNode plugin) {
    StringJoiner offers = new StringJoiner(", ", " Offers ", ".").setEmptyValue("");
    plugin
        .path("contributions")
        .forEach(offer ->
            offers.add(
                Json.text(offer, "kind").toLowerCase(Locale.ROOT)
                    + " "
                    + Json.text(offer, "name")));
    return offers.toString();
  }

  private static long ms(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  /** When the newest of them was saved; now, if they are gone. */
  static Instant saved(List<Path> files) throws IOException {
    Instant newest = Instant.MIN;
    for (Path file : files) {
      if (Files.exists(file)) {
        Instant at = Files.getLastModifiedTime(file).toInstant();
        newest = at.isAfter(newest) ? at : newest;
      }
    }
    return newest.equals(Instant.MIN) ? Instant.now() : newest;
  }
}
