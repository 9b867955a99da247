package io.aiops.studio.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An outside system that writes down each call it gets: {@code /EXECUTION/STEP}. */
final class Ledger implements AutoCloseable {

  /** A call that came in. */
  record Entry(String execution, String step, Instant at) {}

  private static final long ANSWERS_AFTER_MILLIS = 150;

  private final HttpServer server;
  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

  Ledger() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::write);
    server.start();
  }

  /** Each answer takes its time, as outside systems do. */
  private void write(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    String[] parts = uri.getPath().split("/");
    entries.add(new Entry(parts[1], parts[2], Instant.now()));
    CompletableFuture.delayedExecutor(ANSWERS_AFTER_MILLIS, TimeUnit.MILLISECONDS)
        .execute(() -> answer(exchange));
  }

  private static void answer(HttpExchange exchange) {
    byte[] answer = "{\"written\": true}".getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (IOException e) {
      // The caller was killed meanwhile: that is what this is for. What counts is written down.
      System.out.println("ledger: nobody takes the answer any more: " + e.getMessage());
    }
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
