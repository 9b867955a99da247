package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.plugin.install.FromCatalog;
import io.aiops.studio.cli.plugin.install.Installing;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Installs a file, or what a catalog lists. */
@Command(
    name = "install",
    description =
        "Installs a bundle, or a listing of the catalogs; it serves when this comes back, without a restart. Another version takes the place of the one that serves, newer or older. If it does not start, nothing is changed.")
public final class PluginInstallCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "JAR|LISTING[@VERSION]",
      description =
          "A file as 'plugin build' or 'plugin sign' made it; or what 'catalog search' shows.")
  @SuppressWarnings("NullAway.Init")
  private String what;

  @Option(names = "--consent", description = "Lets it have what it wants, without asking.")
  private boolean consents;

  @Option(
      names = "--agree",
      paramLabel = "WHAT",
      split = ",",
      description =
          "Without asking, agrees to: consent, in-use (what goes is in use), settings (some would not fit any more).")
  private @Nullable List<String> agree;

  @ArgGroup private @Nullable Place place;

  public PluginInstallCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path file = session.folder().resolve(what);
    String isolation = place == null ? "" : place.isolation();
    if (Files.isRegularFile(file)) {
      JsonNode plugin =
          new Installing(session, file, String.valueOf(file.getFileName()), isolation)
              .with(agreed());
      session.terminal().say(PluginSentence.that("Installed", plugin));
      return 0;
    }
    if (!FromCatalog.names(what)) {
      throw CommandFailedException.misuse("There is no file " + what + ".");
    }
    JsonNode done = new FromCatalog(session, agreed()).install(what, isolation);
    session.terminal().say(Terminal.plain(Json.text(done, "sentence")));
    return 0;
  }

  private List<String> agreed() {
    List<String> agreed = new ArrayList<>(agree == null ? List.of() : agree);
    if (consents) {
      agreed.add("consent");
    }
    return agreed;
  }
}
