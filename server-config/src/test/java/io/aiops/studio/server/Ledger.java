package io.aiops.studio.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** An outside system that writes down each call it gets: {@code /EXECUTION/STEP}. */
final class Ledger implements AutoCloseable {

  /** A call that came in. */
  record Entry(String execution, String step, Instant at) {}

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

  private void write(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String[] parts = uri.getPath().split("/");
    entries.add(new Entry(parts[1], parts[2], Instant.now()));
    byte[] answer = "{\"written\": true}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
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
