package io.aiops.studio.plugins.line;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;

/** One question's answer, bounded in time and number of bytes. */
public final class Body implements AutoCloseable {

  /** Asks a question: {@code line::ask}, say. */
  @FunctionalInterface
  public interface Asking {
    ClassicHttpResponse ask(HttpUriRequestBase question) throws IOException;
  }

  /** More came than is taken. */
  public static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long most) {
      super("sends more than " + most + " bytes, which is the most that is taken.");
    }
  }

  private static final int PIECE = 1024;

  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final HttpUriRequestBase question;
  private final ClassicHttpResponse response;
  private volatile boolean late;
  private boolean read;

  /**
   * Asks, and waits until the answer begins.
   *
   * @param limit after which the call is cut, whatever it is at
   * @throws SocketTimeoutException if the time was up
   */
  public Body(Asking line, HttpUriRequestBase question, Duration limit) throws IOException {
    this.question = question;
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
    } catch (IOException | RuntimeException e) {
      end.complete(null);
      check();
      throw e;
    }
  }

  public int status() {
    return response.getCode();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(NameValuePair::getValue);
  }

  /** As they came, names that come twice twice. */
  public List<Header> headers() {
    return List.of(response.getHeaders());
  }

  /**
   * What it says, unpacked; it fails with {@link SocketTimeoutException} when the time is up.
   *
   * @param most bytes that are taken, packed and unpacked; then it fails with {@link
   *     TooLargeException}
   */
  public InputStream in(long most) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      read = true;
      return InputStream.nullInputStream();
    }
    Counted raw = new Counted(entity.getContent(), most);
    return "gzip".equalsIgnoreCase(header("content-encoding").orElse(""))
        ? new Unpacked(raw, most)
        : raw;
  }

  /** All of it. */
  public byte[] bytes(long most) throws IOException {
    // Answers are small, and a stream is read in pieces of 16 KiB.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    InputStream in = in(most);
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      bytes.write(piece, 0, read);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws SocketTimeoutException if the time was up; a reader may have seen a mere end
   */
  public void check() throws SocketTimeoutException {
    if (late) {
      throw new SocketTimeoutException("in the middle of the answer");
    }
  }

  /** A connection whose answer was not read to its end is not used again. */
  @Override
  public void close() throws IOException {
    end.complete(null);
    if (read) {
      response.close();
    } else {
      // To close it would read on to its end, whenever that is.
      question.abort();
    }
  }

  /** Closing it is left to the answer. */
  private class Counted extends FilterInputStream {
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
      int got;
      try {
        got = super.read(bytes, offset, length);
      } catch (IOException e) {
        check();
        throw e;
      }
      if (got < 0) {
        check();
        ended();
      }
      count += Math.max(0, got);
      if (count > most) {
        throw new TooLargeException(most);
      }
      return got;
    }

    void ended() throws IOException {
      read = true;
    }

    @Override
    public void close() {}
  }

  private final class Unpacked extends Counted {
    private final Counted packed;

    Unpacked(Counted packed, long most) throws IOException {
      super(new GZIPInputStream(packed), most);
      this.packed = packed;
    }

    /** What was packed may end before the answer does. */
    @Override
    void ended() throws IOException {
      packed.transferTo(OutputStream.nullOutputStream());
    }
  }
}
