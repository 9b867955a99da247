package io.aiops.studio.cli.plugin.dev;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.FileResource;
import aQute.bnd.osgi.Jar;
import aQute.bnd.version.MavenVersion;
import aQute.bnd.version.Version;
import io.aiops.studio.cli.console.CommandFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** Makes the bundle of compiled classes, by bnd as Maven would. */
final class Packaging {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS").withZone(ZoneOffset.UTC);

  static {
    // bnd logs by SLF4J, which says that nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  private Packaging() {}

  /** A later one is newer than an earlier one, and each is newer than what the pom says. */
  static String version(Project project, Instant now) {
    Version version = MavenVersion.parseMavenString(project.version()).getOSGiVersion();
    String qualifier = version.getQualifier();
    return new Version(
            version.getMajor(),
            version.getMinor(),
            version.getMicro(),
            (qualifier == null || qualifier.isEmpty() ? "" : qualifier + "-")
                + "dev-"
                + MOMENT.format(now))
        .toString();
  }

  /**
   * @return what is wrong; empty if {@code to} is the bundle
   */
  static List<String> pack(Project project, Path classes, String version, Path to) {
    try (Builder builder = new Builder()) {
      builder.setBase(project.folder().toFile());
      builder.addProperties(project.words());
      builder.addProperties(builder.loadProperties(project.instructions().toFile()));
      builder.setProperty("Bundle-Version", version);
      builder.addClasspath(classes.toFile());
      for (Path jar : project.classPath()) {
        builder.addClasspath(jar.toFile());
      }
      Jar jar = builder.build();
      if (!builder.isOk()) {
        return List.copyOf(builder.getErrors());
      }
      addTheRest(jar, classes);
      jar.write(to.toFile());
      return List.of();
    } catch (Exception e) {
      // bnd declares Exception.
      throw new CommandFailedException("The bundle cannot be made: " + e.getMessage() + ".", e);
    }
  }

  /** Resources, and whatever bnd was not told of: Maven's jar has it too. */
  private static void addTheRest(Jar jar, Path classes) throws java.io.IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(classes)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = classes.relativize(file).toString().replace('\\', '/');
      if (!jar.exists(name)) {
        jar.putResource(name, new FileResource(file));
      }
    }
  }
}
