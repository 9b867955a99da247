package io.aiops.studio.host.plugin;

import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Looks through a jar's entries before anybody else does: what it unpacks to is bounded, and no
 * entry is named so that a file of it could land outside of a folder it is unpacked to.
 */
final class JarBounds {

  private static final int MOST_ENTRIES = 20_000;
  private static final long LARGEST_MIB = 512;
  private static final long LARGEST_MANIFEST = 1024 * 1024;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private JarBounds() {}

  /**
   * @throws InvalidException naming the entry or the bound
   */
  static void check(String fileName, byte[] bytes) {
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > MOST_ENTRIES) {
          throw refused(fileName, "has more than " + MOST_ENTRIES + " entries");
        }
        if (leaves(entry.getName())) {
          throw refused(fileName, "has an entry '" + entry.getName() + "', which leaves the jar");
        }
        long size = 0;
        for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
          size += n;
          total += n;
          if (total > LARGEST_MIB * 1024 * 1024) {
            throw refused(fileName, "unpacks to more than " + LARGEST_MIB + " MiB");
          }
          if (size > LARGEST_MANIFEST && entry.getName().equalsIgnoreCase(MANIFEST)) {
            throw refused(fileName, "has a manifest that is larger than 1 MiB");
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw refused(fileName, "is not a jar file: " + e.getMessage());
    }
  }

  private static boolean leaves(String name) {
    return name.startsWith("/")
        || name.indexOf('\\') >= 0
        || List.of(name.split("/", -1)).contains("..");
  }

  private static InvalidException refused(String fileName, String why) {
    return new InvalidException(fileName, why + ". Nothing was changed.");
  }
}
