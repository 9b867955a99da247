package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.signing.Documents;
import io.aiops.studio.cli.signing.Jar;
import io.aiops.studio.cli.signing.SigningKey;
import io.aiops.studio.cli.signing.StudioPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a signed package of a jar. */
@Command(
    name = "sign",
    description = {
      "Makes a .studio package of a plugin's jar, signed with your key.",
      "",
      "A bom.json beside the jar, or in it as META-INF/sbom/bom.json, as cyclonedx-maven-plugin writes it, becomes its bill of materials. Else it is made of libraries.txt beside the jar, as maven-dependency-plugin's list writes it with absolute file names; without that, it is made of what the jar shows of itself."
    },
    sortOptions = false)
public final class PluginSignCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "JAR",
      arity = "1..*",
      description = "As 'plugin build' made it; several are signed one by one.")
  private List<Path> jars = List.of();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "As 'plugin key' made it.")
  @SuppressWarnings("NullAway.Init")
  private Path key;

  @Option(names = "--sbom", paramLabel = "FILE", description = "Bill of materials, CycloneDX JSON.")
  private @Nullable Path sbom;

  @Option(
      names = "--source",
      paramLabel = "ADDRESS",
      description = "Where its source is: git+https://….")
  private @Nullable String source;

  @Option(names = "--commit", paramLabel = "ID", description = "Of the source it was built from.")
  private @Nullable String commit;

  @Option(names = "--readme", paramLabel = "FILE", description = "Markdown for its listing.")
  private @Nullable Path readme;

  @Option(names = "--icon", paramLabel = "FILE", description = "PNG for its listing.")
  private @Nullable Path icon;

  @Option(names = "--screenshot", paramLabel = "FILE", description = "PNG; may be repeated.")
  private List<Path> screenshots = List.of();

  @Option(
      names = "--check",
      description =
          "Has the compatibility kit try it out first, and puts its report into the package, which a catalog asks for. What the kit does not pass is not signed.")
  private boolean check;

  @Option(
      names = "--reports",
      paramLabel = "FOLDER",
      description =
          "With --check: keeps the reports there, and takes those that the same kit has made of the very jars on the same Java.")
  private @Nullable Path reports;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The package, or a folder for it; else beside the jar, with its name.")
  private @Nullable Path out;

  public PluginSignCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    SigningKey with = SigningKey.read(session.folder().resolve(key));
    if (jars.size() > 1 && out != null && !Files.isDirectory(session.folder().resolve(out))) {
      throw CommandFailedException.misuse(
          "--out is no folder, but there are " + jars.size() + " jars to sign.");
    }
    Map<Path, Jar> plugins = new LinkedHashMap<>();
    for (Path jar : jars) {
      Path file = session.folder().resolve(jar);
      plugins.put(file, Jar.read(file));
    }
    Map<Path, byte[]> found = check ? found(plugins) : Map.of();
    plugins.forEach((file, plugin) -> sign(file, plugin, with, found.get(file)));
    return 0;
  }

  private Map<Path, byte[]> found(Map<Path, Jar> plugins) throws InterruptedException {
    CompatibilityKit kit = new CompatibilityKit(session);
    return reports == null
        ? kit.passed(List.copyOf(plugins.keySet()))
        : new KeptReports(
                kit,
                session.folder().resolve(reports),
                System.getProperty("java.vm.vendor") + " " + Runtime.version())
            .of(plugins);
  }

  /**
   * @param report of the compatibility kit; null if nobody asked for one
   */
  private void sign(Path file, Jar plugin, SigningKey with, byte @Nullable [] report) {
    StudioPackage made = new StudioPackage(plugin);
    Path beside = file.resolveSibling("bom.json");
    made.with("sbom.cdx.json", bill(plugin, file, beside));
    made.with("provenance.json", Documents.provenance(plugin, source, commit));
    if (report != null) {
      made.with(StudioPackage.COMPATIBILITY, report);
    }
    if (readme != null) {
      made.with("README.md", content(readme));
    }
    if (icon != null) {
      made.with("icon.png", content(icon));
    }
    for (int i = 0; i < screenshots.size(); i++) {
      made.with("screenshots/%02d.png".formatted(i + 1), content(screenshots.get(i)));
    }
    Path target = target(file);
    try {
      Files.write(target, made.sign(with, Instant.now()));
    } catch (IOException e) {
      throw new CommandFailedException(
          "The package cannot be written to %s: %s.".formatted(target, e.getMessage()), e);
    }
    session
        .terminal()
        .say(
            "Signed %s %s with the key %s: %s"
                .formatted(plugin.name(), plugin.version(), with.id(), target));
  }

  private byte[] bill(Jar plugin, Path file, Path beside) {
    if (sbom != null) {
      return content(sbom);
    }
    if (Files.isRegularFile(beside)) {
      return content(beside);
    }
    byte[] inside = plugin.bill();
    if (inside != null) {
      return inside;
    }
    Path list = beside.resolveSibling("libraries.txt");
    return Files.isRegularFile(list) ? Documents.bill(plugin, file, list) : Documents.bill(plugin);
  }

  private Path target(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.jar$", "") + ".studio";
    if (out == null) {
      return file.resolveSibling(name);
    }
    Path given = session.folder().resolve(out);
    return Files.isDirectory(given) ? given.resolve(name) : given;
  }

  private byte[] content(Path file) {
    try {
      return Files.readAllBytes(session.folder().resolve(file));
    } catch (IOException e) {
      throw CommandFailedException.misuse("There is no readable file " + file + ".", e);
    }
  }
}
