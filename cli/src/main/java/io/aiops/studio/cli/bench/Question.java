package io.aiops.studio.cli.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has come of an HTTP request with a length, one after another on a connection. */
final class Question {

  private static final int LARGEST = 16 * 1024;
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d{1,5})\r\n");

  private final ByteBuffer in = ByteBuffer.allocate(LARGEST);

  /**
   * Reads what there is.
   *
   * @return whether a request is there as a whole; then the next begins
   * @throws EOFException if whoever asks has gone
   * @throws IOException also if it is longer than 16 KiB, or of no length
   */
  boolean readAll(ReadableByteChannel asker) throws IOException {
    if (asker.read(in) < 0) {
      throw new EOFException("Nobody asks any more");
    }
    String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
    int head = text.indexOf(END_OF_HEAD);
    if (head >= 0 && in.position() >= head + END_OF_HEAD.length() + length(text, head)) {
      in.clear();
      return true;
    }
    if (!in.hasRemaining()) {
      throw new IOException("A question has at most " + LARGEST + " bytes");
    }
    return false;
  }

  private static int length(String text, int head) throws IOException {
    Matcher length = LENGTH.matcher(text.substring(0, head + 2).toLowerCase(Locale.ROOT));
    if (!length.find()) {
      throw new IOException("A question says its content-length");
    }
    return Integer.parseInt(length.group(1));
  }
}
