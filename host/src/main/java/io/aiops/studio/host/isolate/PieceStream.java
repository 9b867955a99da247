package io.aiops.studio.host.isolate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Bytes that come from the other process piece by piece, each asked for when it is wanted. */
abstract class PieceStream extends InputStream {

  private byte[] piece = new byte[0];
  private int at;
  private boolean end;

  /** Asks for the next piece; an empty one is the end. */
  abstract byte[] next() throws IOException;

  private boolean more() throws IOException {
    if (at == piece.length && !end) {
      piece = next();
      at = 0;
      end = piece.length == 0;
    }
    return !end;
  }

  @Override
  public int read() throws IOException {
    return more() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!more()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, bytes, offset, count);
    at += count;
    return count;
  }

  /** Nothing more is asked for. */
  void end() {
    end = true;
  }
}
