package io.aiops.studio.plugins.http;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.line.Body;
import io.aiops.studio.plugins.line.Line;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its first request over its redirects to the last byte of the answer, on the
 * calling thread.
 */
final class Exchange {

  private final Settings settings;
  private final Gate gate;
  private final Line line;
  private final CallContext context;
  private final Instant end;
  private final Duration limit;

  Exchange(Settings settings, Gate gate, Line line, CallContext context) {
    this.settings = settings;
    this.gate = gate;
    this.line = line;
    this.context = context;
    Duration left = Duration.between(Instant.now(), context.deadline());
    this.limit = left.compareTo(settings.limits().time()) < 0 ? left : settings.limits().time();
    this.end = Instant.now().plus(limit);
  }

  Map<String, @Nullable Object> run(Question question, Wish wish) throws InterruptedException {
    Hop hop = first(question);
    for (int followed = 0; followed <= settings.limits().redirects(); followed++) {
      List<InetAddress> addresses = gate.check(hop.address());
      try (Answer answer = send(hop, addresses)) {
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

  private Answer send(Hop hop, List<InetAddress> addresses) throws IOException {
    Duration left = left();
    if (left.isNegative() || left.isZero()) {
      throw new SocketTimeoutException("before the call");
    }
    try (InputStream material = hop.material().source().open(context)) {
      return new Answer(
          new Body(
              question -> line.ask(question, addresses, settings.asker()),
              request(hop, material),
              left),
          late(hop));
    }
  }

  private HttpUriRequestBase request(Hop hop, InputStream material) {
    URI address = hop.address();
    HttpUriRequestBase request = new HttpUriRequestBase(hop.method(), address.resolve("/"));
    // As it was written: the client's own reading takes no path that begins with two slashes.
    request.setPath(
        (address.getRawPath().isEmpty() ? "/" : address.getRawPath())
            + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery()));
    request.setHeader("Accept-Encoding", "gzip");
    hop.headers().forEach(request::setHeader);
    settings.credentialsFor(address).forEach(request::setHeader);
    if (hop.material().size() > 0) {
      // Its type is among the headers.
      request.setEntity(new InputStreamEntity(material, hop.material().size(), null));
    }
    return request;
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
    if (Thread.interrupted()) {
      throw new InterruptedException("The call was interrupted");
    }
    return switch (e) {
      case ConnectTimeoutException timeout -> unavailable(hop, "cannot be reached", e);
      case SocketTimeoutException timeout -> late(hop);
      case ConnectException refused -> unavailable(hop, "cannot be reached: is it running?", e);
      case SSLException tls -> unavailable(hop, "cannot prove who it is", e);
      default -> unavailable(hop, "broke off", e);
    };
  }

  private PluginException unavailable(Hop hop, String what, IOException e) {
    String detail = e.getMessage() == null ? "" : " (" + settings.redact(e.getMessage()) + ")";
    return new PluginException(Category.UNAVAILABLE, hop.shown() + " " + what + detail + ".");
  }
}
