package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a plugin out by the compatibility kit, in processes of its own. */
@Command(
    name = "check",
    description = {
      "Tries a plugin out: contract, schemas, idempotence, cancellation, failures, secrets, threads, class loader, hot swap. No server is needed; it takes some seconds, and three minutes at most.",
      "",
      "The plugin runs in a process of its own, with bounds of time and memory, and with your rights: it is no sandbox. What it can be tried with stands in META-INF/studio/samples.json of the jar. The exit code is 0 if nothing failed."
    })
public final class PluginCheckCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "JAR", description = "As 'plugin build' made it.")
  @SuppressWarnings("NullAway.Init")
  private Path jar;

  @Option(names = "--json", description = "Print the report as a JSON document.")
  private boolean json;

  public PluginCheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path file = session.folder().resolve(jar);
    if (!Files.isRegularFile(file)) {
      throw CommandFailedException.misuse("There is no file " + jar + ".");
    }
    return new CompatibilityKit(session).print(List.of(file), json, session.terminal().out());
  }
}
