package io.aiops.studio.marketplace.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScanTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-abcdefghij0123456789ABCD",
        "sk-proj-abcdefghij0123456789",
        "ast_0123456789012345678901234567890123456789012",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "glpat-abcdefghij0123456789",
        "AKIAABCDEFGHIJKLMNOP",
        "AIzaabcdefghijklmnopqrstuvwxyz012345678",
        "xoxb-1234567890-abc",
        "sk_live_abcdefghijklmnop",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.x",
        "-----BEGIN RSA PRIVATE KEY-----",
        "postgres://app:hunter22@db.acme.com/x",
        "Authorization: Bearer abcdefgh12345678"
      })
  void what_people_paste_is_found_wherever_it_stands(String secret) {
    String text = "name: x\n# see " + secret + " here\n";
    List<Problem> problems = SecretScan.ofText("", text);
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().path()).isEqualTo("line 2");
    assertThat(problems.toString()).doesNotContain(secret.substring(secret.length() - 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tool: http/get",
        "url: https://acme.com/sk-1/tokens",
        "instruction: Never tell the bearer of bad news",
        "url: \"{{ inputs.scheme }}://{{ inputs.user }}:{{ inputs.word }}@acme.com\"",
        "maxTokens: 20000",
        "text: \"ask-me-anything-about-the-logs-of-today\""
      })
  void what_is_harmless_passes(String line) {
    assertThat(SecretScan.ofText("", line)).isEmpty();
    assertThat(SecretScan.ofValue("", Source.of(line).value())).isEmpty();
  }

  @Test
  void a_text_where_its_name_says_a_secret_is_found_by_its_path() {
    String text =
        """
        inputs:
          properties:
            apiKey: {type: string, default: abc}
            other: {type: string, default: abc}
            token: {type: string, title: Token}
        steps:
          - id: a
            input:
              password: hunter
              headers: {X-Api-Key: "{{ inputs.apiKey }}", authorization: Basic}
              maxTokens: "5"
        """;
    assertThat(SecretScan.ofValue("", Source.of(text).value()).stream().map(Problem::path))
        .containsExactly(
            "inputs.properties.apiKey.default",
            "steps[0].input.password",
            "steps[0].input.headers.authorization");
  }

  @Test
  void a_key_is_found_wherever_it_stands_in_a_sample() {
    String key = "ghp_" + "a1".repeat(18);
    Object sample = Map.of("log", "first\nuse " + key, "more", List.of(Map.of(key, 1)));
    assertThat(SecretScan.ofValue("sample", sample).stream().map(Problem::path))
        .containsExactlyInAnyOrder("sample.log", "sample.more[0].…");
  }

  @Test
  void what_an_escape_stands_before_is_found_too_and_said_once() {
    String key = "AKIA" + "A1".repeat(8);
    String escaped = "steps: [{id: a, input: {note: \"use:\\n" + key + "\"}}]";
    assertThat(SecretScan.ofSource(escaped, Source.of(escaped).value()))
        .extracting(Problem::path)
        .containsExactly("steps[0].input.note");
    String plain = "steps: [{id: a, input: {note: " + key + "}}]";
    assertThat(SecretScan.ofSource(plain, Source.of(plain).value()))
        .extracting(Problem::path)
        .containsExactly("line 1");
  }

  @Test
  void a_long_text_takes_no_time() {
    String long0 = "a".repeat(1_000_000);
    assertThat(SecretScan.ofText("", long0 + "://" + long0)).isEmpty();
    assertThat(SecretScan.ofText("", "eyJ" + long0 + "." + "eyJ".repeat(100_000))).isEmpty();
  }
}
