package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.server.Api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests of people who mean no good: refused in a sentence, at once, and nothing is left. */
@ExtendWith(SharedServer.class)
@Timeout(60)
class RestSecurityIT {

  private static final String JSON = "application/json";
  private static final String OCTETS = "application/octet-stream";
  private static final Duration AT_ONCE = Duration.ofSeconds(10);
  private static final int FITS = 16_384;
  private static final String PASSWORD = "a-long-phrase-here";

  private final StudioServer server;
  private final Api api;

  RestSecurityIT(StudioServer server) {
    this.server = server;
    this.api = server.api();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"workflow\":",
        "[]",
        "null",
        "7",
        "\"text\"",
        "{\"workflow\": \"a\", \"workflow\": \"b\"}",
        "{\"workflow\": \"a\", \"inputs\": {\"x\": 1, \"x\": 2}}",
        "{\"workflow\": \"a\", \"inputs\": {\"x\": 1e999999}}",
        "{\"workflow\": \"a\", \"inputs\": {\"x\": NaN}}",
        "{\"workflow\": \"a\", \"version\": 1.5}",
        "{\"workflow\": \"a\", \"version\": 99999999999}",
        "{\"workflow\": \"a\\u0000\"}",
        "{\"workflow\": \"a\", \"inputs\": {\"x\\u0000\": 1}}",
        "{\"workflow\": \"a\", \"inputs\": {\"x\": \"\\ud800\"}}",
        "{\"workflow\": \"a\"} {}",
        "{\"workflow\": \"a\", \"@class\": \"java.lang.Runtime\"}",
        "{'workflow': 'a'}",
        "{\"workflow\": {\"a\": 1}}"
      })
  void a_body_that_is_not_what_is_asked_for(String body) {
    for (String path : List.of("/executions", "/tokens", "/members", "/workspaces", "/sign-in")) {
      Answer answer = refused("POST", path, JSON, body);
      assertThat(answer.status()).as(path + " " + answer.body()).isIn(400, 422);
    }
  }

  @ParameterizedTest
  @CsvSource({"1500000, [, ]", "900000, [, ]", "100000, '{\"a\":', }", "100, '[[[[', ']]]]'"})
  void nesting_without_end(int depth, String open, String close) {
    String deep = open.repeat(depth) + (open.startsWith("{") ? "1" : "") + close.repeat(depth);
    assertThat(refused("POST", "/executions", JSON, deep).status()).isIn(400, 413, 422);
    assertThat(refused("POST", "/executions", JSON, inputs(deep)).status()).isIn(400, 413);
    assertThat(refused("POST", "/workflows", JSON, deep).status()).isIn(400, 413, 422);
    assertThat(refused("POST", "/workflows", "application/yaml", deep).status()).isIn(413, 422);
  }

  @Test
  void yaml_that_grows_when_it_is_read() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1) + ", ";
      laughs.append("a%d: &a%d [%s x]\n".formatted(i, i, before.repeat(9)));
    }
    refused("POST", "/workflows", "application/yaml", laughs.toString()).problem(422);
    refused("POST", "/workflows", "application/yaml", "!!javax.script.ScriptEngineManager []")
        .problem(422);
    refused("POST", "/workflows", "application/yaml", "name: a\nname: b\n").problem(422);
    refused("POST", "/workflows", "application/yaml", "name: \"a\\0b\"\nsteps: []\n").problem(422);
    refused("POST", "/workflows", "text/plain", "name: a\0b").problem(400);
  }

  @Test
  void a_media_type_or_method_that_is_not_taken() {
    for (String type : List.of("text/plain", "application/xml", OCTETS, "multipart/form-data")) {
      refused("POST", "/executions", type, "{}").problem(415);
    }
    refused("POST", "/workflows", "image/png", "x").problem(415);
    refused("POST", "/plugins", "text/html", "x").problem(415);
    for (String method : List.of("PATCH", "PUT", "DELETE", "TRACE", "NONSENSE")) {
      Answer answer = refused(method, "/executions", JSON, "{}");
      answer.problem(405);
      assertThat(answer.response().headers().firstValue("Allow").orElseThrow())
          .contains("GET", "POST");
    }
    for (String path : List.of("/executions", "/workflows", "/files?name=a")) {
      refused("POST", path, "///", "{}").problem(400);
    }
    refused("POST", "/files", "multipart/form-data", "x").problem(400);
    for (String form :
        List.of("", "x", "--b\r\n", "--b\r\n\r\n", "--b\r\nContent-Dispo", "--b--")) {
      Answer answer = refused("POST", "/files", "multipart/form-data; boundary=b", form);
      assertThat(answer.status()).as(form + answer.body()).isIn(400, 422);
    }
    api.send("GET", "/me", JSON, BodyPublishers.noBody(), "Accept", "image/png").problem(406);
    api.send("GET", "/me", JSON, BodyPublishers.noBody(), "Accept", "///").problem(400);
  }

  @Test
  void names_with_the_character_zero_or_half_a_character() {
    api.get("/workflows?search=%00").names(422, "search");
    api.get("/executions?workflow=a%00").names(422, "workflow");
    refused("POST", "/files?name=a%00.txt", OCTETS, "x").names(422, "name");
    refused("POST", "/tokens", JSON, "{\"name\": \"a\\u0000\", \"scopes\": [\"VIEW\"]}")
        .names(422, "name");
    refused("POST", "/workspaces", JSON, "{\"name\": \"a\\u0000\"}").names(422, "name");
    refused("POST", "/members", JSON, "{\"userName\": \"a\\u0000b\", \"role\": \"VIEWER\"}")
        .names(422, "userName");
  }

  @Test
  void a_file_name_that_leads_elsewhere() throws IOException {
    for (String name :
        List.of(
            "..%2F..%2Fetc%2Fpasswd",
            "%2Fetc%2Fpasswd",
            "..%5C..%5Cboot.ini",
            "..",
            ".",
            "a%2Fb",
            "%0D%0ASet-Cookie:%20a",
            "",
            "%20",
            "x".repeat(201))) {
      refused("POST", "/files?name=" + name, OCTETS, "x").names(422, "name");
      refused("POST", "/plugins?name=" + name, OCTETS, "x").problem(422);
    }
    for (String name : List.of("../../etc/passwd", "/etc/passwd", "..\\\\boot.ini", "..")) {
      String form =
          "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\""
              + name
              + "\"\r\n\r\nx\r\n--b--\r\n";
      refused("POST", "/files", "multipart/form-data; boundary=b", form).names(422, "name");
    }
    raw("GET /api/v1/files/..%2f..%2fserver.xml HTTP/1.1", "").problem(400);
  }

  @Test
  void an_address_that_is_none() throws IOException {
    raw("GET /api/v1/workflows?search=%zz HTTP/1.1", "").problem(400);
    raw("GET /api/v1/executions?limit=%2 HTTP/1.1", "").problem(400);
    raw("GET /api/v1/workflows/%ff%fe HTTP/1.1", "").problem(400);
    // The server ends these before the application has them: its answer is no document of ours.
    for (String path : List.of("/workflows/%zz", "/workflows/a%00b", "/files/%00")) {
      raw("GET /api/v1" + path + " HTTP/1.1", "").refused(400);
    }
  }

  @Test
  void a_header_without_end() throws IOException {
    raw("GET /api/v1/me HTTP/1.1", "X-Big: " + "a".repeat(200_000) + "\r\n").refused(400);
    raw("GET /api/v1/me HTTP/1.1", "X-Many: a\r\n".repeat(5000)).refused(400);
    refused(
            "POST",
            "/executions",
            JSON,
            "{\"workflow\": \"a\"}",
            "Idempotency-Key",
            "k".repeat(7000))
        .names(422, "Idempotency-Key");
    api.as("x".repeat(7000)).get("/me").problem(401);
  }

  /** Only announced: whoever answers before it has come has not waited for it. */
  @Test
  void an_upload_that_says_it_is_too_large() throws IOException {
    String length = "Content-Length: " + 300L * 1024 * 1024 + "\r\n";
    raw("POST /api/v1/files?name=big HTTP/1.1", length + "Content-Type: " + OCTETS + "\r\n")
        .problem(413);
    raw("POST /api/v1/plugins HTTP/1.1", length + "Content-Type: " + OCTETS + "\r\n").problem(413);
    raw("POST /api/v1/files HTTP/1.1", length + "Content-Type: multipart/form-data; boundary=b\r\n")
        .problem(413);
    raw("POST /api/v1/executions HTTP/1.1", length + "Content-Type: application/json\r\n")
        .problem(413);
    raw("POST /api/v1/sign-in HTTP/1.1", length + "Content-Type: application/json\r\n")
        .problem(413);
  }

  @Test
  void a_viewer_reads_and_does_nothing_else() {
    api.save(echo("for-viewers"));
    String execution = api.start("for-viewers", Map.of());
    String admin = api.get("/me").expect(200).json().get("userId").asString();
    member("viewer-role", "VIEWER");
    Api byRole = api.as(signIn("viewer-role"));
    Api byScope = api.as(token(api, "viewing", "VIEW").get("secret").asString());
    for (Api viewer : List.of(byRole, byScope)) {
      viewer.get("/workflows/for-viewers").expect(200);
      viewer.get("/executions/" + execution).expect(200);
      List<Answer> refused =
          List.of(
              viewer.post("/executions", Map.of("workflow", "for-viewers")),
              viewer.post("/executions/" + execution + "/cancel", Map.of()),
              viewer.send("POST", "/files?name=a", OCTETS, BodyPublishers.ofString("x")),
              viewer.post("/workflows", Map.of("text", echo("by-a-viewer"))),
              viewer.delete("/workflows/for-viewers"),
              viewer.put(
                  "/connections/connector/a", Map.of("provider", "http", "settings", Map.of())),
              viewer.delete("/connections/connector/a"),
              viewer.send("POST", "/plugins", OCTETS, BodyPublishers.ofString("x")),
              viewer.post("/plugins/echo/disable", Map.of()),
              viewer.post("/plugins/echo/enable", Map.of()),
              viewer.delete("/plugins/echo"),
              viewer.post(
                  "/members", Map.of("userName", "friend", "role", "VIEWER", "password", PASSWORD)),
              viewer.put("/members/" + admin, Map.of("role", "VIEWER")),
              viewer.post("/workspaces", Map.of("name", "a viewer's")),
              viewer.get("/audit"),
              viewer.get("/self-check"));
      refused.forEach(answer -> answer.problem(403));
      viewer
          .post("/tokens", Map.of("name", "more", "scopes", List.of("VIEW", "ADMINISTER")))
          .names(422, "scopes");
    }
    byRole.delete("/members/" + admin).problem(403);
    byRole
        .put(
            "/members/" + byRole.get("/me").json().get("userId").asString(),
            Map.of("role", "ADMINISTRATOR"))
        .problem(403);
    assertThat(byRole.get("/me").json().get("role").asString()).isEqualTo("VIEWER");
    api.get("/workflows/by-a-viewer").problem(404);
    assertThat(api.get("/executions?workflow=for-viewers").json().get("items")).hasSize(1);
  }

  @Test
  void a_revoked_token_is_refused_at_once() {
    JsonNode made = token(api, "revoked", "VIEW");
    Api holder = api.as(made.get("secret").asString());
    holder.get("/me").expect(200);
    String path = "/tokens/" + made.at("/token/id").asString();
    api.delete(path).expect(204);
    holder.get("/me").problem(401);
    holder.get("/workflows").problem(401);
    api.delete(path).problem(404);

    member("token-owner", "OPERATOR");
    Api leaving = api.as(signIn("token-owner"));
    String id = leaving.get("/me").expect(200).json().get("userId").asString();
    api.delete("/members/" + id).expect(204);
    leaving.get("/me").problem(401);
  }

  @Test
  void a_token_cannot_begin_or_end_in_the_past_nor_live_for_ever() {
    for (String lifetime : List.of("PT0S", "PT-1S", "P-1D", "P367D", "P99999999D")) {
      api.post("/tokens", Map.of("name", "t", "scopes", List.of("VIEW"), "lifetime", lifetime))
          .names(422, "lifetime");
    }
    for (String unknown : List.of("expiresAt", "createdAt", "secret", "id")) {
      api.post(
              "/tokens",
              Map.of("name", "t", "scopes", List.of("VIEW"), unknown, "2020-01-01T00:00:00Z"))
          .names(422, unknown);
    }
    Instant before = Instant.now();
    JsonNode shortest =
        api.post("/tokens", Map.of("name", "short", "scopes", List.of("VIEW"), "lifetime", "PT1S"))
            .expect(201)
            .json();
    assertThat(Instant.parse(shortest.at("/token/expiresAt").asString()))
        .isAfter(before)
        .isBefore(Instant.now().plusSeconds(2));
    Api holder = api.as(shortest.get("secret").asString());
    await().atMost(AT_ONCE).until(() -> holder.get("/me").status() == 401);
  }

  @Test
  void the_audit_record_tells_who_did_what_and_is_never_changed() {
    member("audited", "BUILDER");
    Api builder = api.as(signIn("audited"));
    builder.save(echo("audited-flow"));
    JsonNode token = token(builder, "audited token", "VIEW");
    builder.delete("/tokens/" + token.at("/token/id").asString()).expect(204);
    builder.delete("/workflows/audited-flow").expect(204);
    JsonNode items = api.get("/audit?limit=500").expect(200).json().get("items");
    List<String> told = new ArrayList<>();
    items.forEach(entry -> {
      if (entry.get("userName").asString().equals("audited")) {
        told.addFirst(entry.get("action").asString() + " " + entry.get("subject").asString());
      }
    });
    String id = token.at("/token/id").asString();
    assertThat(told)
        .containsSubsequence(
            "sign-in audited",
            "workflow.save audited-flow",
            "token.create " + id,
            "token.revoke " + id,
            "workflow.remove audited-flow");
    assertThat(items.toString())
        .contains("member.add")
        .doesNotContain(PASSWORD, token.get("secret").asString(), builder.token());

    long newest = items.get(0).get("id").asLong();
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      refused(method, "/audit", JSON, "{}").problem(405);
      refused(method, "/audit/" + newest, JSON, "{}").problem(404);
    }
    assertThat(api.get("/audit?limit=500").json().get("items")).isEqualTo(items);
    builder.get("/audit").problem(403);
  }

  /** One waits in silence; in the other something happens every second. */
  @ParameterizedTest
  @ValueSource(strings = {"silent", "busy"})
  void a_stream_ends_once_its_token_is_revoked(String kind) throws Exception {
    api.save(kind.equals("silent") ? pause(kind) : ticking(kind));
    String execution = api.start(kind, Map.of());
    JsonNode made = token(api, kind, "VIEW");
    try (EventReader reader =
        new EventReader(api.as(made.get("secret").asString()), execution, "")) {
      assertThat(reader.status()).isEqualTo(200);
      assertThat(reader.until(event -> event.id().equals("1"))).hasSize(1);
      api.delete("/tokens/" + made.at("/token/id").asString()).expect(204);
      List<EventReader.ServerEvent> rest =
          CompletableFuture.supplyAsync(() -> reader.until(event -> false))
              .get(25, TimeUnit.SECONDS);
      assertThat(rest).noneMatch(event -> event.name().equals("end"));
    }
    assertThat(api.status(execution)).isEqualTo("RUNNING");
    api.post("/executions/" + execution + "/cancel", Map.of()).expect(202);
  }

  /** Refused as such things are, soon, and nothing is there that was not before. */
  private Answer refused(String method, String path, String type, String body, String... headers) {
    List<String> before = kept();
    long begun = System.nanoTime();
    Answer answer = api.send(method, path, type, BodyPublishers.ofString(body), headers);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
    assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    answer.problem(answer.status());
    assertThat(kept()).isEqualTo(before);
    return answer;
  }

  private List<String> kept() {
    List<String> kept = new ArrayList<>();
    for (String list : List.of("workflows", "executions", "tokens", "members", "workspaces")) {
      JsonNode items = api.get("/" + list).expect(200).json().get("items");
      items.forEach(item -> kept.add(list + item.path("id").asString() + item.path("userId")));
    }
    return kept;
  }

  /** What came back over a connection of the test's own. */
  private record Raw(String path, int status, String head, String body) {
    /** Without anything of the server's inside. */
    void refused(int expected) {
      assertThat(status).as(head + body).isEqualTo(expected);
      assertThat(body).doesNotContain("Exception", "java.", "io.aiops", "\tat ", "at com.");
    }

    void problem(int expected) {
      refused(expected);
      assertThat(head).contains("application/problem+json");
      JsonNode problem = Api.JSON.readTree(body);
      assertThat(problem.get("status").asInt()).isEqualTo(expected);
      assertThat(problem.get("detail").asString()).isNotBlank();
      assertThat(problem.get("instance").asString()).isEqualTo(path);
    }
  }

  /** For what Java's client would not send: the head as given, and no body. */
  private Raw raw(String first, String headers) throws IOException {
    try (Socket socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout((int) AT_ONCE.toMillis());
      String head =
          "%s\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\nConnection: close\r\n%s\r\n"
              .formatted(first, server.port(), api.token(), headers);
      try {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      } catch (SocketException e) {
        // Refused before all of it was read: the answer is there, or the reading below fails.
        assertThat(head).hasSizeGreaterThan(FITS);
      }
      InputStream in = socket.getInputStream();
      String begin = head(in);
      assertThat(begin).as("an answer to " + first).startsWith("HTTP/1.1 ");
      return new Raw(
          first.split(" ")[1].split("\\?")[0],
          Integer.parseInt(begin.substring(9, 12)),
          begin,
          new String(in.readNBytes(length(begin)), StandardCharsets.UTF_8));
    }
  }

  /** To the empty line and with it. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    return head.toString();
  }

  /** As announced: after a refusal the server may keep the connection open for the rest. */
  private static int length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  private void member(String name, String role) {
    api.post("/members", Map.of("userName", name, "role", role, "password", PASSWORD)).expect(201);
  }

  private String signIn(String name) {
    return api.as("")
        .post("/sign-in", Map.of("userName", name, "password", PASSWORD))
        .expect(201)
        .json()
        .get("secret")
        .asString();
  }

  private static JsonNode token(Api api, String name, String scope) {
    return api.post("/tokens", Map.of("name", name, "scopes", List.of(scope))).expect(201).json();
  }

  private static String inputs(String value) {
    return "{\"workflow\": \"a\", \"inputs\": {\"x\": " + value + "}}";
  }

  private static String echo(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: say, kind: agent, agent: echo, instruction: "x"}
    """
        .formatted(name);
  }

  private static String pause(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: pause, kind: wait, duration: PT1H}
    """
        .formatted(name);
  }

  private static String ticking(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: list, kind: transform, expression: "{'items': [1..60]}"}
      - id: each
        kind: forEach
        items: steps.list.output.items
        concurrency: 1
        steps:
          - {id: tick, kind: wait, duration: PT1S}
    edges:
      - {from: list, to: each}
    """
        .formatted(name);
  }
}
