package io.aiops.studio.plugins.file;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file's bytes, no more than were granted, however much it grows while it is read. */
final class Bounded extends FilterInputStream {

  private final String name;
  private final long most;
  private long count;

  Bounded(InputStream in, String name, long most) {
    super(in);
    this.name = name;
    this.most = most;
  }

  static void check(String name, long size, long most) {
    if (size > most) {
      throw new PluginException(
          Category.LIMIT_REACHED,
          "'"
              + name
              + "' has "
              + size
              + " bytes or more; the connection's setting 'maxBytes' allows "
              + most
              + ".");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count += Math.max(0, read);
    check(name, count, most);
    return read;
  }

  @Override
  public long skip(long n) throws IOException {
    throw new IOException("A bounded file is read from its begin to its end");
  }
}
