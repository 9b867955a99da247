package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is thrown at REST: a 4xx in bounded time, nothing stored, nothing of the inside shown.
 */
@ExtendWith(SharedServer.class)
class RestHostileIT {

  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final List<String> LISTS =
      List.of(
          "/workflows?limit=200",
          "/executions?limit=200",
          "/connections",
          "/members",
          "/workspaces",
          "/plugins");

  private final Api api;
  private final Path data;
  private List<String> before = List.of();

  RestHostileIT(StudioServer server) {
    this.api = server.api();
    this.data = server.data();
  }

  @BeforeEach
  void remember() {
    before = stored();
  }

  @AfterEach
  void nothing_was_stored() {
    assertThat(stored()).isEqualTo(before);
  }

  static Stream<Arguments> bodies() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String deepYaml = "a: " + "[".repeat(50_000);
    // Nine to the power of eleven, if somebody wrote it all out.
    StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'm'; c++) {
      String nine = ", *" + (char) (c - 1);
      bomb.append("%c: &%c [%s]%n".formatted(c, c, nine.repeat(9).substring(2)));
    }
    String large = "x".repeat(2 * 1024 * 1024 + 1);
    return Stream.of(
        Arguments.of("POST", "/executions", JSON, "", 400),
        Arguments.of("POST", "/executions", JSON, "{\"workflow\": ", 400),
        Arguments.of(
            "POST", "/executions", JSON, "{\"workflow\": \"a\", \"workflow\": \"b\"}", 400),
        Arguments.of("POST", "/executions", JSON, "{\"workflow\": NaN}", 400),
        Arguments.of("POST", "/executions", JSON, deep, 400),
        Arguments.of(
            "POST",
            "/executions",
            JSON,
            "{\"workflow\":\"a\",\"inputs\":{\"x\":" + deep + "}}",
            400),
        Arguments.of("POST", "/executions", JSON, "{\"workflow\":\"" + large + "\"}", 413),
        Arguments.of("POST", "/executions", JSON, "[]", 422),
        Arguments.of("POST", "/executions", JSON, "null", 422),
        Arguments.of("POST", "/executions", JSON, "{\"workflow\": {\"$ne\": null}}", 422),
        Arguments.of("POST", "/executions", JSON, "{\"workflow\": \"a\\u0000b\"}", 422),
        Arguments.of("POST", "/executions", JSON, "{\"workflow\": \"a\", \"more\": 1}", 422),
        Arguments.of("POST", "/executions", JSON, "{\"workflow\":\"a\",\"version\":1e99}", 422),
        Arguments.of(
            "POST", "/executions", JSON, "{\"workflow\":\"a\",\"version\":99999999999}", 422),
        Arguments.of("POST", "/executions", "text/plain", "{\"workflow\": \"a\"}", 415),
        Arguments.of("POST", "/executions", "nonsense", "{\"workflow\": \"a\"}", 400),
        Arguments.of("PATCH", "/executions", JSON, "{}", 405),
        Arguments.of("TRACE", "/executions", JSON, "", 405),
        Arguments.of("POST", "/workflows", YAML, large, 413),
        Arguments.of("POST", "/workflows", YAML, deepYaml, 422),
        Arguments.of("POST", "/workflows", YAML, bomb.toString(), 422),
        Arguments.of("POST", "/workflows", YAML, "a: &a [*a]", 422),
        Arguments.of("POST", "/workflows", YAML, "!!javax.script.ScriptEngineManager [x]", 422),
        Arguments.of("POST", "/workflows", YAML, "name: \"a\\0b\"\nschema: x", 422),
        Arguments.of("POST", "/workflows", YAML, "name: a\u0000b", 400),
        Arguments.of("POST", "/workflows", YAML, "", 422),
        Arguments.of("POST", "/workflows", YAML, "name: a\nname: b", 422),
        Arguments.of("POST", "/workflows", JSON, deep, 400),
        Arguments.of(
            "POST",
            "/workflows",
            "application/xml",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            415),
        Arguments.of(
            "POST",
            "/tokens",
            JSON,
            "{\"name\":\"" + "n".repeat(100_000) + "\",\"scopes\":[\"VIEW\"]}",
            422),
        Arguments.of(
            "POST",
            "/tokens",
            JSON,
            "{\"name\":\"a\",\"scopes\":[\"VIEW\"],\"lifetime\":\"PT9999999999999999H\"}",
            422),
        Arguments.of("POST", "/tokens", JSON, "{\"name\":\"a\",\"scopes\":[0]}", 422),
        Arguments.of(
            "POST",
            "/members",
            JSON,
            "{\"userName\":\"../x\",\"role\":\"VIEWER\",\"password\":\"long enough as a word\"}",
            422),
        Arguments.of("POST", "/members", JSON, "{\"userName\":\"x\",\"role\":\"EMPEROR\"}", 422),
        Arguments.of("POST", "/workspaces", JSON, "{\"name\":\"\\ud800\"}", 422),
        Arguments.of(
            "PUT",
            "/connections/connector/UP",
            JSON,
            "{\"provider\":\"http\",\"settings\":{}}",
            422),
        Arguments.of(
            "PUT", "/connections/nonsense/x", JSON, "{\"provider\":\"http\",\"settings\":{}}", 422),
        Arguments.of("POST", "/plugins", "application/java-archive", "no jar at all", 422),
        Arguments.of("POST", "/plugins", "application/java-archive", "", 422),
        Arguments.of("POST", "/sign-in", JSON, "{\"userName\":\"x\"}", 422),
        Arguments.of(
            "POST",
            "/sign-in",
            JSON,
            "{\"userName\":\"x\",\"password\":\"" + "p".repeat(1_000_000) + "\"}",
            401),
        Arguments.of("GET", "/executions?limit=99999999999999999999", JSON, "", 422),
        Arguments.of("GET", "/executions?before=%00", JSON, "", 422),
        Arguments.of("GET", "/executions?workflow=" + "w".repeat(7000), JSON, "", 200),
        Arguments.of(
            "GET", "/workflows?search=%27%3B%20drop%20table%20workflow%3B--", JSON, "", 200),
        Arguments.of("GET", "/workflows/'%20or%201=1--", JSON, "", 404),
        Arguments.of("GET", "/audit?before=0", JSON, "", 422),
        Arguments.of("DELETE", "/plugins/%2e%2e", JSON, "", 400));
  }

  @ParameterizedTest(name = "{0} {1} [{index}]")
  @MethodSource("bodies")
  void a_hostile_body_is_refused(
      String method, String path, String type, String body, int expected) {
    long begun = System.nanoTime();
    Api.Answer answer =
        api.send(method, path, type, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
    if (expected == 200) {
      assertThat(answer.expect(200).json().get("items")).isEmpty();
    } else {
      answer.problem(expected);
    }
  }

  @Test
  void a_file_that_is_too_large_is_refused_while_it_comes_and_leaves_nothing() throws Exception {
    long files = files();
    byte[] chunk = new byte[1024 * 1024];
    Iterable<byte[]> endless = () -> Stream.generate(() -> chunk).limit(257).iterator();
    api.send("POST", "/files?name=endless", "text/plain", BodyPublishers.ofByteArrays(endless))
        .problem(413);
    assertThat(files()).isEqualTo(files);
  }

  /** No list shows files, so the database is asked. */
  private long files() throws Exception {
    Path folder = data.resolve("database");
    String port = Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(3).strip();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres",
                "postgres",
                Files.readString(folder.resolve("password")).strip());
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery(
                    "select (select count(*) from file) + (select count(*) from file_chunk)")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private List<String> stored() {
    List<String> stored = new ArrayList<>();
    LISTS.forEach(path -> stored.add(api.get(path).expect(200).body()));
    stored.add(
        String.join(
            ",", api.get("/tokens").expect(200).json().get("items").findValuesAsString("id")));
    return stored;
  }
}
