package io.aiops.studio.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The folder of everything that must survive, held by one studio at a time, in a format this code
 * reads. What lies in it is the database, the queues, the plugins and the keys.
 */
final class DataFolder implements AutoCloseable {

  /** Counted up when an older studio could no longer use what a newer one wrote. */
  static final String FORMAT = "1";

  private final Path path;
  private final FileChannel lock;

  private DataFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes it; makes it if it is not there.
   *
   * @throws IllegalStateException if another studio holds it or another version wrote it
   */
  static DataFolder take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel lock =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      DataFolder folder = new DataFolder(path, lock);
      try {
        folder.hold();
        folder.checkFormat();
        return folder;
      } catch (IOException | IllegalStateException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The data folder " + path + " cannot be used", e);
    }
  }

  Path path() {
    return path;
  }

  /** Names this folder among those of all nodes; made the first time. */
  UUID seat() {
    Path file = path.resolve("seat");
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, UUID.randomUUID() + "\n");
      }
      return UUID.fromString(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read or made", e);
    }
  }

  private void hold() throws IOException {
    if (!tryLock()) {
      throw new IllegalStateException(
          "another studio uses the data folder " + path + "; stop it, or give another folder");
    }
  }

  private boolean tryLock() throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return false;
    }
  }

  private void checkFormat() throws IOException {
    Path file = path.resolve("format");
    @Nullable String seen = Files.exists(file) ? Files.readString(file).strip() : null;
    if (seen == null) {
      Files.writeString(file, FORMAT + "\n");
    } else if (!seen.equals(FORMAT)) {
      throw new IllegalStateException(
          "the data folder "
              + path
              + " was written by another version of the studio (format "
              + seen
              + ", this one reads "
              + FORMAT
              + "); use that version, or give another folder");
    }
  }

  /** Lets it go. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The data folder " + path + " could not be let go", e);
    }
  }
}
