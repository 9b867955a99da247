package io.aiops.studio.host.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest may declare, and how it is written. */
class WantsTest {

  @ParameterizedTest
  @CsvSource({
    "host:api.example.com, host:api.example.com:443",
    "host:API.Example.com, host:api.example.com:443",
    "host:api.example.com:8080, host:api.example.com:8080",
    "host:api.example.com:0443, host:api.example.com:443",
    "host:api.example.com:*, host:api.example.com:*",
    "host:*.example.com, host:*.example.com:443",
    "host:*, host:*",
    "host:*:*, host:*",
    "host:*:80, host:*:80",
    "host:connection, host:connection",
    "host:10.0.0.1:80, host:10.0.0.1:80",
    "host:[::1]:80, host:[::1]:80",
    "secret:apiKey, secret:apiKey",
    "secret:*, secret:*",
    "folder:/var/log, folder:/var/log",
    "folder:connection, folder:connection",
    "model:openai, model:openai",
    "model:*, model:*",
    "file:read, file:read",
    "service:org.acme.Clock, service:org.acme.Clock"
  })
  void each_want_is_written_in_one_way(String given, String canonical) {
    assertThat(Wants.read(given).texts()).containsExactly(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host:",
        "host:exa mple.com",
        "host:-a.com",
        "host:a..com",
        "host:*example.com",
        "host:a.*.com",
        "host:**.com",
        "host:*.0.0.1",
        "host:https://a.com",
        "host:a.com/x",
        "host:user@a.com",
        "host:a.com:0",
        "host:a.com:65536",
        "host:a.com:99999999999",
        "host:ä.com",
        "secret:",
        "secret:a b",
        "folder:var/log",
        "folder:/var/../etc",
        "folder:/var/",
        "folder:*",
        "model:OpenAI",
        "model:",
        "file:*",
        "file:delete",
        "service:*",
        "service:Clock",
        "socket:1",
        "HOST:a.com",
        "apiKey",
        ":a"
      })
  void what_is_none_is_named_and_what_is_expected_said(String given) {
    assertThatThrownBy(() -> Wants.read("file:read, " + given))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> {
              assertThat(e.problems()).hasSize(1);
              assertThat(e.problems().getFirst().path()).isEqualTo("Studio-Wants");
              assertThat(e.problems().getFirst().message())
                  .startsWith("holds '" + given + "'; expected host:NAME[:PORT]");
            });
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    assertThatThrownBy(() -> Wants.read("x:y, file:read, file:read, , model:*"))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.message().split(";", 2)[0])
                    .containsExactly("holds 'x:y'", "holds 'file:read' twice.", "holds ''"));
  }

  @Test
  void no_header_wants_nothing() {
    assertThat(Wants.read(null).isEmpty()).isTrue();
    assertThat(Wants.read(" ").isEmpty()).isTrue();
  }

  @Test
  void there_are_at_most_a_hundred_in_a_header_of_a_bounded_length() {
    String many =
        IntStream.range(0, 101).mapToObj(i -> "secret:s" + i).collect(Collectors.joining(","));
    assertThatThrownBy(() -> Wants.read(many)).hasMessageContaining("101 entries");
    assertThatThrownBy(() -> Wants.read("secret:" + "a".repeat(40_000)))
        .hasMessageContaining("more than 32768 characters");
  }

  @Test
  void what_would_change_a_page_or_a_log_is_not_repeated() {
    assertThatThrownBy(() -> Wants.read("secret:a\u001b[31m\u202e"))
        .hasMessageContaining("'secret:a?[31m?'");
  }
}
