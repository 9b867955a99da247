package io.aiops.studio.cli.catalog;

import static io.aiops.studio.cli.FakeStudio.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say of a listing, and who submits for a publisher. */
final class CatalogPeopleCommandTest {

  private static final String COMMENTS = " /api/v1/catalog/listings/acme.greeter/comments";
  private static final String COMMENT =
      "{\"id\":\"7\",\"author\":%s,\"words\":\"Does it\\ngreet?\",\"writtenAt\":\"2026-11-30T08:00:00Z\",\"hidden\":\"%s\"}";
  private static final String CONTRIBUTORS = " /api/v1/catalog/contributors";
  private static final String ITEMS = "{\"items\":[%s]}";
  private static final String GRACE =
      "{\"namespace\":\"acme\",\"userId\":\"42\",\"userName\":\"grace\",\"addedAt\":\"2026-11-30T08:00:00Z\",\"addedBy\":\"ada\"}";

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), folder, arguments);
  }

  @Test
  void comments_are_listed_each_in_a_line() {
    studio.on(
        "GET" + COMMENTS,
        json(
            200,
            ITEMS.formatted(
                COMMENT.formatted("\"ada\"", "") + "," + COMMENT.formatted("null", "Rude."))));
    assertThat(run("catalog", "comment", "list", "acme.greeter").out())
        .containsPattern("7 +2026-11-30T08:00:00Z +ada +Does it greet\\?")
        .containsPattern("another workspace +\\(hidden: Rude\\.\\) Does it greet\\?");
  }

  @Test
  void a_comment_is_written_hidden_and_removed() {
    studio
        .on("POST" + COMMENTS, json(201, COMMENT.formatted("\"ada\"", "")))
        .on("POST" + COMMENTS + "/7/hide", json(204, ""))
        .on("POST" + COMMENTS + "/7/hide", json(204, ""))
        .on("DELETE" + COMMENTS + "/7", json(204, ""));
    CommandLineRun written = run("catalog", "comment", "add", "acme.greeter", "Does", "it greet?");
    assertThat(written.out()).isEqualTo("7\n");
    assertThat(studio.requests("POST" + COMMENTS).getFirst().json().toString())
        .isEqualTo("{\"words\":\"Does it greet?\"}");
    String[] hide = {"catalog", "comment", "hide", "acme.greeter", "7", "--reason", "Rude."};
    assertThat(run(hide).err()).contains("Hidden.");
    assertThat(studio.requests("POST" + COMMENTS + "/7/hide").getFirst().json().toString())
        .isEqualTo("{\"reason\":\"Rude.\"}");
    hide[6] = "";
    assertThat(run(hide).err()).contains("Shown again.");
    assertThat(run("catalog", "comment", "remove", "acme.greeter", "7").err()).contains("Removed.");
    assertThat(run("catalog", "comment").err()).contains("list, add, remove or hide");
  }

  @Test
  void who_submits_is_named_by_their_user_name() {
    studio
        .on("GET" + CONTRIBUTORS, json(200, ITEMS.formatted(GRACE)))
        .on("GET /api/v1/members", json(200, ITEMS.formatted(GRACE)))
        .on("PUT" + CONTRIBUTORS + "/acme/42", json(200, GRACE))
        .on("DELETE" + CONTRIBUTORS + "/acme/42", json(204, ""));
    assertThat(run("catalog", "contributor", "list").out())
        .containsPattern("acme +grace +2026-11-30T08:00:00Z +ada");
    assertThat(run("catalog", "contributor", "add", "acme", "grace").err())
        .contains("grace submits for acme.");
    assertThat(run("catalog", "contributor", "remove", "acme", "grace").err())
        .contains("grace does not submit for acme any more.");
    assertThat(studio.requests("PUT" + CONTRIBUTORS + "/acme/42")).hasSize(1);
    assertThat(studio.requests("DELETE" + CONTRIBUTORS + "/acme/42")).hasSize(1);
    CommandLineRun nobody = run("catalog", "contributor", "add", "acme", "nobody");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("'nobody' is no member of your workspace. Nothing was");
  }
}
