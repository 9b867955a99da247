package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maven, in the folder of a plugin and with the JDK this program runs on. */
record Maven(Session session, Path folder, boolean offline) {

  /** Maven's own libraries use what newer JDKs warn about, at every build. */
  private static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

  /** In the folder a person gave, or stands in. */
  static Maven in(Session session, @Nullable Path given, boolean offline) {
    Path folder = given == null ? session.folder() : session.folder().resolve(given);
    if (!Files.isRegularFile(folder.resolve("pom.xml"))) {
      throw CommandFailedException.misuse(
          "There is no pom.xml in %s. Write a plugin with ./studio plugin new NAME."
              .formatted(folder.toAbsolutePath().normalize()));
    }
    return new Maven(session, folder, offline);
  }

  /**
   * Runs it; what it says goes to the person who watches.
   *
   * @throws CommandFailedException if it fails, or cannot be started
   */
  void run(String... goals) throws InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("mvn", "-B", "-ntp", "-q", "-Dstyle.color=never"));
    if (offline) {
      command.add("-o");
    }
    command.addAll(List.of(goals));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toAbsolutePath().toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().merge("MAVEN_OPTS", QUIET, (given, ours) -> ours + " " + given);
    if (code(builder) != 0) {
      throw new CommandFailedException("The build failed; Maven says why above.");
    }
  }

  private int code(ProcessBuilder builder) throws InterruptedException {
    try {
      Process maven = builder.start();
      try (InputStream said = maven.getInputStream()) {
        said.transferTo(session.terminal().err());
        return maven.waitFor();
      } finally {
        maven.destroy();
      }
    } catch (IOException e) {
      throw new CommandFailedException(
          "Maven could not be started: install Apache Maven 3.8.7 or newer and have mvn on the PATH.",
          e);
    }
  }
}
