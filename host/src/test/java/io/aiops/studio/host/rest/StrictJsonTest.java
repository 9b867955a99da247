package io.aiops.studio.host.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  private static <T> T read(String body, Class<T> type) {
    return StrictJson.read(body.getBytes(StandardCharsets.UTF_8), type);
  }

  @Test
  void binds_what_fits() {
    var token =
        read(
            """
            {"name": "ci", "scopes": ["VIEW", "RUN"], "lifetime": "P30D"}
            """,
            TokenResource.TokenRequest.class);
    assertThat(token)
        .isEqualTo(
            new TokenResource.TokenRequest(
                "ci", Set.of(Permission.VIEW, Permission.RUN), Duration.ofDays(30)));
  }

  @Test
  void a_nullable_field_may_be_left_out_and_values_may_be_null() {
    var start =
        read(
            """
            {"workflow": "w", "inputs": {"a": null, "b": [1, 2.5]}}
            """,
            Start.class);
    assertThat(start.version()).isNull();
    assertThat(start.inputs()).containsEntry("a", null).containsKey("b");
    assertThat(read("{\"workflow\": \"w\"}", Start.class).inputs()).isNull();
  }

  @Test
  void names_every_required_field_that_is_missing_or_null() {
    assertThatThrownBy(() -> read("{\"scopes\": null}", TokenResource.TokenRequest.class))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::path)
                    .containsExactly("name", "scopes"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"workflow\": \"w\", \"nonsense\": 1}              | nonsense",
        "{\"workflow\": 7}                                   | workflow",
        "{\"workflow\": \"w\", \"version\": \"3\"}           | version",
        "{\"workflow\": \"w\", \"version\": 1.5}             | version",
        "{\"workflow\": \"w\", \"version\": 99999999999}     | version",
        "{\"workflow\": \"w\", \"inputs\": [1]}              | inputs",
        "{\"workflow\": \"w\", \"inputs\": {\"a\": [\"\\u0000\"]}} | inputs.a[0]",
        "{\"workflow\": \"w\", \"inputs\": {\"a\": \"\\ud800\"}}   | inputs.a",
        "{\"workflow\": \"w\", \"inputs\": {\"a\": 1e999}}   | inputs.a",
        "[1, 2]                                              | ''",
      })
  void names_the_field_that_does_not_fit(String body, String path) {
    assertThatThrownBy(() -> read(body, Start.class))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e -> {
              assertThat(e.problems()).extracting(Problem::path).containsExactly(path);
              assertThat(e.getMessage()).doesNotContain("io.aiops", "tools.jackson", "java.lang");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"workflow\": \"w\"} trailing",
        "{\"a\":1,\"a\":2}",
        "{'a': 1}",
        "{\"a\": NaN}"
      })
  void what_is_no_json_is_refused_with_400(String body) {
    assertThatThrownBy(() -> read(body, Start.class))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  @Test
  void a_document_that_is_too_deep_is_refused_with_400() {
    String deep =
        "{\"workflow\":\"w\",\"inputs\":{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}}";
    assertThatThrownBy(() -> read(deep, Start.class)).isInstanceOf(RefusedException.class);
  }

  @Test
  void bad_utf_8_is_refused_with_400() {
    byte[] body = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};
    assertThatThrownBy(() -> StrictJson.read(body, Start.class))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void a_wrong_word_names_the_right_ones() {
    assertThatThrownBy(
            () -> read("{\"name\":\"x\",\"scopes\":[\"FLY\"]}", TokenResource.TokenRequest.class))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("scopes[0]")
        .hasMessageContaining("ADMINISTER");
  }
}
