package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.plugin.dev.Development;
import io.aiops.studio.cli.plugin.dev.Project;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a running studio at what is saved in a plugin's folder. */
@Command(
    name = "dev",
    description = {
      "Watches a plugin's folder, and gives what is saved to the running studio as a development version: compiled and packaged here, live in a second or two. Tests are not run; 'plugin build' does.",
      "",
      "What does not compile or start changes nothing: the version before serves on. A development version is newer than the version in the pom; 'plugin remove' takes it away."
    })
public final class PluginDevCommand implements Callable<Integer> {

  private static final String CLASS_PATH = "target/dev/classpath";

  private final Session session;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description = "Where its pom.xml lies; else the current folder.")
  private @Nullable Path given;

  @Option(names = "--offline", description = "Fetch nothing: all is in the local repository.")
  private boolean offline;

  @Option(
      names = "--reloads",
      paramLabel = "N",
      description = "End after N changes; the exit code is 0 if the last one is live.")
  private long reloads = Long.MAX_VALUE;

  public PluginDevCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Maven maven = Maven.in(session, given, offline);
    try {
      boolean live = new Development(session, () -> read(maven)).run(reloads);
      return live ? 0 : CommandFailedException.FAILED;
    } catch (IOException e) {
      throw new CommandFailedException(
          "The folder %s cannot be watched: %s.".formatted(maven.folder(), e.getMessage()), e);
    }
  }

  /** Maven knows what a plugin is compiled against, and fetches what is missing. */
  private static Project read(Maven maven) throws InterruptedException, IOException {
    maven.run(
        "process-classes",
        "org.apache.maven.plugins:maven-dependency-plugin:"
            + Versions.of("dependency")
            + ":build-classpath",
        "-Dmdep.outputFile=" + CLASS_PATH,
        "-DincludeScope=compile");
    return Project.read(maven.folder(), Files.readString(maven.folder().resolve(CLASS_PATH)));
  }
}
