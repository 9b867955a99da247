package io.aiops.studio.plugins.testkit.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** The outside world, on this machine: answers as samples say, and remembers what it was asked. */
final class Outside implements AutoCloseable {

  private static final int LARGEST = 1024 * 1024;
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

  /**
   * One answer.
   *
   * @param path of the address, without its query
   * @param status 200 if it says none
   * @param type of the body; JSON if it says none
   * @param silent never answers
   */
  record Answer(String path, int status, String type, String body, boolean silent) {
    Answer {
      status = status == 0 ? 200 : status;
      type = type == null ? "application/json" : type;
      body = body == null ? "" : body;
    }
  }

  /** What came in: method and path, and all of its headers and body as one text. */
  record Request(String method, String path, String text) {
    boolean changing() {
      return CHANGING.contains(method);
    }
  }

  private final HttpServer server;
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  Outside() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void answers(List<Answer> more) {
    answers.addAll(more);
  }

  /** What came in since {@code from} others had. */
  List<Request> since(int from) {
    List<Request> all = new ArrayList<>(requests);
    return all.subList(from, all.size());
  }

  int count() {
    return requests.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readNBytes(LARGEST), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            path,
            exchange.getRequestHeaders().values() + "\n" + body));
    Answer answer =
        answers.stream()
            .filter(one -> path.equals(one.path()))
            .findFirst()
            .orElseGet(() -> new Answer(path, 404, "text/plain", "no such sample", false));
    if (answer.silent()) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
  }
}
