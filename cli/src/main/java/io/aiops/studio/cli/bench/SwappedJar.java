package io.aiops.studio.cli.bench;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A shipped plugin under a name that is nobody's, in as many versions as are asked for. */
final class SwappedJar {

  private static final String SHIPPED = "io.aiops.studio.plugins.";
  private static final String SWAPPED = "bench.swapped-";

  private final String artifact;
  private final byte[] original;

  private SwappedJar(String artifact, byte[] original) {
    this.artifact = artifact;
    this.original = original;
  }

  /**
   * The build's.
   *
   * @param artifact the plugin's, say agent-echo
   */
  static SwappedJar of(String artifact, Path home) {
    Path folder = home.resolve("plugins").resolve(artifact).resolve("target");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches(artifact + "-[0-9].*\\.jar"))
              .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
              .toList();
      if (jars.size() == 1) {
        return new SwappedJar(artifact, Files.readAllBytes(jars.getFirst()));
      }
      throw CommandFailedException.misuse(
          "There are %d jars of %s in %s; build the studio first."
              .formatted(jars.size(), artifact, folder));
    } catch (IOException e) {
      throw CommandFailedException.misuse(
          "The jar of %s in %s cannot be read; build the studio first.".formatted(artifact, folder),
          e);
    }
  }

  /** What it is called here. */
  String name() {
    return SWAPPED + artifact;
  }

  /** Whose place it takes. */
  String shipped() {
    return SHIPPED + artifact;
  }

  byte[] version(String version) {
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(original))) {
      Manifest manifest = new Manifest(in.getManifest());
      manifest.getMainAttributes().putValue("Bundle-SymbolicName", name());
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          out.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(out);
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new CommandFailedException("The jar of " + artifact + " cannot be read: " + e, e);
    }
  }
}
