package io.aiops.studio.cli.signing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A plugin's jar without code, always the same bytes, and a key that everybody knows. */
public final class Greeter {

  /** RFC 8032, 7.1, test 2. */
  private static final String KEY =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7
      -----END PRIVATE KEY-----
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=
      -----END PUBLIC KEY-----
      """;

  public static final String MANIFEST =
      """
      Manifest-Version: 1.0
      Bundle-ManifestVersion: 2
      Bundle-SymbolicName: com.acme.greeter
      Bundle-Version: 1.0.0
      Bundle-Name: Grüßer
      Bundle-License: Apache-2.0
      Import-Package: io.aiops.studio.api;version="[1.0,2)"
      Studio-Hosts: api.acme.com
      Created-By: nobody

      """;

  private Greeter() {}

  public static Path key(Path folder) {
    try {
      Path file = Files.writeString(folder.resolve("acme.key"), KEY);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Path jar(Path folder) {
    return jar(folder, MANIFEST);
  }

  public static Path jar(Path folder, String manifest) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("META-INF/MANIFEST.MF", manifest);
    entries.put(
        "META-INF/maven/com.acme/greeter/pom.properties",
        "groupId=com.acme\nartifactId=greeter\nversion=1.0.0\n");
    entries.put(
        "META-INF/maven/org.lib/lib/pom.properties",
        "groupId=org.lib\nartifactId=lib\nversion=3.1\n");
    entries.put("lib/other.jar", "not looked into");
    Path file = folder.resolve("greeter-1.0.0.jar");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, String> each : entries.entrySet()) {
        byte[] content = each.getValue().getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
