package io.aiops.studio.cli.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service on loopback that speaks OpenAI's chat completions and thinks for a while before each
 * answer, however many ask at the same time.
 */
final class SlowModel implements AutoCloseable {

  private static final int MOST = 2048;
  private static final byte[] ANSWER =
      """
      {"id":"c1","object":"chat.completion","created":1,"model":"slow","choices":[{"index":0,\
      "message":{"role":"assistant","content":"OK"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}}\
      """
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final Duration thinking;
  private final AtomicInteger asking = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  SlowModel(Duration thinking) {
    this.thinking = thinking;
    // Else it closes all but 200 of them after each answer, which no model service does.
    System.setProperty("sun.net.httpserver.maxIdleConnections", String.valueOf(MOST));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MOST);
    } catch (IOException e) {
      throw new CommandFailedException("No port can be opened: " + e.getMessage(), e);
    }
    server.createContext("/v1/chat/completions", this::take);
    server.setExecutor(clock);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** The most that asked at the same time since this was asked last. */
  int most() {
    return most.getAndSet(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(asking.incrementAndGet(), Math::max);
    try (InputStream in = exchange.getRequestBody()) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    clock.schedule(() -> answer(exchange), thinking.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void answer(HttpExchange exchange) {
    asking.decrementAndGet();
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    } catch (IOException e) {
      // Who asked has hung up; the execution shows it.
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    clock.shutdownNow();
  }
}
