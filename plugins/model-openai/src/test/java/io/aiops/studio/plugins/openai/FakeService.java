package io.aiops.studio.plugins.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A service on this machine that speaks OpenAI's wire format. The first part of the path is its
 * mood: {@code /good/v1} answers, {@code /limited/v1} is busy, and so on.
 */
final class FakeService implements AutoCloseable {

  static final String KEY = "sk-very-secret-key";

  /** One request as it came. */
  record Seen(String path, Map<String, List<String>> headers, JsonNode body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  /** Holds the second half of a {@code /halting} answer back. */
  final CountDownLatch goOn = new CountDownLatch(1);

  /** Counted down once a {@code /silent} or {@code /halting} question came. */
  final CountDownLatch asked = new CountDownLatch(1);

  FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("No port", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url(String mood) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + mood + "/v1";
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  Seen last() {
    return seen.getLast();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      JsonNode body =
          bytes.length == 0 ? WireText.JSON.createObjectNode() : WireText.JSON.readTree(bytes);
      seen.add(
          new Seen(
              exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
      answer(exchange, exchange.getRequestURI().getPath().split("/")[1], body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, String mood, JsonNode body)
      throws IOException, InterruptedException {
    switch (mood) {
      case "denied" ->
          send(
              exchange,
              401,
              WireText.error("Incorrect API key provided: " + KEY, "invalid_api_key"));
      case "forbidden" ->
          send(exchange, 403, WireText.error("Not your model. Key " + KEY, "forbidden"));
      case "limited" -> {
        exchange.getResponseHeaders().set("Retry-After", "7");
        send(exchange, 429, WireText.error("Rate limit reached", "rate_limit_exceeded"));
      }
      case "limited-till-2000" -> {
        exchange.getResponseHeaders().set("Retry-After", "Sat, 01 Jan 2000 00:00:00 GMT");
        send(exchange, 429, WireText.error("Rate limit reached", "rate_limit_exceeded"));
      }
      case "limited-millis" -> {
        exchange.getResponseHeaders().set("Retry-After-Ms", "1500");
        exchange.getResponseHeaders().set("Retry-After", "soon");
        send(exchange, 429, WireText.error("Rate limit reached", "rate_limit_exceeded"));
      }
      case "out-of-quota" ->
          send(exchange, 429, WireText.error("You exceeded your quota", "insufficient_quota"));
      case "missing" ->
          send(exchange, 404, WireText.error("model 'x' not found", "model_not_found"));
      case "bad" ->
          send(exchange, 400, WireText.error("'temperature' is not supported", "unsupported"));
      case "unprocessable" -> send(exchange, 422, "{\"detail\": \"field required: messages\"}");
      case "away" -> {
        exchange.getResponseHeaders().set("Retry-After", "3");
        send(exchange, 503, "<html><body>Bad gateway</body></html>");
      }
      case "elsewhere" -> {
        exchange.getResponseHeaders().set("Location", url("good"));
        send(exchange, 302, "");
      }
      case "silent" -> {
        asked.countDown();
        boolean unused = end.await(120, TimeUnit.SECONDS);
      }
      case "garbage" -> garbage(exchange, body);
      case "page" -> send(exchange, 200, "<html>Welcome</html>");
      case "endless" -> endless(exchange);
      default -> talk(exchange, mood, body);
    }
  }

  private void talk(HttpExchange exchange, String mood, JsonNode body)
      throws IOException, InterruptedException {
    if (exchange.getRequestURI().getPath().endsWith("/models")) {
      send(exchange, 200, WireText.models(mood));
    } else if (body.path("stream").asBoolean()) {
      stream(exchange, mood, body);
    } else {
      send(exchange, 200, WireText.whole(mood, body));
    }
  }

  private void stream(HttpExchange exchange, String mood, JsonNode body)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    if (WireText.wantsTool(body)) {
      String name = WireText.JSON.writeValueAsString(body.at("/tools/0/function/name").asText());
      String id = "no-ids".equals(mood) ? "" : "\"id\":\"c1\",";
      event(
          out,
          WireText.chunk(
              "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,"
                  + id
                  + "\"type\":\"function\",\"function\":{\"name\":"
                  + name
                  + ",\"arguments\":\"\"}}]}",
              null));
      event(out, WireText.call("{\\\"town\\\":"));
      event(out, WireText.call("\\\"Ghent\\\"}"));
      event(out, WireText.chunk("{}", "tool_calls"));
    } else {
      String text = WireText.text(body);
      int half = text.length() / 2;
      event(out, WireText.chunk("{\"role\":\"assistant\",\"content\":\"\"}", null));
      event(out, WireText.delta(text.substring(0, half)));
      if ("halting".equals(mood)) {
        asked.countDown();
        boolean unused = goOn.await(120, TimeUnit.SECONDS);
      }
      if ("cut".equals(mood)) {
        // Without the last chunk, as when a process dies.
        throw new IOException("cut off in the middle");
      }
      if ("cut-politely".equals(mood)) {
        return;
      }
      if ("sorry".equals(mood)) {
        event(out, "{\"error\": {\"message\": \"out of memory " + KEY + "\", \"code\": 500}}");
        return;
      }
      event(out, WireText.delta(text.substring(half)));
      event(
          out,
          WireText.chunk(
              "{}",
              switch (mood) {
                case "short" -> "length";
                case "filtered" -> "content_filter";
                case "odd-end" -> "eos";
                default -> "stop";
              }));
    }
    if (body.at("/stream_options/include_usage").asBoolean() && !"uncounted".equals(mood)) {
      event(out, WireText.USAGE);
    }
    event(out, "[DONE]");
  }

  private static void garbage(HttpExchange exchange, JsonNode body) throws IOException {
    if (body.path("stream").asBoolean()) {
      exchange.sendResponseHeaders(200, 0);
      event(exchange.getResponseBody(), WireText.delta("You "));
      event(exchange.getResponseBody(), "{\"choices\": [{\"delta\": {\"cont");
      event(exchange.getResponseBody(), WireText.delta("said"));
      event(exchange.getResponseBody(), WireText.chunk("{}", "stop"));
      event(exchange.getResponseBody(), "[DONE]");
    } else {
      send(exchange, 200, "{\"choices\": [{\"mess");
    }
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    String text = "x".repeat(1_000_000);
    for (int i = 0; i < 100; i++) {
      event(exchange.getResponseBody(), WireText.delta(text));
    }
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    end.countDown();
    goOn.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
