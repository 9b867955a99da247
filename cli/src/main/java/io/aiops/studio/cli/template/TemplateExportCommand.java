package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(paramLabel = "WORKFLOW", description = "As 'workflows' lists it.")
  @SuppressWarnings("NullAway.Init")
  private String workflow;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "The template's: lower case words with dots, such as acme.log-triage; else the workflow's name.")
  private @Nullable String id;

  @Option(
      names = "--version",
      paramLabel = "X.Y.Z",
      required = true,
      description = "The template's.")
  @SuppressWarnings("NullAway.Init")
  private String version;

  @Option(
      names = "--workflow-version",
      paramLabel = "N",
      description = "Which version of the workflow; else the newest.")
  private @Nullable Integer workflowVersion;

  @Option(
      names = "--sample",
      paramLabel = "EXECUTION",
      description = "An execution whose inputs, files with them, go along to try it on.")
  private @Nullable String sample;

  @Option(names = "--readme", paramLabel = "FILE", description = "Markdown.")
  private @Nullable Path readme;

  @Option(names = "--screenshot", paramLabel = "FILE", description = "PNG of the graph.")
  private @Nullable Path screenshot;

  @Option(
      names = "--with-plugins",
      description =
          "The plugins go along as their publishers signed them, for a studio without a network; only administrators may.")
  private boolean withPlugins;

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
    String named = id == null ? workflow : id;
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("workflow", workflow);
    request.put("id", named);
    request.put("templateVersion", version);
    if (workflowVersion != null) {
      request.put("version", workflowVersion);
    }
    if (readme != null) {
      request.put("readme", new String(content(readme), StandardCharsets.UTF_8));
    }
    if (screenshot != null) {
      request.put("screenshot", Base64.getEncoder().encodeToString(content(screenshot)));
    }
    if (sample != null) {
      request.put("sample", session.api().get(Resource.of("executions", sample)).path("inputs"));
    }
    request.put("withPlugins", withPlugins);
    Path target =
        session
            .folder()
            .resolve(out == null ? Path.of(named + "-" + version + ".studio-template") : out);
    try (InputStream answer = session.api().download(Resource.of("templates", "export"), request)) {
      write(answer, target);
    } catch (IOException e) {
      throw new CommandFailedException(
          "The template cannot be written to %s: %s.".formatted(target, e.getMessage()), e);
    }
    session.terminal().say("Wrote %s %s: %s".formatted(named, version, target));
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

  private byte[] content(Path file) {
    try {
      return Files.readAllBytes(session.folder().resolve(file));
    } catch (IOException e) {
      throw CommandFailedException.misuse("There is no readable file " + file + ".", e);
    }
  }
}
