package io.aiops.studio.host.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

/** Looks through the code of jars: through the same bytes once, since what is found follows. */
final class CodeLooks {

  /** So many jars' code is not looked through again. */
  private static final int MOST_KNOWN = 200;

  private final Function<Path, CodeReport> look;
  private final Cache<String, CodeReport> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).executor(Runnable::run).build();

  /**
   * @param look through a jar's code
   */
  CodeLooks(Function<Path, CodeReport> look) {
    this.look = look;
  }

  /**
   * What is refused is looked through again: perhaps the machine was too busy for it.
   *
   * @param name what messages call it
   * @param sha256 of the jar
   * @throws InvalidException if it is another jar, read in another way
   */
  CodeReport through(String name, String sha256, byte[] jar) {
    CodeReport report = known.getIfPresent(sha256);
    if (report == null) {
      report = looked(name, jar);
      if (report.verdict() != CodeVerdict.REFUSED) {
        known.put(sha256, report);
      }
    }
    return report;
  }

  private CodeReport looked(String name, byte[] jar) {
    try {
      Path file = Files.createTempFile("studio-gate", ".jar");
      try {
        Files.write(file, jar);
        oneFaced(name, file, jar);
        return look.apply(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be put down to be read", e);
    }
  }

  /**
   * A zip can be made so that it is another one from its front than by its directory. What a plugin
   * is called and wants must be the same, however it is read.
   */
  private static void oneFaced(String name, Path file, byte[] bytes) throws IOException {
    try (JarFile jar = new JarFile(file.toFile(), false);
        JarInputStream front = new JarInputStream(new ByteArrayInputStream(bytes), false)) {
      Manifest first = front.getManifest();
      Manifest listed = jar.getManifest();
      if (first == null
          || listed == null
          || !first.getMainAttributes().equals(listed.getMainAttributes())) {
        throw new InvalidException(
            name,
            "is another jar from its front than by its directory: its manifest has to be its first"
                + " entry, and there once.");
      }
    }
  }
}
