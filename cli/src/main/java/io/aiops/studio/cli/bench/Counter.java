package io.aiops.studio.cli.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service on loopback that counts how often each of its addresses is posted to. */
final class Counter implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final byte[] ANSWER = {'{', '}'};

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Integer> posts = new ConcurrentHashMap<>();

  Counter() {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new CommandFailedException("No port can be opened: " + e.getMessage(), e);
    }
    server.createContext("/", this::count);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void count(HttpExchange exchange) throws IOException {
    // Before it is answered: who asks again because it heard nothing is counted twice.
    posts.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    }
  }

  /** How many addresses were posted to. */
  long all() {
    return posts.size();
  }

  /** How many of them more than once. */
  long twice() {
    return posts.values().stream().filter(count -> count > 1).count();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
