package io.aiops.studio.server.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Somebody's own plugin: the echo agent as they would copy it, under a name of theirs. */
final class Bundle {

  static final String ECHO = "io.aiops.studio.plugins.echo.EchoAgent";

  private static final Path BUILT =
      Path.of(System.getProperty("studio.checkout"), "plugins/agent-echo/target");

  private Bundle() {}

  static Path of(String name, String title) {
    return of("com.example." + name, name, title, "1.0.0", "", ECHO);
  }

  /**
   * @param id the symbolic name
   * @param agent what workflows call its agent
   * @param wants what it declares that it wants; empty for nothing
   * @param implementation the agent's class
   */
  static Path of(
      String id, String agent, String title, String version, String wants, String implementation) {
    Path copy = Visits.file(agent + "-" + version + ".jar", "");
    try (Stream<Path> shipped = Files.list(BUILT)) {
      Path echo =
          shipped
              .filter(each -> each.getFileName().toString().matches("agent-echo-[0-9].*\\.jar"))
              .findFirst()
              .orElseThrow();
      write(
          echo,
          copy,
          Map.of(
              "Bundle-SymbolicName", id,
              "Bundle-Name", title,
              "Bundle-Version", version,
              "Studio-Wants", wants),
          agent,
          implementation);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      Path echo, Path copy, Map<String, String> headers, String agent, String implementation)
      throws IOException {
    try (JarFile from = new JarFile(echo.toFile())) {
      Manifest manifest = from.getManifest();
      headers.forEach((name, value) -> {
        if (!value.isEmpty()) {
          manifest.getMainAttributes().putValue(name, value);
        }
      });
      try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
        for (JarEntry entry : from.stream().toList()) {
          if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
            byte[] content = from.getInputStream(entry).readAllBytes();
            to.putNextEntry(new JarEntry(entry.getName()));
            new ByteArrayInputStream(
                    entry.getName().startsWith("OSGI-INF/")
                        ? named(content, agent, headers.get("Bundle-Name"), implementation)
                        : content)
                .transferTo(to);
            to.closeEntry();
          }
        }
      }
    }
  }

  private static byte[] named(byte[] component, String name, String title, String implementation) {
    return new String(component, StandardCharsets.UTF_8)
        .replace("value=\"echo\"", "value=\"" + name + "\"")
        .replace("class=\"" + ECHO + "\"", "class=\"" + implementation + "\"")
        .replace("value=\"Echo\"", "value=\"" + title + "\"")
        .getBytes(StandardCharsets.UTF_8);
  }
}
