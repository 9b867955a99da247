package io.aiops.studio.server.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Somebody's own plugin: the echo agent as they would copy it, under a name of theirs. */
final class Bundle {

  private static final Path SHIPPED = Path.of(System.getProperty("studio.install"), "plugins");

  private Bundle() {}

  static Path of(String name, String title) {
    Path copy = Visits.file(name + ".jar", "");
    try (Stream<Path> shipped = Files.list(SHIPPED)) {
      Path echo =
          shipped
              .filter(each -> each.getFileName().toString().startsWith("agent-echo"))
              .findFirst()
              .orElseThrow();
      write(echo, copy, name, title);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path echo, Path copy, String name, String title) throws IOException {
    try (JarFile from = new JarFile(echo.toFile())) {
      Manifest manifest = from.getManifest();
      manifest.getMainAttributes().putValue("Bundle-SymbolicName", "com.example." + name);
      manifest.getMainAttributes().putValue("Bundle-Name", title);
      manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
      try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
        for (JarEntry entry : from.stream().toList()) {
          if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
            byte[] content = from.getInputStream(entry).readAllBytes();
            to.putNextEntry(new JarEntry(entry.getName()));
            new ByteArrayInputStream(
                    entry.getName().startsWith("OSGI-INF/") ? named(content, name, title) : content)
                .transferTo(to);
            to.closeEntry();
          }
        }
      }
    }
  }

  private static byte[] named(byte[] component, String name, String title) {
    return new String(component, StandardCharsets.UTF_8)
        .replace("value=\"echo\"", "value=\"" + name + "\"")
        .replace("value=\"Echo\"", "value=\"" + title + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }
}
