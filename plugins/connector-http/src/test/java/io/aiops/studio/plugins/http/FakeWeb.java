package io.aiops.studio.plugins.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
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
import java.util.zip.GZIPOutputStream;

/** A web server on this machine; the path says in which mood it is. */
final class FakeWeb implements AutoCloseable {

  static final String SECRET = "s3cr3t-t0ken";

  record Seen(String method, String uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  FakeWeb() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("No port", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url(String path) {
    return "http://localhost:" + port() + path;
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      seen.add(
          new Seen(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              body));
      answer(exchange, exchange.getRequestURI().getPath(), body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, String path, String body)
      throws IOException, InterruptedException {
    if (path.startsWith("/status/")) {
      int status = Integer.parseInt(path.substring(8));
      exchange.getResponseHeaders().set("Retry-After", "7");
      send(exchange, status, "text/plain", bytes("sorry\r\n about " + SECRET));
      return;
    }
    if (path.startsWith("/to/")) {
      // /to/<status>?<location>
      exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getQuery());
      send(exchange, Integer.parseInt(path.substring(4)), "text/plain", bytes("elsewhere"));
      return;
    }
    switch (path) {
      case "/page" ->
          send(exchange, 200, "text/html; charset=UTF-8", bytes("<title>Grüße</title>"));
      case "/latin" ->
          send(
              exchange,
              200,
              "text/plain; charset=iso-8859-1",
              "Grüße".getBytes(StandardCharsets.ISO_8859_1));
      case "/meta" ->
          send(
              exchange,
              200,
              "text/html",
              "<meta charset=\"windows-1252\">€"
                  .getBytes(java.nio.charset.Charset.forName("windows-1252")));
      case "/json" ->
          send(exchange, 200, "application/json", bytes("{\"a\": [1, 2.5, \"x\", null, true]}"));
      case "/problem" -> send(exchange, 200, "application/problem+json", bytes("[1]"));
      case "/no-json" -> send(exchange, 200, "application/json", bytes("{\"a\": "));
      case "/deep" ->
          send(exchange, 200, "application/json", bytes("[".repeat(300) + "]".repeat(300)));
      case "/image.png" -> send(exchange, 200, "image/png", new byte[] {(byte) 137, 80, 78, 71});
      case "/gzip" -> packed(exchange, bytes("packed text"));
      case "/bomb" -> packed(exchange, new byte[50_000_000]);
      case "/large" -> send(exchange, 200, "text/plain", new byte[100_000]);
      case "/endless" -> endless(exchange);
      case "/cookie" -> {
        exchange.getResponseHeaders().set("Set-Cookie", "session=1");
        exchange.getResponseHeaders().set("X-Thing", "one");
        send(exchange, 200, "text/plain", bytes("ok"));
      }
      case "/cut" -> {
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write(bytes("only this"));
        exchange.getResponseBody().flush();
        throw new IOException("cut off in the middle");
      }
      case "/silent" -> {
        boolean unused = end.await(120, TimeUnit.SECONDS);
      }
      case "/halting" -> {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(bytes("first half"));
        exchange.getResponseBody().flush();
        boolean unused = end.await(120, TimeUnit.SECONDS);
      }
      case "/empty" -> exchange.sendResponseHeaders(204, -1);
      default -> send(exchange, 200, "text/plain", bytes(exchange.getRequestMethod() + " " + body));
    }
  }

  private static void packed(HttpExchange exchange, byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    send(exchange, 200, "text/plain", packed.toByteArray());
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (int i = 0; i < 10_000; i++) {
      out.write(new byte[100_000]);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
