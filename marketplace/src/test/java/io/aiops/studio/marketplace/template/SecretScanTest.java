package io.aiops.studio.marketplace.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.problem.Problem;
import java.util.List;
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
  void a_long_text_takes_no_time() {
    String long0 = "a".repeat(1_000_000);
    assertThat(SecretScan.ofText("", long0 + "://" + long0)).isEmpty();
    assertThat(SecretScan.ofText("", "eyJ" + long0 + "." + "eyJ".repeat(100_000))).isEmpty();
  }
}
