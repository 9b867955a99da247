package io.aiops.studio.plugins.http;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** An answer whose body is still to come, bounded in time and size. */
final class Answer implements AutoCloseable {

  private final HttpResponse<InputStream> response;
  private final PluginException late;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile boolean timeIsUp;

  /**
   * @param left after which the body is cut, whoever is reading it
   * @param late what its reader is told then
   */
  Answer(HttpResponse<InputStream> response, Duration left, PluginException late) {
    this.response = response;
    this.late = late;
    var unused =
        end.orTimeout(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS)
            .whenComplete((done, timeout) -> {
              timeIsUp = timeout != null;
              closeBody();
            });
  }

  int status() {
    return response.statusCode();
  }

  HttpHeaders headers() {
    return response.headers();
  }

  Optional<String> header(String name) {
    return headers().firstValue(name);
  }

  /**
   * The body, unpacked.
   *
   * @param most bytes; then it fails as {@code LIMIT_REACHED}
   * @param advice what to do if it is larger
   */
  InputStream body(long most, String advice) throws IOException {
    long announced = headers().firstValueAsLong("content-length").orElse(0);
    if (announced > most) {
      throw tooLarge(most, advice);
    }
    InputStream raw = new Counted(response.body(), most, advice);
    return "gzip".equalsIgnoreCase(header("content-encoding").orElse(""))
        ? new Counted(new GZIPInputStream(raw), most, advice)
        : raw;
  }

  private PluginException tooLarge(long most, String advice) {
    return new PluginException(
        Category.LIMIT_REACHED,
        "The answer has more than " + most + " bytes, which is the most that is taken; " + advice);
  }

  private void closeBody() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException("An answer could not be closed", e);
    }
  }

  @Override
  public void close() {
    end.complete(null);
  }

  private final class Counted extends FilterInputStream {
    private final long most;
    private final String advice;
    private long count;

    Counted(InputStream body, long most, String advice) {
      super(body);
      this.most = most;
      this.advice = advice;
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
        inTime();
        throw e;
      }
      if (read < 0) {
        // A body that was closed under its reader looks like one that ended.
        inTime();
      }
      count += Math.max(0, read);
      if (count > most) {
        throw tooLarge(most, advice);
      }
      return read;
    }

    private void inTime() {
      if (timeIsUp) {
        throw late;
      }
    }
  }
}
