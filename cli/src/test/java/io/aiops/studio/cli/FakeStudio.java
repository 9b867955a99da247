package io.aiops.studio.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aiops.studio.cli.server.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A server that speaks the REST shapes of a studio, one scripted answer after the other. */
public final class FakeStudio implements AutoCloseable {

  /** What came in. */
  public record Request(String method, String path, Map<String, String> headers, byte[] body) {
    public @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public JsonNode json() {
      return Json.mapper().readTree(body);
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Answers one request. */
  @FunctionalInterface
  public interface Answer {
    void to(Request request, HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  public FakeStudio() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  public List<Request> requests() {
    return requests;
  }

  /** Those of one method and path, without the query. */
  public List<Request> requests(String call) {
    return requests.stream()
        .filter(request -> call.equals(request.method() + " " + request.path().split("\\?")[0]))
        .toList();
  }

  /** The next answer to {@code "GET /api/v1/workflows"}; the last one given stays. */
  public synchronized FakeStudio on(String call, Answer answer) {
    answers.computeIfAbsent(call, key -> new ArrayDeque<>()).add(answer);
    return this;
  }

  public static Answer json(int status, String body) {
    return text(status, "application/json", body);
  }

  public static Answer problem(int status, String body) {
    return text(status, "application/problem+json", body);
  }

  public static Answer text(int status, String type, String body) {
    return bytes(status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer bytes(int status, String type, byte[] bytes) {
    return (request, exchange) -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Hangs up without an answer. */
  public static Answer hangUp() {
    return (request, exchange) -> exchange.close();
  }

  /** A stream of Server-Sent Events that ends as a stream does. */
  public static Answer stream(String... events) {
    return (request, exchange) -> write(exchange, events);
  }

  /** A stream that breaks off in the middle of what comes last. */
  public static Answer cut(String... events) {
    return (request, exchange) -> {
      write(exchange, events);
      throw new IOException("cut");
    };
  }

  private static void write(HttpExchange exchange, String... events) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (String event : events) {
      out.write(event.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readAllBytes();
    }
    Request request =
        new Request(
            exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
    requests.add(request);
    // An exception makes the server drop the connection, which is what a cut is.
    answer(request.method() + " " + exchange.getRequestURI().getPath()).to(request, exchange);
    exchange.close();
  }

  private synchronized Answer answer(String call) {
    Deque<Answer> left = answers.get(call);
    if (left == null) {
      return problem(404, "{\"status\":404,\"detail\":\"Nothing is scripted for " + call + "\"}");
    }
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
