package io.aiops.studio.plugins.openai;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An answer's bytes, bounded in time and number. */
final class Body implements AutoCloseable {

  /** More came than is taken. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long most) {
      super("sends more than " + most + " bytes, which is the most that is taken.");
    }
  }

  private final InputStream in;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile boolean late;

  /**
   * @param limit after which the answer is cut, whoever is reading it
   */
  Body(InputStream body, Duration limit, long most) {
    this.in = new Counted(body, most);
    var unused =
        end.orTimeout(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS)
            .whenComplete((done, timeout) -> {
              late = timeout != null;
              close(body);
            });
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException("An answer could not be closed", e);
    }
  }

  InputStream in() {
    return in;
  }

  /**
   * @throws HttpTimeoutException if the time was up; a reader may have seen a mere end
   */
  void check() throws HttpTimeoutException {
    if (late) {
      throw new HttpTimeoutException("in the middle of the answer");
    }
  }

  @Override
  public void close() {
    end.complete(null);
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
