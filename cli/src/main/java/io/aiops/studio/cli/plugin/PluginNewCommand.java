package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a folder that builds as it is: a plugin with its contract tests. */
@Command(
    name = "new",
    description = "Writes a plugin that builds as it is: pom, class, contract tests, README.")
public final class PluginNewCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "NAME",
      description = "Lower case letters, digits and '-': word-count. Workflows refer to it so.")
  @SuppressWarnings("NullAway.Init")
  private String name;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "agent",
      description = "${COMPLETION-CANDIDATES}; else ${DEFAULT-VALUE}.")
  @SuppressWarnings("NullAway.Init")
  private Kind kind;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      defaultValue = "com.example",
      description = "Maven group and Java package it lies in; else ${DEFAULT-VALUE}.")
  @SuppressWarnings("NullAway.Init")
  private String group;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Where to write it; else a new folder of its name.")
  private @Nullable Path folder;

  public PluginNewCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Blueprint blueprint = new Blueprint(kind, name, group);
    Path target = session.folder().resolve(folder == null ? Path.of(name) : folder);
    try {
      if (Files.exists(target) && !isEmptyFolder(target)) {
        throw CommandFailedException.misuse(
            target + " is there already; give another with --folder, or remove it.");
      }
      blueprint.write(target);
    } catch (IOException e) {
      throw new CommandFailedException(
          "The plugin cannot be written to %s: %s.".formatted(target, e.getMessage()), e);
    }
    session
        .terminal()
        .say("Wrote %s. Build it: ./studio plugin build %s".formatted(target, target));
    return 0;
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }
}
