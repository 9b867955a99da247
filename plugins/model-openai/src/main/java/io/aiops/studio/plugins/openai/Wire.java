package io.aiops.studio.plugins.openai;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.line.Body;
import io.aiops.studio.plugins.line.Line;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * One call's way to the service. It all happens on the calling thread, so that an interrupt ends it
 * and LangChain4j's callbacks see the caller's class loader; it has an end, the deadline, also in
 * the middle of an answer.
 *
 * <p>LangChain4j turns what a client throws into exceptions of its own and drops the headers. So
 * the failure is kept here, and {@link #rethrow} has the last word.
 *
 * <p>Its models are made for one service and one key, and take longer to build than to be asked. So
 * they are built once, for a service that is {@link #ANYWHERE}: where a question goes and with
 * which key, the call says that it is asked in.
 */
final class Wire implements HttpClient {

  /** What stands for a service's address where the models are built. */
  static final String ANYWHERE = "http://service";

  private static final ScopedValue<Wire> CALL = ScopedValue.newInstance();

  private static final int LARGEST_ANSWER = 32 * 1024 * 1024;
  private static final int LARGEST_ERROR = 64 * 1024;
  private static final String LAST_EVENT = "[DONE]";

  private final Line line;
  private final Settings settings;
  private final String idempotencyKey;
  private final Duration limit;
  private final long begin = System.nanoTime();
  private @Nullable Exception failure;
  private boolean lastEventSeen;

  /**
   * @param idempotencyKey for services that do not charge a repeated call twice; may be empty
   * @param deadline when the caller stops waiting
   */
  Wire(Line line, Settings settings, String idempotencyKey, Instant deadline) {
    this.line = line;
    this.settings = settings;
    this.idempotencyKey = idempotencyKey;
    Duration left = Duration.between(Instant.now(), deadline);
    this.limit = left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
  }

  /** What LangChain4j builds its client from: it asks each time the wire of the call. */
  static HttpClientBuilder ofTheCall() {
    return new Ready(new OfTheCall());
  }

  /** Asks a model over this wire. */
  <T> T during(Supplier<T> question) {
    return ScopedValue.where(CALL, this).call(question::get);
  }

  /** True if an event stream said that it was complete. */
  boolean lastEventSeen() {
    return lastEventSeen;
  }

  /** Throws what ended the call, if anything did. */
  void rethrow() throws InterruptedException {
    if (failure instanceof InterruptedException interruption) {
      throw interruption;
    }
    if (failure instanceof PluginException refusal) {
      throw refusal;
    }
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try (Body body = send(request)) {
      return SuccessfulHttpResponse.builder()
          .statusCode(200)
          .body(body.bytes(LARGEST_ANSWER))
          .build();
    } catch (IOException | PluginException e) {
      throw ended(e);
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try (Body body = send(request)) {
      listener.onOpen(SuccessfulHttpResponse.builder().statusCode(200).build());
      parser.parse(body.in(LARGEST_ANSWER), new Watching(listener));
      body.check();
    } catch (IOException | PluginException e) {
      throw ended(e);
    }
    if (failure == null) {
      listener.onClose();
    }
  }

  private Body send(HttpRequest request) throws IOException {
    if (left().isNegative() || left().isZero()) {
      throw new SocketTimeoutException("before the call");
    }
    Body body = new Body(line::ask, question(request), left());
    if (body.status() / 100 != 2) {
      try (body) {
        String text =
            new String(body.in(LARGEST_ANSWER).readNBytes(LARGEST_ERROR), StandardCharsets.UTF_8);
        throw Refusal.of(settings, body.status(), body::header, text, Instant.now());
      }
    }
    return body;
  }

  private HttpUriRequestBase question(HttpRequest request) {
    HttpUriRequestBase question = new HttpUriRequestBase(request.method().name(), address(request));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> question.addHeader(name, value)));
    if (!settings.apiKey().isEmpty()) {
      question.setHeader("Authorization", "Bearer " + settings.apiKey());
    }
    if (!idempotencyKey.isEmpty()) {
      question.setHeader("Idempotency-Key", idempotencyKey);
    }
    String body = request.body();
    if (body != null) {
      // Its type is among the headers.
      question.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null));
    }
    return question;
  }

  private URI address(HttpRequest request) {
    return URI.create(settings.baseUrl() + request.url().substring(ANYWHERE.length()));
  }

  private Duration left() {
    return limit.minusNanos(System.nanoTime() - begin);
  }

  private RuntimeException ended(Exception e) {
    if (failure == null) {
      failure = meaning(e);
    }
    return new IllegalStateException("The call ended; the reason is kept");
  }

  private Exception meaning(Exception e) {
    // The flag is taken back: from here on the exception says it.
    if (Thread.interrupted()) {
      return new InterruptedException("The call was interrupted");
    }
    String where = settings.baseUrl().toString();
    return switch (e) {
      case PluginException refusal -> refusal;
      case ConnectTimeoutException timeout ->
          new PluginException(Category.UNAVAILABLE, where + " cannot be reached: no connection.");
      case SocketTimeoutException timeout ->
          new PluginException(
              Category.TIMEOUT,
              String.format(
                  Locale.ROOT,
                  "%s did not end its answer within %.1f s; trying again can help.",
                  where,
                  limit.toMillis() / 1000.0));
      case ConnectException refused -> unreached(where);
      case UnknownHostException unknown -> unreached(where);
      case Body.TooLargeException large ->
          new PluginException(Category.LIMIT_REACHED, where + " " + large.getMessage());
      default ->
          new PluginException(
              Category.UNAVAILABLE,
              where + " broke off: " + settings.redact(String.valueOf(e.getMessage())) + ".");
    };
  }

  private static PluginException unreached(String where) {
    return new PluginException(
        Category.UNAVAILABLE, where + " cannot be reached: is the service running?");
  }

  /** Looks at each event on its way: errors hide among them. */
  private final class Watching implements ServerSentEventListener {
    private final ServerSentEventListener listener;

    Watching(ServerSentEventListener listener) {
      this.listener = listener;
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
      String data = event.data();
      if (LAST_EVENT.equals(data)) {
        lastEventSeen = true;
      } else if ("error".equals(event.event()) || data.matches("(?s)\\s*\\{\\s*\"error\"\\s*:.*")) {
        failure = Refusal.inTheMiddle(settings, data);
        context.parsingHandle().cancel();
      } else {
        listener.onEvent(event, context);
      }
    }

    @Override
    public void onError(Throwable thrown) {
      if (failure == null) {
        failure = thrown instanceof Exception e ? meaning(e) : new IOException(thrown);
      }
    }
  }

  private static final class OfTheCall implements HttpClient {
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
      return CALL.get().execute(request);
    }

    @Override
    public void execute(
        HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
      CALL.get().execute(request, parser, listener);
    }
  }

  private record Ready(HttpClient client) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return client;
    }
  }
}
