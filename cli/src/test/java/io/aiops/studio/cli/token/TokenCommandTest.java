package io.aiops.studio.cli.token;

import static io.aiops.studio.cli.FakeStudio.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.server.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenCommandTest {

  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), Path.of(""), arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--role operator --expires 30d | {\"name\":\"ci\",\"scopes\":[\"VIEW\",\"RUN\"],\"lifetime\":\"PT720H\"}",
        "--scope view,build | {\"name\":\"ci\",\"scopes\":[\"VIEW\",\"BUILD\"]}",
        "--scope RUN --expires PT5M | {\"name\":\"ci\",\"scopes\":[\"RUN\"],\"lifetime\":\"PT5M\"}"
      })
  void the_secret_alone_goes_to_standard_output(String options, String request) {
    studio.on(
        "POST /api/v1/tokens",
        json(
            201,
            "{\"token\":{\"id\":\"t1\",\"expiresAt\":\"2026-12-25T12:00:00Z\"},\"secret\":\"ast_new\"}"));
    CommandLineRun run = run(("token new --name ci " + options).split(" "));
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("ast_new\n");
    assertThat(run.err()).doesNotContain("ast_new");
    assertThat(studio.requests().getFirst().json()).isEqualTo(Json.mapper().readTree(request));
  }

  @Test
  void tokens_are_listed_and_revoked() {
    studio
        .on(
            "GET /api/v1/tokens",
            json(
                200,
                "{\"items\":[{\"id\":\"t1\",\"name\":\"ci\",\"scopes\":[\"VIEW\"],\"createdAt\":\"2026-11-25T12:00:00Z\",\"expiresAt\":\"2026-12-25T12:00:00Z\",\"lastUsedAt\":null}]}"))
        .on("DELETE /api/v1/tokens/t1", json(204, ""));
    assertThat(run("token", "list").out()).containsPattern("t1 +ci +VIEW +2026-12-25 .* +never");
    assertThat(run("token", "revoke", "t1").code()).isZero();
    assertThat(studio.requests("DELETE /api/v1/tokens/t1")).hasSize(1);
  }
}
