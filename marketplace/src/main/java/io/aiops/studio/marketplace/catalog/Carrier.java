package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.host.trust.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.LongConsumer;

/** Brings the files of a catalog that is no more than files. Nothing that it brings is trusted. */
interface Carrier {

  /** Where files that the index names are, each under its hash. */
  String FILES = "files/";

  /**
   * @param path the index's, or one below {@link #FILES}
   * @param most bytes; more are an IOException
   * @param seen how many have come, now and then
   */
  byte[] read(String path, long most, LongConsumer seen) throws IOException;

  default byte[] read(String path, long most) throws IOException {
    return read(path, most, soFar -> {});
  }

  /** A file that the index names by its hash; another one is an IOException. */
  default byte[] file(String sha256, long most, LongConsumer seen) throws IOException {
    byte[] bytes = read(FILES + sha256, most, seen);
    if (!Sha256.of(bytes).equals(sha256)) {
      throw new IOException("the file " + sha256 + " is another than the one in its index");
    }
    return bytes;
  }

  /** Piece by piece; whoever is interrupted reads no further. */
  static byte[] all(String path, InputStream in, long most, LongConsumer seen) throws IOException {
    byte[] all = watched(in, seen).readNBytes((int) most + 1);
    if (all.length > most) {
      throw tooLarge(path, most);
    }
    return all;
  }

  private static InputStream watched(InputStream in, LongConsumer seen) {
    return new FilterInputStream(in) {
      private long count;

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while it was read");
        }
        int read = super.read(into, offset, length);
        count += Math.max(read, 0);
        seen.accept(count);
        return read;
      }
    };
  }

  static IOException tooLarge(String path, long most) {
    return new IOException(path + " is larger than " + most + " bytes");
  }
}
