package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * In the real server: a connector of YAML, installed with consent into a process of its own, whose
 * process is killed in the middle of a call.
 */
@ExtendWith(SharedServer.class)
class SeparateIT {

  private static final String NAME = "com.example.shop";
  private static final Path SHOP =
      StudioServer.checkout().resolve("camel-routes/src/test/resources/shop");

  private final StudioServer server;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer shop;

  SeparateIT(StudioServer server) {
    this.server = server;
  }

  @BeforeEach
  void open() throws IOException {
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.createContext("/", this::answer);
    shop.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    shop.start();
  }

  @AfterEach
  void close() {
    released.countDown();
    shop.stop(0);
    String plugin = "/plugins/" + NAME;
    JsonNode plan = server.api().delete(plugin).problem(409).get("plan");
    server.api().delete(plugin + "?token=" + plan.get("token").asString()).expect(204);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + token);
    boolean first = asked.stream().filter(line -> line.startsWith("GET")).count() == 1;
    if (exchange.getRequestMethod().equals("GET") && first) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] body = "{\"stock\":7,\"number\":\"A-1\"}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static byte[] jar() throws IOException {
    return jar("1.0.0", Files.readString(SHOP.resolve("connector.yaml")));
  }

  private static byte[] jar(String version, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(SHOP.resolve("META-INF/MANIFEST.MF"))) {
      Manifest manifest = new Manifest(in);
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
        jar.putNextEntry(new JarEntry("connector.yaml"));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static Api.Answer install(Api api, byte[] jar, String more) {
    return api.send(
        "POST",
        "/plugins?name=shop.jar" + more,
        "application/java-archive",
        BodyPublishers.ofByteArray(jar));
  }

  private ProcessHandle child() {
    List<ProcessHandle> children =
        ProcessHandle.of(server.pid())
            .orElseThrow()
            .descendants()
            .filter(
                process -> process.info().commandLine().orElse("").contains("host.isolate.Child"))
            .toList();
    assertThat(children).hasSize(1);
    return children.getFirst();
  }

  private int count(String begin) {
    return (int) asked.stream().filter(line -> line.startsWith(begin)).count();
  }

  @Test
  void a_step_whose_process_is_killed_is_tried_again_and_what_was_done_is_not() throws IOException {
    Api api = server.api();
    // Consent is for these bytes.
    byte[] jar = jar();
    JsonNode consent = install(api, jar, "&isolation=SEPARATE").problem(409).get("consent");
    assertThat(consent.get("added").toString()).contains("host:connection", "secret:token");
    JsonNode plugin =
        install(api, jar, "&isolation=SEPARATE&consent=" + consent.get("token").asString())
            .expect(201)
            .json();
    assertThat(plugin.get("isolation").asString()).isEqualTo("SEPARATE");
    assertThat(plugin.at("/contributions/0/tools").valueStream().map(t -> t.get("name").asString()))
        .containsExactly("stock", "order");
    api.send(
            "PUT",
            "/connections/connector/shop",
            "application/json",
            BodyPublishers.ofString(
                """
                {"provider": "shop", "settings": {"privateAddresses": true, "token": "s3cr3t",
                  "address": "http://localhost:%d/api"}}
                """
                    .formatted(shop.getAddress().getPort())))
        .expect(200);
    api.save(
        """
        schema: aiops-studio/workflow/v1
        name: shopping
        steps:
          - {id: order, kind: tool, tool: shop/order, input: {item: lamp, pieces: 2}}
          - {id: stock, kind: tool, tool: shop/stock, input: {item: a/b}}
        edges:
          - {from: order, to: stock}
        """);
    String execution = api.start("shopping", Map.of());
    await().atMost(Duration.ofMinutes(1)).until(() -> count("GET") == 1);
    ProcessHandle first = child();
    first.destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !api.execution(execution).at("/summary/endedAt").isNull());
    assertThat(api.status(execution)).isEqualTo("COMPLETED");
    assertThat(count("POST /api/orders Bearer s3cr3t")).isEqualTo(1);
    assertThat(count("GET /api/items/a%2Fb?fields=stock Bearer s3cr3t")).isEqualTo(2);
    assertThat(child().pid()).as("another process").isNotEqualTo(first.pid());
    assertThat(api.execution(execution).toString()).doesNotContain("s3cr3t");

    JsonNode moved =
        api.post("/plugins/" + NAME + "/isolation?level=TRUSTED", Map.of()).expect(200).json();
    assertThat(moved.get("isolation").asString()).isEqualTo("TRUSTED");
    String again = api.start("shopping", Map.of());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !api.execution(again).at("/summary/endedAt").isNull());
    assertThat(api.status(again)).isEqualTo("COMPLETED");
    assertThat(count("POST")).isEqualTo(2);
    settingsOfTheNextVersionAreComparedBeforeItIsTouched(api);
  }

  /** As those of a connector in Java are; what each such connector takes besides still fits. */
  private static void settingsOfTheNextVersionAreComparedBeforeItIsTouched(Api api)
      throws IOException {
    String text = Files.readString(SHOP.resolve("connector.yaml"));
    JsonNode fits =
        api.send(
                "POST",
                "/plugins/plan?name=shop.jar",
                "application/java-archive",
                BodyPublishers.ofByteArray(jar("2.0.0", text)))
            .expect(200)
            .json();
    assertThat(fits.get("possible").asBoolean()).isTrue();
    assertThat(fits.get("asks")).isEmpty();
    String stricter = text.replace("required: [address]", "required: [address, region]");
    assertThat(stricter).isNotEqualTo(text);
    JsonNode plan = install(api, jar("2.0.0", stricter), "").problem(409).get("plan");
    assertThat(plan.get("asks").toString()).isEqualTo("[\"SETTINGS\"]");
    assertThat(plan.at("/affected/workspaces/0/troubles").toString())
        .contains("connection shop", "region")
        .doesNotContain("s3cr3t");
  }
}
