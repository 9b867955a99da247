package io.aiops.studio.host.rest;

import io.aiops.studio.host.json.Unstorable;
import jakarta.ws.rs.core.MediaType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads request bodies within bounds. */
public final class Bodies {

  /** For everything but files and plugins, in bytes. */
  static final int MAX_TEXT = 2 * 1024 * 1024;

  private Bodies() {}

  /**
   * @throws RefusedException 413 if there is more
   */
  static byte[] bytes(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_TEXT + 1);
    if (bytes.length > MAX_TEXT) {
      throw RefusedException.tooLarge(MAX_TEXT);
    }
    return bytes;
  }

  /**
   * @throws RefusedException 413 if there is more, 400 if it is not UTF-8
   */
  static String text(InputStream body) throws IOException {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(body))).toString();
      if (Unstorable.storable(text)) {
        return text;
      }
    } catch (CharacterCodingException e) {
      throw new RefusedException(400, "The body is not UTF-8 text; save it as UTF-8.");
    }
    throw new RefusedException(400, "The body holds the character zero; it is no text.");
  }

  /** A stream that ends with 413 when more than {@code limit} bytes have come. */
  public static InputStream bounded(InputStream body, long limit, @Nullable String announced) {
    if (announced != null && announced.matches("\\d{1,18}") && Long.parseLong(announced) > limit) {
      throw RefusedException.tooLarge(limit);
    }
    return new Bounded(body, limit);
  }

  static boolean isJson(MediaType type) {
    return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
  }

  private static final class Bounded extends FilterInputStream {
    private final long limit;
    private long seen;

    Bounded(InputStream body, long limit) {
      super(body);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(Math.max(count, 0));
      return count;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(n);
      count(skipped);
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void count(long more) {
      seen += more;
      if (seen > limit) {
        throw RefusedException.tooLarge(limit);
      }
    }
  }
}
