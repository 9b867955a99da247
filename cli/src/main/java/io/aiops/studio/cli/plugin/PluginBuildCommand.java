package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal.Tone;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Maven maven = Maven.in(session, given, offline);
    maven.run("package");
    jars(maven.folder())
        .forEach(jar -> {
          session.terminal().say(session.terminal().tone(Tone.GOOD, "Built " + jar));
          session.terminal().say("Install it: ./studio plugin install " + jar);
        });
    return 0;
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
