package io.aiops.studio.cli.signing;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's jar, and what it shows of itself.
 *
 * @param headers of its manifest, what listings show and what it wants: the server compares them
 * @param bill its bill of materials, if the build put one into it; else null
 * @param carried jars in it, and what says by its Maven coordinates that it was copied into it
 */
public record Jar(
    byte[] bytes,
    SortedMap<String, String> headers,
    byte @Nullable [] bill,
    List<Component> carried) {

  /** Where cyclonedx-maven-plugin's users put it, as CycloneDX recommends. */
  private static final String BILL = "META-INF/sbom/bom.json";

  private static final Set<String> SHOWN =
      Set.of(
          "Bundle-SymbolicName",
          "Bundle-Version",
          "Bundle-Name",
          "Bundle-Description",
          "Bundle-License",
          "Import-Package");

  /**
   * @param sha256 empty if it is not a jar of its own
   */
  record Component(String group, String name, String version, String sha256) {}

  public static Jar read(Path file) {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      SortedMap<String, String> headers = new TreeMap<>();
      if (jar.getManifest() != null) {
        Attributes all = jar.getManifest().getMainAttributes();
        all.forEach((header, value) -> {
          String name = header.toString();
          if (SHOWN.contains(name) || name.toLowerCase(Locale.ROOT).startsWith("studio-")) {
            headers.put(name, value.toString());
          }
        });
      }
      for (String needed : List.of("Bundle-SymbolicName", "Bundle-Version")) {
        if (!headers.containsKey(needed)) {
          throw CommandFailedException.misuse(
              file + " is no plugin: its manifest has no " + needed + ".");
        }
      }
      List<Component> carried = new ArrayList<>();
      byte[] bill = null;
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        try (InputStream in = jar.getInputStream(entry)) {
          if (name.toLowerCase(Locale.ROOT).endsWith(".jar")) {
            carried.add(
                new Component(
                    "",
                    name.substring(name.lastIndexOf('/') + 1),
                    "",
                    Sha256.of(in.readAllBytes())));
          } else if (name.equals(BILL)) {
            bill = in.readAllBytes();
          } else if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
            carried.add(coordinates(in));
          }
        }
      }
      return new Jar(Files.readAllBytes(file), headers, bill, carried);
    } catch (IOException e) {
      throw CommandFailedException.misuse(
          "There is no readable jar %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Component coordinates(InputStream in) throws IOException {
    Properties about = new Properties();
    about.load(in);
    return new Component(
        about.getProperty("groupId", ""),
        about.getProperty("artifactId", ""),
        about.getProperty("version", ""),
        "");
  }

  public String name() {
    return headers.getOrDefault("Bundle-SymbolicName", "").split(";", 2)[0].strip();
  }

  public String version() {
    return headers.getOrDefault("Bundle-Version", "");
  }

  public String sha256() {
    return Sha256.of(bytes);
  }
}
