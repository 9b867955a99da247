package io.aiops.studio.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository for what tests have Maven build: the studio's own artifacts in it are
 * those of this build, whatever an earlier one has installed; all else is that of whoever runs the
 * tests, by links.
 */
final class OwnRepository {

  private static final Path PLACE = make();

  private OwnRepository() {}

  /** What has Maven use it, as an option of its JVM. */
  static String option() {
    return "-Dmaven.repo.local=" + PLACE;
  }

  private static Path make() {
    Path theirs = Path.of(System.getProperty("studio.repository"));
    try {
      Path work = Files.createDirectories(Path.of(System.getProperty("studio.work")));
      Path ours = Files.createTempDirectory(work, "repository").toAbsolutePath();
      link(theirs, ours, "io");
      link(theirs.resolve("io"), Files.createDirectory(ours.resolve("io")), "aiops");
      Path studio = ours.resolve("io/aiops/studio");
      put(StudioServer.checkout(), "studio", studio);
      for (Path module : modules(StudioServer.checkout())) {
        boolean plugins = module.endsWith("plugins");
        put(module, name(module), plugins ? studio.resolve("plugins") : studio);
      }
      for (Path plugin : modules(StudioServer.checkout().resolve("plugins"))) {
        put(plugin, name(plugin), studio.resolve("plugins"));
      }
      return ours;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void link(Path from, Path to, String but) throws IOException {
    try (Stream<Path> all = Files.list(from)) {
      for (Path each : all.filter(path -> !name(path).equals(but)).toList()) {
        Files.createSymbolicLink(to.resolve(name(each)), each.toAbsolutePath());
      }
    }
  }

  private static List<Path> modules(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> Files.isRegularFile(path.resolve("pom.xml"))).toList();
    }
  }

  /** As Maven's install would; folders are named after their artifacts. */
  private static void put(Path module, String artifact, Path group) throws IOException {
    String version = System.getProperty("studio.version");
    Path folder = Files.createDirectories(group.resolve(artifact).resolve(version));
    String name = artifact + "-" + version;
    Files.copy(module.resolve("pom.xml"), folder.resolve(name + ".pom"));
    Path jar = module.resolve("target").resolve(name + ".jar");
    if (Files.exists(jar)) {
      Files.copy(jar, folder.resolve(name + ".jar"));
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
