package io.aiops.studio.cli.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The outside systems on loopback: one that takes effects ({@code /effect/EXECUTION/STAGE}) and one
 * that speaks OpenAI's chat completions. Both write down each call before they answer, and take
 * their time.
 */
final class Outside implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final int LONGEST_BODY = 1024 * 1024;
  private static final Pattern EXECUTION = Pattern.compile("execution=([0-9a-f-]{36})");
  private static final int REFUSED = 422;

  private final HttpServer server;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final Book book;
  private final Duration takes;

  /**
   * @param takes how long each answer takes
   */
  Outside(Book book, Duration takes) {
    this.book = book;
    this.takes = takes;
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new CommandFailedException("No port can be opened: " + e.getMessage(), e);
    }
    server.createContext("/effect/", this::effect);
    server.createContext("/refuse/", exchange -> later(exchange, REFUSED, "{\"refused\":true}"));
    server.createContext("/v1/chat/completions", this::think);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void effect(HttpExchange exchange) {
    String[] parts = exchange.getRequestURI().getPath().split("/", -1);
    if (parts.length != 4) {
      later(exchange, 400, "{\"expected\":\"/effect/EXECUTION/STAGE\"}");
      return;
    }
    book.write(parts[2], Stage.valueOf(parts[3].toUpperCase(Locale.ROOT)), key(exchange));
    later(exchange, 200, "{\"done\":true}");
  }

  /** First it wants its tool, then it has an answer. */
  private void think(HttpExchange exchange) throws IOException {
    JsonNode question = Json.mapper().readTree(exchange.getRequestBody().readNBytes(LONGEST_BODY));
    JsonNode messages = question.path("messages");
    boolean noted = "tool".equals(Json.text(messages.path(messages.size() - 1), "role"));
    Optional<String> execution = execution(messages);
    if (execution.isEmpty()) {
      later(exchange, 400, "{\"error\":{\"message\":\"no execution is named\"}}");
      return;
    }
    book.write(execution.get(), noted ? Stage.CONCLUDE : Stage.THINK, key(exchange));
    Map<String, Object> message =
        noted
            ? Map.of("role", "assistant", "content", "noted")
            : Map.of(
                "role", "assistant", "tool_calls", List.of(toolCall(question, execution.get())));
    later(
        exchange,
        200,
        Json.compact(
            Map.of(
                "id",
                "c1",
                "object",
                "chat.completion",
                "created",
                1,
                "model",
                "chaos",
                "choices",
                List.of(
                    Map.of(
                        "index",
                        0,
                        "message",
                        message,
                        "finish_reason",
                        noted ? "stop" : "tool_calls")),
                "usage",
                Map.of("prompt_tokens", 10, "completion_tokens", 2, "total_tokens", 12))));
  }

  private Map<String, Object> toolCall(JsonNode question, String execution) {
    String tool = Json.text(question.path("tools").path(0).path("function"), "name");
    return Map.of(
        "id",
        "call-1",
        "type",
        "function",
        "function",
        Map.of(
            "name",
            tool,
            "arguments",
            Json.compact(
                Map.of("method", "POST", "url", url() + "/effect/" + execution + "/note"))));
  }

  private static Optional<String> execution(JsonNode messages) {
    Matcher found = EXECUTION.matcher(messages.toString());
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static String key(HttpExchange exchange) {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    return key == null ? "" : key;
  }

  private void later(HttpExchange exchange, int status, String body) {
    clock.schedule(() -> answer(exchange, status, body), takes.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void answer(HttpExchange exchange, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      out.write(bytes);
    } catch (IOException e) {
      // Who asked was killed meanwhile: that is what this is for, and the call is written down.
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    clock.shutdownNow();
  }
}
