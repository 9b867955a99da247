package io.aiops.studio.plugins.http;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its first request over its redirects to the last byte of the answer, on the
 * calling thread.
 *
 * <p>It has a client of its own. A shared one keeps connections by the host's name, and one that
 * was opened to an address the gate would refuse today must not be found there.
 */
final class Exchange implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Settings settings;
  private final Gate gate;
  private final CallContext context;
  private final Instant end;
  private final Duration limit;
  private final HttpClient http;

  Exchange(Settings settings, Gate gate, CallContext context) {
    this.settings = settings;
    this.gate = gate;
    this.context = context;
    Duration left = Duration.between(Instant.now(), context.deadline());
    this.limit = left.compareTo(settings.limits().time()) < 0 ? left : settings.limits().time();
    this.end = Instant.now().plus(limit);
    this.http =
        HttpClient.newBuilder()
            .followRedirects(Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build();
  }

  Map<String, @Nullable Object> run(Question question, Wish wish) throws InterruptedException {
    Hop hop = first(question);
    for (int followed = 0; followed <= settings.limits().redirects(); followed++) {
      gate.check(hop.address());
      try (Answer answer = send(hop)) {
        // Behind the name there may be another machine by now; then nothing of it is returned.
        gate.check(hop.address());
        Optional<Hop> next = hop.next(answer.status(), answer.header("location"));
        if (next.isEmpty()) {
          if (!wish.accepts(answer.status())) {
            throw Refusal.of(settings, hop, answer, Instant.now());
          }
          return new Reply(answer, wish, settings.limits()).read(hop, context);
        }
        hop = next.get();
      } catch (IOException e) {
        throw failure(hop, e);
      }
    }
    throw new PluginException(
        Category.LIMIT_REACHED,
        hop.shown()
            + " is one redirect too many; the connection's 'maxRedirects' is "
            + settings.limits().redirects()
            + ".");
  }

  private Hop first(Question question) {
    URI address = question.address(settings.base());
    Map<String, String> headers = new HashMap<>(question.headers());
    if (question.changesSomething() && !Headers.has(headers, "Idempotency-Key")) {
      headers.put("Idempotency-Key", context.idempotencyKey());
    }
    if (!Headers.has(headers, "User-Agent")) {
      headers.put("User-Agent", "AI-Ops-Studio");
    }
    String type = question.material().mediaType();
    if (!type.isEmpty() && !Headers.has(headers, "Content-Type")) {
      headers.put("Content-Type", type);
    }
    return new Hop(question.method(), address, headers, question.material());
  }

  private Answer send(Hop hop) throws IOException, InterruptedException {
    Duration left = left();
    if (left.isNegative() || left.isZero()) {
      throw new HttpTimeoutException("before the call");
    }
    try (InputStream material = hop.material().source().open(context)) {
      HttpResponse<InputStream> response =
          http.send(request(hop, material, left), BodyHandlers.ofInputStream());
      return new Answer(response, left(), late(hop));
    }
  }

  private HttpRequest request(Hop hop, InputStream material, Duration left) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(hop.address()).timeout(left);
    if ("http".equalsIgnoreCase(hop.address().getScheme())) {
      // Some servers answer an offer to upgrade to HTTP/2 with an error.
      builder.version(Version.HTTP_1_1);
    }
    builder.setHeader("Accept-Encoding", "gzip");
    hop.headers().forEach(builder::setHeader);
    settings.credentialsFor(hop.address()).forEach(builder::setHeader);
    long size = hop.material().size();
    BodyPublisher body =
        size == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> material), size);
    return builder.method(hop.method(), body).build();
  }

  private Duration left() {
    return Duration.between(Instant.now(), end);
  }

  private PluginException late(Hop hop) {
    return new PluginException(
        Category.TIMEOUT,
        hop.shown()
            + " did not end its answer within "
            + limit.toMillis() / 1000.0
            + " s; trying again can help.");
  }

  private PluginException failure(Hop hop, IOException e) throws InterruptedException {
    // The flag is taken back: from here on the exception says it.
    if (Thread.interrupted() || e.getCause() instanceof InterruptedException) {
      throw new InterruptedException("The call was interrupted");
    }
    return switch (e) {
      case HttpConnectTimeoutException timeout -> unavailable(hop, "cannot be reached", e);
      case HttpTimeoutException timeout -> late(hop);
      case ConnectException refused -> unavailable(hop, "cannot be reached: is it running?", e);
      case SSLException tls -> unavailable(hop, "cannot prove who it is", e);
      default -> unavailable(hop, "broke off", e);
    };
  }

  private PluginException unavailable(Hop hop, String what, IOException e) {
    String detail = e.getMessage() == null ? "" : " (" + settings.redact(e.getMessage()) + ")";
    return new PluginException(Category.UNAVAILABLE, hop.shown() + " " + what + detail + ".");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
