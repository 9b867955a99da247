package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.marketplace.listing.SignedIndex;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A catalog on a web server. The index is asked for with the tag of the one that came before, so
 * that most answers are empty. An answer has an end: in bytes and in time, however slowly it comes.
 */
final class ServerCarrier implements Carrier {

  private static final int NOT_MODIFIED = 304;
  private static final int OK = 200;

  private record Tagged(String tag, byte[] bytes) {}

  /** How long an answer may take, to its last byte. */
  record Patience(Duration index, Duration file) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(20), Duration.ofMinutes(5));
  }

  private final HttpClient http;
  private final URI base;
  private final Patience patience;
  private volatile @Nullable Tagged last;

  /**
   * @param base the address of the folder, ending with '/'
   */
  ServerCarrier(HttpClient http, URI base, Patience patience) {
    this.http = http;
    this.base = base;
    this.patience = patience;
  }

  @Override
  public byte[] read(String path, long most, LongConsumer seen) throws IOException {
    boolean index = path.equals(SignedIndex.FILE);
    Tagged known = index ? last : null;
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).GET();
    if (known != null) {
      request.header("If-None-Match", known.tag());
    }
    HttpResponse<byte[]> response =
        answer(request.build(), most, seen, index ? patience.index() : patience.file());
    if (response.statusCode() == NOT_MODIFIED && known != null) {
      return known.bytes();
    }
    if (response.statusCode() == 404) {
      throw new NoSuchFileException(path);
    }
    if (response.statusCode() != OK) {
      throw new IOException("it answers " + response.statusCode() + " for " + path);
    }
    if (index) {
      last =
          response
              .headers()
              .firstValue("ETag")
              .filter(tag -> tag.length() <= 200)
              .map(tag -> new Tagged(tag, response.body()))
              .orElse(null);
    }
    return response.body();
  }

  private HttpResponse<byte[]> answer(
      HttpRequest request, long most, LongConsumer seen, Duration end) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> asked =
        http.sendAsync(request, BodyHandlers.limiting(Counted.by(seen), most));
    try {
      return asked.get(end.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("it did not answer within " + end.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      String why = e.getCause() == null ? null : e.getCause().getMessage();
      throw new IOException("it does not answer: " + (why == null ? "no connection" : why), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it was asked", e);
    } finally {
      // Also breaks off what still comes.
      asked.cancel(true);
    }
  }
}
