package io.aiops.studio.cli.signing;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What is in a plugin's package that somebody has made already. */
public final class Packed {

  /** As many bytes as the server takes in a package. */
  private static final long LARGEST = 128L * 1024 * 1024;

  private final SortedMap<String, byte[]> files;

  private Packed(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /**
   * @return empty if it is no plugin's package; what is wrong with it otherwise, the server says
   */
  public static Optional<Packed> read(Path file) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try {
      if (Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      try (ZipInputStream zip =
          new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
        long left = LARGEST;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          byte[] content = zip.readNBytes((int) left);
          left -= content.length;
          files.put(entry.getName(), content);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailedException(
          "%s cannot be read to its end: %s.".formatted(file, e.getMessage()), e);
    }
    return files.containsKey(StudioPackage.JAR) ? Optional.of(new Packed(files)) : Optional.empty();
  }

  public byte[] jar() {
    return files.getOrDefault(StudioPackage.JAR, new byte[0]);
  }

  /** Whether it has a report of its jar that nothing failed in; the server looks closer. */
  public boolean reported() {
    byte[] report = files.get(StudioPackage.COMPATIBILITY);
    if (report == null) {
      return false;
    }
    try {
      JsonNode document = Json.mapper().readTree(report);
      return Json.text(document, "sha256").equals(Sha256.of(jar()))
          && document.path("passed").asBoolean();
    } catch (JacksonException e) {
      throw new CommandFailedException(
          "The package's %s is no JSON: %s".formatted(StudioPackage.COMPATIBILITY, e.getMessage()),
          e);
    }
  }

  /**
   * The same package with a report, signed anew.
   *
   * @param jar where its jar lies
   */
  public byte[] with(byte[] report, Path jar, SigningKey key, Instant at) {
    StudioPackage made = new StudioPackage(Jar.read(jar));
    files.forEach((name, content) -> {
      if (!name.equals(StudioPackage.JAR) && !name.equals(StudioPackage.STATEMENT)) {
        made.with(name, content);
      }
    });
    return made.with(StudioPackage.COMPATIBILITY, report).sign(key, at);
  }
}
