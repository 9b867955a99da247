package io.aiops.studio.cli.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads one HTTP/1.1 response after the other as their bytes come in (RFC 9112, sections 6 and 7):
 * bodies with a length, in chunks, or none.
 */
final class AnswerReader {

  /** Takes a body's bytes as they come. */
  interface Body {
    void bytes(byte[] bytes);
  }

  private enum Part {
    HEAD,
    FIXED,
    SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER
  }

  private static final int MOST_LINE = 64 * 1024;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private Part part = Part.HEAD;
  private int status;
  private boolean chunked;
  private boolean last;
  private long left;

  int status() {
    return status;
  }

  /** The server closes the connection after this response. */
  boolean last() {
    return last;
  }

  /**
   * @return true if a response has come to its end; bytes after it stay in {@code in}
   * @throws IOException if this is no HTTP/1.1
   */
  boolean read(ByteBuffer in, Body body) throws IOException {
    while (in.hasRemaining()) {
      boolean ended =
          switch (part) {
            case FIXED, CHUNK -> data(in, body);
            default -> {
              byte next = in.get();
              if (next != '\n') {
                take(next);
                yield false;
              }
              String text = line.toString(StandardCharsets.ISO_8859_1).strip();
              line.reset();
              yield line(text);
            }
          };
      if (ended) {
        part = Part.HEAD;
        return true;
      }
    }
    return false;
  }

  private void take(byte next) throws IOException {
    if (line.size() >= MOST_LINE) {
      throw new IOException("a line of a response's head is longer than " + MOST_LINE + " bytes");
    }
    line.write(next);
  }

  /** True at the end of the response. */
  private boolean data(ByteBuffer in, Body body) {
    byte[] bytes = new byte[(int) Math.min(left, in.remaining())];
    in.get(bytes);
    body.bytes(bytes);
    left -= bytes.length;
    if (left > 0) {
      return false;
    }
    if (part == Part.FIXED) {
      return true;
    }
    part = Part.CHUNK_END;
    return false;
  }

  /** True at the end of the response. */
  private boolean line(String text) throws IOException {
    switch (part) {
      case SIZE -> {
        left = number(text.split(";", 2)[0].strip(), 16);
        part = left == 0 ? Part.TRAILER : Part.CHUNK;
      }
      case CHUNK_END -> part = Part.SIZE;
      case TRAILER -> {
        return text.isEmpty();
      }
      default -> {
        return head(text);
      }
    }
    return false;
  }

  private boolean head(String text) throws IOException {
    if (text.startsWith("HTTP/1.1 ")) {
      status = (int) number(text.substring(9, Math.min(12, text.length())), 10);
      chunked = false;
      last = false;
      left = 0;
      return false;
    }
    if (!text.isEmpty()) {
      int colon = text.indexOf(':');
      if (status == 0 || colon < 1) {
        throw new IOException("'" + text + "' is no response of an HTTP/1.1 server");
      }
      String value = text.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
      switch (text.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> left = number(value, 10);
        case "transfer-encoding" -> chunked = value.endsWith("chunked");
        case "connection" -> last = value.contains("close");
        default -> {}
      }
      return false;
    }
    part = chunked ? Part.SIZE : Part.FIXED;
    return !chunked && left == 0;
  }

  private static long number(String text, int radix) throws IOException {
    try {
      return Long.parseLong(text, radix);
    } catch (NumberFormatException e) {
      throw new IOException("'" + text + "' is no number where HTTP wants one", e);
    }
  }
}
