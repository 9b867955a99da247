package io.aiops.studio.host.isolate;

import io.aiops.studio.host.isolate.Frame.Type;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames over two streams: length of the body, type, call, request, body. One thread reads; any
 * number writes.
 */
final class Pipe {

  /** Of a body: twice what a plugin may return, for what JSON escapes. */
  static final int LARGEST = 32 * 1024 * 1024;

  private static final int HEADER = 4 + 1 + 8 + 8;
  private static final Type[] TYPES = Type.values();

  private final DataInputStream in;
  private final DataOutputStream out;
  private final ReentrantLock writing = new ReentrantLock();

  Pipe(InputStream in, OutputStream out) {
    this.in = new DataInputStream(new BufferedInputStream(in, 64 * 1024));
    this.out = new DataOutputStream(out);
  }

  /**
   * @return null at the end
   * @throws IOException if what comes is no frame, or the other side went in the middle of one
   */
  @Nullable Frame read() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    byte[] header = new byte[HEADER];
    header[0] = (byte) first;
    in.readFully(header, 1, HEADER - 1);
    ByteBuffer fields = ByteBuffer.wrap(header);
    int length = fields.getInt();
    int type = fields.get();
    if (length < 0 || length > LARGEST) {
      throw new IOException("a message of " + Integer.toUnsignedString(length) + " bytes");
    }
    if (type < 0 || type >= TYPES.length) {
      throw new IOException("a message of the unknown type " + type);
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the end in the middle of a message");
    }
    return new Frame(TYPES[type], fields.getLong(), fields.getLong(), body);
  }

  /**
   * @throws FrameTooLargeException if it is: nothing was written then
   * @throws IOException if nobody reads any more
   */
  void write(Frame frame) throws IOException {
    writing.lock();
    try {
      writeNow(frame);
    } finally {
      writing.unlock();
    }
  }

  /**
   * @return false if others were still writing when the time was over
   */
  boolean write(Frame frame, long millis) throws IOException, InterruptedException {
    if (!writing.tryLock(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    try {
      writeNow(frame);
      return true;
    } finally {
      writing.unlock();
    }
  }

  private void writeNow(Frame frame) throws IOException {
    int length = frame.body().length;
    if (length > LARGEST) {
      throw new FrameTooLargeException(length);
    }
    // In one piece, so that a short message is one call of the operating system.
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + length);
    bytes.putInt(length).put((byte) frame.type().ordinal());
    bytes.putLong(frame.call()).putLong(frame.request()).put(frame.body());
    out.write(bytes.array());
    out.flush();
  }

  /** What is to be said takes more than one message may. */
  static final class FrameTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    FrameTooLargeException(int length) {
      super("is " + length + " bytes of JSON; at most " + LARGEST + " pass between processes");
    }
  }
}
