package io.aiops.studio.server;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What people who mean no good send: method, path, type, body, and the answer it gets. */
final class HostileRequests {

  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";

  private HostileRequests() {}

  static Stream<Arguments> all() {
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
        Arguments.of("POST", "/executions", "nonsense", "{\"workflow\": \"a\"}", 400),
        Arguments.of("POST", "/workflows", YAML, large, 413),
        Arguments.of("POST", "/workflows", YAML, deepYaml, 422),
        Arguments.of("POST", "/workflows", YAML, bomb.toString(), 422),
        Arguments.of("POST", "/workflows", YAML, "a: &a [*a]", 422),
        Arguments.of("POST", "/workflows", YAML, "!!javax.script.ScriptEngineManager [x]", 422),
        Arguments.of("POST", "/workflows", YAML, "name: \"a\\0b\"\nschema: x", 422),
        Arguments.of("POST", "/workflows", YAML, "name: a\u0000b", 400),
        Arguments.of("POST", "/workflows", "text/plain", "name: a\u0000b", 400),
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
}
