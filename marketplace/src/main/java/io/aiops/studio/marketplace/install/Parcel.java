package io.aiops.studio.marketplace.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A package that was fetched, on disk, as somebody may think about it for minutes; and under no
 * name, so that nothing is left of it whenever the server ends.
 */
final class Parcel implements AutoCloseable {

  private final FileChannel file;

  private Parcel(FileChannel file) {
    this.file = file;
  }

  static Parcel of(UUID installation, byte[] bytes) throws IOException {
    FileChannel file =
        FileChannel.open(
            Path.of(System.getProperty("java.io.tmpdir"), "studio-install-" + installation),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        file.write(left);
      }
      return new Parcel(file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** From its beginning, as often as it is asked for; to be read before it is opened again. */
  InputStream open() throws IOException {
    return Channels.newInputStream(file.position(0));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
