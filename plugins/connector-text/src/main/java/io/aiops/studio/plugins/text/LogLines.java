package io.aiops.studio.plugins.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a log, ended where grep ends them: at a line feed. Of a line longer than {@link
 * #LONGEST} bytes the begin is kept; a file without a line feed does not fill the memory.
 */
final class LogLines {

  static final int LONGEST = 32 * 1024;

  private static final int CHUNK = 64 * 1024;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private final byte[] line = new byte[LONGEST];
  private int at;
  private int end;
  private int length;
  private long bytes;
  private long number;

  LogLines(InputStream in) {
    this.in = in;
  }

  /** Goes on to the next line; false if there is none. */
  boolean next() throws IOException {
    length = 0;
    boolean any = false;
    while (at < end || fill()) {
      any = true;
      int from = at;
      while (at < end && chunk[at] != '\n') {
        at++;
      }
      int kept = Math.min(at - from, LONGEST - length);
      System.arraycopy(chunk, from, line, length, kept);
      length += kept;
      if (at < end) {
        at++;
        break;
      }
    }
    number += any ? 1 : 0;
    return any;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(chunk));
    bytes += end;
    return end > 0;
  }

  /** The line, without its end; what is no UTF-8 in it is replaced. */
  String line() {
    boolean returned = length > 0 && line[length - 1] == '\r';
    String text = new String(line, 0, returned ? length - 1 : length, StandardCharsets.UTF_8);
    return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** Read so far, line ends included. */
  long bytes() {
    return bytes;
  }
}
