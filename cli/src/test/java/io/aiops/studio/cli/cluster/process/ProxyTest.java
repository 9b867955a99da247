package io.aiops.studio.cli.cluster.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProxyTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FakeNode one = new FakeNode("node-1");
  private final FakeNode two = new FakeNode("node-2");
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final EventLoopGroup group = new NioEventLoopGroup(1);
  private Nodes nodes;
  private Channel proxy;

  @BeforeEach
  void open() throws InterruptedException {
    nodes = new Nodes(List.of(one.where(), two.where()));
    nodes.watch();
    proxy = ProxyMain.server(group, nodes).bind("127.0.0.1", 0).sync().channel();
    awaitReady(2);
  }

  @AfterEach
  void close() throws IOException {
    client.shutdownNow();
    nodes.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    one.server.stop(0);
    two.server.stop(0);
  }

  @Test
  void requests_to_the_interface_go_to_each_node_in_turn() {
    Set<String> answered = new TreeSet<>();
    for (int i = 0; i < 4; i++) {
      answered.add(get("/api/v1/name").body());
    }
    assertThat(answered).containsExactly("node-1", "node-2");
  }

  @Test
  void a_persons_pages_stay_with_the_node_that_gave_the_first() {
    HttpResponse<String> first = get("/page");
    String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    assertThat(cookie).isEqualTo("studio-node=" + first.body());
    for (int i = 0; i < 4; i++) {
      HttpResponse<String> next = send(request("/page").header("Cookie", cookie).build());
      assertThat(next.body()).isEqualTo(first.body());
      assertThat(next.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void pages_move_to_another_node_when_theirs_has_gone() {
    String cookie = get("/page").headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    FakeNode theirs = cookie.endsWith("node-1") ? one : two;
    FakeNode other = cookie.endsWith("node-1") ? two : one;
    theirs.server.stop(0);
    HttpResponse<String> moved = send(request("/page").header("Cookie", cookie).build());
    assertThat(moved.body()).isEqualTo(other.name);
    assertThat(moved.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("studio-node=" + other.name);
  }

  @Test
  void a_large_body_arrives_whole_and_comes_back_whole() {
    byte[] body = new byte[3_000_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }
    HttpRequest request = request("/api/v1/echo").POST(BodyPublishers.ofByteArray(body)).build();
    assertThat(client.sendAsync(request, BodyHandlers.ofByteArray()).join().body()).isEqualTo(body);
  }

  @Test
  void a_stream_passes_as_it_comes() throws IOException {
    InputStream stream =
        client
            .sendAsync(request("/api/v1/stream").build(), BodyHandlers.ofInputStream())
            .join()
            .body();
    assertThat(new String(stream.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("begun");
    one.streaming.countDown();
    two.streaming.countDown();
    assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("ended");
  }

  @Test
  void without_a_node_that_is_ready_it_says_so_and_when_to_ask_again() {
    one.server.stop(0);
    two.server.stop(0);
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer =
          send(request("/api/v1/echo").POST(BodyPublishers.ofString("lost")).build());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.body()).contains("No node of the cluster is ready");
    }
  }

  @Test
  void a_node_that_breaks_off_before_it_answers_is_told_as_unavailable() {
    HttpResponse<String> answer =
        send(request("/api/v1/break").POST(BodyPublishers.ofString("x")).build());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("went away before it answered");
  }

  private HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString()).join();
  }

  private HttpRequest.Builder request(String path) {
    int port = ((InetSocketAddress) proxy.localAddress()).getPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
  }

  private void awaitReady(int count) {
    Set<String> answered = new TreeSet<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (answered.size() < count && System.nanoTime() < end) {
      HttpResponse<String> answer = get("/api/v1/name");
      if (answer.statusCode() == 200) {
        answered.add(answer.body());
      }
      Thread.onSpinWait();
    }
    assertThat(answered).hasSize(count);
  }

  /** What the proxy needs of a node. */
  private static final class FakeNode {

    private final String name;
    private final HttpServer server;
    private final CountDownLatch streaming = new CountDownLatch(1);

    FakeNode(String name) {
      this.name = name;
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> whole(exchange, name.getBytes(StandardCharsets.UTF_8)));
      server.createContext(
          "/api/v1/echo", exchange -> whole(exchange, exchange.getRequestBody().readAllBytes()));
      server.createContext("/api/v1/stream", this::stream);
      server.createContext("/api/v1/break", HttpExchange::close);
      server.start();
    }

    Nodes.Node where() {
      return new Nodes.Node(name, server.getAddress().getPort());
    }

    private static void whole(HttpExchange exchange, byte[] body) throws IOException {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    }

    private void stream(HttpExchange exchange) throws IOException {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("begun".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      try {
        if (!streaming.await(60, TimeUnit.SECONDS)) {
          throw new IOException("nobody read the beginning");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.getResponseBody().write("ended".getBytes(StandardCharsets.UTF_8));
      exchange.close();
    }
  }
}
