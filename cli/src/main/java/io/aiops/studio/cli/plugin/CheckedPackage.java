package io.aiops.studio.cli.plugin;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import io.aiops.studio.cli.signing.Packed;
import io.aiops.studio.cli.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's package that the compatibility kit was shown before it is sent; its report is in it.
 * Files that had to be made for that are gone when it is closed.
 */
final class CheckedPackage implements AutoCloseable {

  private final Path file;
  private final @Nullable Path made;

  private CheckedPackage(Path file, @Nullable Path made) {
    this.file = file;
    this.made = made;
  }

  /**
   * @param key to sign it anew with, if it has no report of this jar; null if there is none
   * @throws CommandFailedException if the kit does not pass it, or its report cannot be signed
   */
  static CheckedPackage of(Session session, Path given, @Nullable Path key)
      throws InterruptedException {
    Packed packed = Packed.read(given).orElse(null);
    if (packed == null) {
      return new CheckedPackage(given, null);
    }
    try {
      Path jar = Files.createTempFile("studio-publish", ".jar");
      try {
        Files.write(jar, packed.jar());
        byte[] report = new CompatibilityKit(session).passed(jar);
        if (packed.reported()) {
          return new CheckedPackage(given, null);
        }
        if (key == null) {
          throw CommandFailedException.misuse(
              given.getFileName()
                  + " passes, but has no report of the compatibility kit in it that says so. Sign it"
                  + " with 'plugin sign --check', or give its key here: --key FILE. Nothing was"
                  + " sent.");
        }
        Path made = Files.createTempFile("studio-publish", ".studio");
        Files.write(
            made,
            packed.with(
                report, jar, SigningKey.read(session.folder().resolve(key)), Instant.now()));
        return new CheckedPackage(made, made);
      } finally {
        Files.delete(jar);
      }
    } catch (IOException e) {
      throw new CommandFailedException(
          "There is no room to look at the plugin: " + e.getMessage() + ".", e);
    }
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    if (made != null) {
      try {
        Files.delete(made);
      } catch (IOException e) {
        throw new CommandFailedException(made + " cannot be removed: " + e.getMessage() + ".", e);
      }
    }
  }
}
