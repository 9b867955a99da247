package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is thrown at REST: a 4xx in bounded time, nothing stored, nothing of the inside shown.
 */
@ExtendWith(SharedServer.class)
@Timeout(180)
class RestHostileIT {

  private static final String JSON = "application/json";
  private static final Duration BOUND = Duration.ofSeconds(5);

  private final Api api;
  private final Refusals refusals;
  private final Path data;
  private List<String> before = List.of();

  RestHostileIT(StudioServer server) {
    this.api = server.api();
    this.refusals = new Refusals(api);
    this.data = server.data();
  }

  @BeforeEach
  void remember() {
    before = refusals.kept();
  }

  @AfterEach
  void nothing_was_stored() {
    assertThat(refusals.kept()).isEqualTo(before);
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
      Answer answer = refusals.refused("POST", path, JSON, body);
      assertThat(answer.status()).as(path + " " + answer.body()).isIn(400, 422);
    }
  }

  @ParameterizedTest(name = "{0} {1} [{index}]")
  @MethodSource("io.aiops.studio.server.HostileRequests#all")
  void a_hostile_body_is_refused(
      String method, String path, String type, String body, int expected) {
    long begun = System.nanoTime();
    Answer answer =
        api.send(method, path, type, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
    if (expected == 200) {
      assertThat(answer.expect(200).json().get("items")).isEmpty();
    } else {
      answer.problem(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"1500000, [, ]", "900000, [, ]", "100000, '{\"a\":', }", "100, '[[[[', ']]]]'"})
  void nesting_without_end(int depth, String open, String close) {
    String deep = open.repeat(depth) + (open.startsWith("{") ? "1" : "") + close.repeat(depth);
    assertThat(refusals.refused("POST", "/executions", JSON, deep).status()).isIn(400, 413, 422);
    assertThat(refusals.refused("POST", "/executions", JSON, inputs(deep)).status()).isIn(400, 413);
    assertThat(refusals.refused("POST", "/workflows", JSON, deep).status()).isIn(400, 413, 422);
    assertThat(refusals.refused("POST", "/workflows", "application/yaml", deep).status())
        .isIn(413, 422);
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

  private static String inputs(String value) {
    return "{\"workflow\": \"a\", \"inputs\": {\"x\": " + value + "}}";
  }
}
