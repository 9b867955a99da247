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

/** The echo plugin under a name that is nobody's, in as many versions as are asked for. */
final class SwappedJar {

  static final String NAME = "bench.swapped-echo";

  /** Whose place it takes. */
  static final String SHIPPED = "io.aiops.studio.plugins.agent-echo";

  private final byte[] original;

  private SwappedJar(byte[] original) {
    this.original = original;
  }

  /** The build's. */
  static SwappedJar in(Path home) {
    Path folder = home.resolve("plugins/agent-echo/target");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches("agent-echo-[0-9].*\\.jar"))
              .filter(file -> !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
              .toList();
      if (jars.size() == 1) {
        return new SwappedJar(Files.readAllBytes(jars.getFirst()));
      }
      throw CommandFailedException.misuse(
          "There are %d jars of the echo plugin in %s; build the studio first."
              .formatted(jars.size(), folder));
    } catch (IOException e) {
      throw CommandFailedException.misuse(
          "The echo plugin's jar in " + folder + " cannot be read; build the studio first.", e);
    }
  }

  byte[] version(String version) {
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(original))) {
      Manifest manifest = new Manifest(in.getManifest());
      manifest.getMainAttributes().putValue("Bundle-SymbolicName", NAME);
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
      throw new CommandFailedException("The echo plugin's jar cannot be read: " + e, e);
    }
  }
}
