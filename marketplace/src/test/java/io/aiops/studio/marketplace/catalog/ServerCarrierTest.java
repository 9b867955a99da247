package io.aiops.studio.marketplace.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aiops.studio.marketplace.catalog.ServerCarrier.Patience;
import io.aiops.studio.marketplace.listing.SignedIndex;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServerCarrierTest {

  private static final byte[] INDEX = "the index".getBytes(StandardCharsets.UTF_8);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private HttpServer server;
  private ServerCarrier carrier;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/catalog/", this::answer);
    server.start();
    carrier = carrier(Patience.USUAL);
  }

  private ServerCarrier carrier(Patience patience) {
    return new ServerCarrier(
        http,
        URI.create(
            "http://"
                + InetAddress.getLoopbackAddress().getHostAddress()
                + ":"
                + server.getAddress().getPort()
                + "/catalog/"),
        patience);
  }

  @AfterEach
  void stop() {
    over.countDown();
    http.shutdownNow();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/catalog/".length());
    String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
    asked.add(path + " " + tag);
    try (exchange) {
      switch (path) {
        case SignedIndex.FILE -> {
          exchange.getResponseHeaders().set("ETag", "\"1\"");
          if ("\"1\"".equals(tag)) {
            exchange.sendResponseHeaders(304, -1);
          } else {
            exchange.sendResponseHeaders(200, INDEX.length);
            exchange.getResponseBody().write(INDEX);
          }
        }
        case "files/endless" -> endless(exchange);
        case "files/slow" -> slow(exchange);
        case "files/elsewhere" -> {
          exchange.getResponseHeaders().set("Location", "http://localhost:1/secret");
          exchange.sendResponseHeaders(302, -1);
        }
        case "files/broken" -> exchange.sendResponseHeaders(500, -1);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] more = new byte[8192];
    try {
      while (true) {
        exchange.getResponseBody().write(more);
      }
    } catch (IOException e) {
      // The one who asked has had enough, which is what this is for.
      exchange.close();
    }
  }

  /** Begins to answer and goes on when the test is over. */
  private void slow(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 10);
    exchange.getResponseBody().write(1);
    exchange.getResponseBody().flush();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void asks_for_the_index_with_the_tag_that_it_had() throws IOException {
    assertThat(carrier.read(SignedIndex.FILE, 100)).isEqualTo(INDEX);
    assertThat(carrier.read(SignedIndex.FILE, 100)).isEqualTo(INDEX);
    assertThat(asked).containsExactly("index.dsse.json null", "index.dsse.json \"1\"");
  }

  @Test
  void bounds_an_answer_in_bytes_and_in_time() {
    assertThatThrownBy(() -> carrier.read(SignedIndex.FILE, 3)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> carrier.read("files/endless", 100_000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not answer");
    ServerCarrier hasty = carrier(new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    assertThatThrownBy(() -> hasty.read("files/slow", 100))
        .hasMessageContaining("did not answer within 1 s");
  }

  @Test
  void goes_where_it_was_told_and_nowhere_else() {
    assertThatThrownBy(() -> carrier.read("files/elsewhere", 100)).hasMessageContaining("302");
    assertThatThrownBy(() -> carrier.read("files/broken", 100)).hasMessageContaining("500");
    assertThatThrownBy(() -> carrier.read("files/none", 100))
        .isInstanceOf(NoSuchFileException.class);
  }
}
