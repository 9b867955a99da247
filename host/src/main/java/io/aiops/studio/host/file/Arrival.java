package io.aiops.studio.host.file;

import io.aiops.studio.host.problem.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What somebody sends, kept on disk until it is whole: a sender who takes hours holds a file open
 * and no connection of the database, of which there are few.
 */
final class Arrival implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final FileChannel kept;

  private Arrival(FileChannel kept) {
    this.kept = kept;
  }

  /**
   * Reads {@code content} to its end.
   *
   * @throws InvalidException if it is larger than {@link FileService#MAX_BYTES}
   */
  static Arrival of(InputStream content) {
    try {
      Path file = Files.createTempFile("studio-arrival", null);
      Arrival arrival =
          new Arrival(
              FileChannel.open(
                  file,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.DELETE_ON_CLOSE));
      try {
        arrival.take(content);
        return arrival;
      } catch (IOException | RuntimeException e) {
        arrival.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The content could not be read to its end", e);
    }
  }

  private void take(InputStream content) throws IOException {
    // Not closed: closing it would close the channel, which is read from next.
    var out = Channels.newOutputStream(kept);
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      size += read;
      if (size > FileService.MAX_BYTES) {
        throw new InvalidException(
            "content",
            "is larger than " + FileService.MAX_BYTES / (1024 * 1024) + " MiB; nothing was kept");
      }
      out.write(buffer, 0, read);
    }
    kept.position(0);
  }

  /** From its beginning, once. */
  InputStream content() {
    return Channels.newInputStream(kept);
  }

  @Override
  public void close() {
    try {
      kept.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A file that had arrived could not be let go", e);
    }
  }
}
