package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a workflow into a file that another studio takes. */
@Command(
    name = "export",
    description = {
      "Makes a template of a workflow: its text byte for byte, what it needs by name, what to try it on.",
      "",
      "Nothing secret leaves: what looks like a key or a password refuses the export and is named by its place. The same workflow gives the same bytes."
    },
    sortOptions = false)
public final class TemplateExportCommand implements Callable<Integer> {

  private static final Pattern BARE = Pattern.compile("plugins/(.+)\\.jar");

  private final Session session;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ExportOptions what;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it; else ID-X.Y.Z.studio-template.")
  private @Nullable Path out;

  public TemplateExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String named = what.id();
    Path target =
        session
            .folder()
            .resolve(
                out == null ? Path.of(named + "-" + what.version() + ".studio-template") : out);
    try (InputStream answer =
        session.api().download(Resource.of("templates", "export"), what.request(session))) {
      write(answer, target);
    } catch (IOException e) {
      throw new CommandFailedException(
          "The template cannot be written to %s: %s.".formatted(target, e.getMessage()), e);
    }
    session.terminal().say("Wrote %s %s: %s".formatted(named, what.version(), target));
    bare(target)
        .forEach(plugin ->
            session
                .terminal()
                .say(
                    "%s is in it as a bare jar: this studio has no signed package of it. A studio with STUDIO_UNSIGNED=refuse does not take it."
                        .formatted(Terminal.plain(plugin))));
    return 0;
  }

  /** The plugins of which only the jar is in the file. */
  private static List<String> bare(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .map(entry -> BARE.matcher(entry.getName()))
          .filter(Matcher::matches)
          .map(found -> found.group(1))
          .toList();
    } catch (IOException e) {
      throw new CommandFailedException(
          "What was written to %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** Whole or not at all. */
  private static void write(InputStream answer, Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Path next = Files.createTempFile(folder, ".template", ".part");
    try {
      Files.copy(answer, next, StandardCopyOption.REPLACE_EXISTING);
      Files.move(next, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
