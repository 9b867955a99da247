package io.aiops.studio.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Bundles made from the shipped echo agent: the same classes under another name, and broken ones.
 *
 * @param name the symbolic name
 * @param version the bundle's version
 * @param agent what workflows call its agent
 */
record PluginJars(String name, String version, String agent) {

  private static final String ECHO = "io.aiops.studio.plugins.echo.EchoAgent";

  /** As it should be. */
  byte[] good() {
    return jar("", "", ECHO);
  }

  /** It asks for that permission, which its agent has no use for. */
  byte[] wanting(String permission) {
    return jar(permission, "", ECHO);
  }

  /** It wants a package that nobody has. */
  byte[] missingImport() {
    return jar("", "org.example.absent;version=\"[3,4)\"", ECHO);
  }

  /** Its component cannot be made. */
  byte[] failingActivation() {
    return jar("", "", "org.example.Absent");
  }

  private byte[] jar(String wants, String moreImports, String implementation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarFile echo = new JarFile(echo().toFile());
        JarOutputStream jar = new JarOutputStream(bytes, manifest(echo, wants, moreImports))) {
      for (JarEntry entry : echo.stream().toList()) {
        if (entry.isDirectory() || entry.getName().startsWith("META-INF/")) {
          continue;
        }
        byte[] content = echo.getInputStream(entry).readAllBytes();
        if (entry.getName().startsWith("OSGI-INF/")) {
          content =
              new String(content, StandardCharsets.UTF_8)
                  .replace("value=\"echo\"", "value=\"" + agent + "\"")
                  .replace("class=\"" + ECHO + "\"", "class=\"" + implementation + "\"")
                  .getBytes(StandardCharsets.UTF_8);
        }
        jar.putNextEntry(new JarEntry(entry.getName()));
        jar.write(content);
        jar.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Manifest manifest(JarFile echo, String wants, String moreImports) throws IOException {
    Manifest manifest = new Manifest(echo.getManifest());
    Attributes headers = manifest.getMainAttributes();
    headers.putValue("Bundle-SymbolicName", name);
    headers.putValue("Bundle-Version", version);
    headers.putValue("Bundle-Name", "Parrot");
    if (!wants.isEmpty()) {
      headers.putValue("Studio-Wants", wants);
    }
    if (!moreImports.isEmpty()) {
      headers.putValue("Import-Package", headers.getValue("Import-Package") + "," + moreImports);
    }
    return manifest;
  }

  private static Path echo() throws IOException {
    Path plugins = StudioServer.checkout().resolve("plugins/agent-echo/target");
    try (Stream<Path> files = Files.list(plugins)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("agent-echo-[0-9].*\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
