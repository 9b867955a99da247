package io.aiops.studio.plugins.openai;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;

/** One question's answer, bounded in time and number of bytes. */
final class Body implements AutoCloseable {

  /** More came than is taken. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long most) {
      super("sends more than " + most + " bytes, which is the most that is taken.");
    }
  }

  private static final int PIECE = 1024;

  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final ClassicHttpResponse response;
  private final InputStream in;
  private volatile boolean late;

  /**
   * Asks, and waits until the answer begins.
   *
   * @param limit after which the call is cut, whatever it is at
   * @param most bytes that are taken
   */
  Body(Line line, HttpUriRequestBase question, Duration limit, long most) throws IOException {
    var unused =
        end.orTimeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS)
            .whenComplete((done, timeout) -> {
              if (timeout != null) {
                late = true;
                question.abort();
              }
            });
    try {
      response = line.ask(question);
      HttpEntity entity = response.getEntity();
      in = new Counted(entity == null ? InputStream.nullInputStream() : entity.getContent(), most);
    } catch (IOException e) {
      end.complete(null);
      check();
      throw e;
    }
  }

  int status() {
    return response.getCode();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(NameValuePair::getValue);
  }

  InputStream in() {
    return in;
  }

  /** All of it. */
  byte[] bytes() throws IOException {
    // Answers are small, and a stream is read in pieces of 16 KiB.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      bytes.write(piece, 0, read);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws SocketTimeoutException if the time was up; a reader may have seen a mere end
   */
  void check() throws SocketTimeoutException {
    if (late) {
      throw new SocketTimeoutException("in the middle of the answer");
    }
  }

  /** A connection whose answer was not read to its end is not used again. */
  @Override
  public void close() throws IOException {
    end.complete(null);
    response.close();
  }

  private final class Counted extends FilterInputStream {
    private final long most;
    private long count;

    Counted(InputStream body, long most) {
      super(body);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(bytes, offset, length);
      } catch (IOException e) {
        check();
        throw e;
      }
      if (read < 0) {
        check();
      }
      count += Math.max(0, read);
      if (count > most) {
        throw new TooLargeException(most);
      }
      return read;
    }
  }
}
