package io.aiops.studio.plugins.http;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.line.Body;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.Header;

/** An answer whose body is still to come, bounded in time and size. */
record Answer(Body whole, PluginException late) implements AutoCloseable {

  int status() {
    return whole.status();
  }

  List<Header> headers() {
    return whole.headers();
  }

  Optional<String> header(String name) {
    return whole.header(name);
  }

  /**
   * The body, unpacked.
   *
   * @param most bytes; then it fails as {@code LIMIT_REACHED}
   * @param advice what to do if it is larger
   */
  InputStream body(long most, String advice) throws IOException {
    try {
      return new Said(whole.in(most), most, advice);
    } catch (IOException e) {
      throw meaning(e, most, advice);
    }
  }

  /** Whoever stores the body has to see it as it is: as our failure, not as one of storing. */
  private IOException meaning(IOException e, long most, String advice) {
    return switch (e) {
      case SocketTimeoutException timeout -> throw late;
      case Body.TooLargeException large ->
          throw new PluginException(
              Category.LIMIT_REACHED,
              "The answer has more than "
                  + most
                  + " bytes, which is the most that is taken; "
                  + advice);
      default -> e;
    };
  }

  @Override
  public void close() throws IOException {
    whole.close();
  }

  private final class Said extends FilterInputStream {
    private final long most;
    private final String advice;

    Said(InputStream body, long most, String advice) {
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
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw meaning(e, most, advice);
      }
    }
  }
}
