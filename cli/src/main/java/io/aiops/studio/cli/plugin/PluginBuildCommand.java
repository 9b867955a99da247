package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal.Tone;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds and tests a plugin with Maven and the JDK this program runs on. */
@Command(
    name = "build",
    description = {
      "Builds and tests a plugin with Maven. plugin-api and testkit are those that the studio's own build put into the local Maven repository.",
      "",
      "The exit code is 0 if it builds and its tests pass."
    })
public final class PluginBuildCommand implements Callable<Integer> {

  /** Maven's own libraries use what newer JDKs warn about, at every build. */
  private static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

  private final Session session;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description = "Where its pom.xml lies; else the current folder.")
  private @Nullable Path given;

  @Option(names = "--offline", description = "Fetch nothing: all is in the local repository.")
  private boolean offline;

  public PluginBuildCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = given == null ? session.folder() : session.folder().resolve(given);
    if (!Files.isRegularFile(folder.resolve("pom.xml"))) {
      throw CommandFailedException.misuse(
          "There is no pom.xml in %s. Write a plugin with ./studio plugin new NAME."
              .formatted(folder.toAbsolutePath().normalize()));
    }
    int code = maven(folder);
    if (code != 0) {
      throw new CommandFailedException("The build failed; Maven says why above.");
    }
    jars(folder)
        .forEach(jar -> {
          session.terminal().say(session.terminal().tone(Tone.GOOD, "Built " + jar));
          session.terminal().say("Install it: ./studio plugin install " + jar);
        });
    return 0;
  }

  private int maven(Path folder) throws InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("mvn", "-B", "-ntp", "-q", "-Dstyle.color=never"));
    if (offline) {
      command.add("-o");
    }
    command.add("package");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toAbsolutePath().toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().merge("MAVEN_OPTS", QUIET, (given, ours) -> ours + " " + given);
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

  private static List<Path> jars(Path folder) {
    try (Stream<Path> built = Files.list(folder.resolve("target"))) {
      return built.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new CommandFailedException(
          "Maven made nothing in " + folder.resolve("target") + ": " + e.getMessage(), e);
    }
  }
}
