package io.aiops.studio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How commands end when there is no talking to the server, and when they are misused. */
final class ExitCodeTest {

  @TempDir Path folder;

  @Test
  void three_if_nothing_listens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    CommandLineRun run =
        CommandLineRun.of(URI.create("http://localhost:" + port), folder, "workflows");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .contains("No server answers at http://localhost:" + port)
        .contains("./studio run");
  }

  @Test
  void three_if_something_else_answers() {
    try (FakeStudio other = new FakeStudio()) {
      other.on("GET /api/v1/workflows", FakeStudio.text(200, "text/html", "<h1>Hello</h1>"));
      CommandLineRun run = CommandLineRun.of(other.url(), folder, "workflows");
      assertThat(run.code()).isEqualTo(3);
      assertThat(run.err()).contains("is not (yet) an AI Ops Studio");
    }
  }

  @ParameterizedTest
  @CsvSource({"401,1", "403,1", "404,1", "422,1", "500,1", "503,3"})
  void a_problem_document_is_told_in_its_own_words(int status, int code) {
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(
          "GET /api/v1/workflows",
          FakeStudio.problem(status, "{\"status\":" + status + ",\"detail\":\"So it is.\"}"));
      CommandLineRun run = CommandLineRun.of(studio.url(), folder, "workflows");
      assertThat(run.code()).isEqualTo(code);
      assertThat(run.err()).startsWith("studio: So it is.");
    }
  }

  @Test
  void a_refused_token_says_where_it_came_from_and_not_what_it_is() throws IOException {
    Files.writeString(folder.resolve("cli-token"), "ast_secret\n");
    try (FakeStudio studio = new FakeStudio()) {
      studio.on(
          "GET /api/v1/workflows",
          FakeStudio.problem(401, "{\"status\":401,\"detail\":\"Unknown.\"}"));
      CommandLineRun run =
          CommandLineRun.of(
              Map.of("STUDIO_URL", studio.url().toString(), "STUDIO_DATA", folder.toString()),
              folder,
              "workflows");
      assertThat(studio.requests().getFirst().header("Authorization"))
          .isEqualTo("Bearer ast_secret");
      assertThat(run.err())
          .contains(folder.resolve("cli-token").toString())
          .doesNotContain("ast_secret");
    }
  }

  @Test
  void two_if_bench_has_no_studio_to_start() {
    CommandLineRun run =
        CommandLineRun.of(Map.of("STUDIO_HOME", folder.toString()), folder, "bench");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("there is no ./studio");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "exec",
        "exec a b",
        "exec a --nonsense",
        "exec a --version x",
        "validate",
        "validate missing.yaml",
        "apply missing.yaml",
        "plugin",
        "plugin nonsense",
        "plugin install missing.jar",
        "plugin new Bad_Name",
        "plugin new switch --group class",
        "plugin new x --kind toaster",
        "plugin build",
        "dead-letters",
        "dead-letters show",
        "dead-letters show d1 --body --json",
        "dead-letters send",
        "dead-letters send d1 --body missing.json",
        "dead-letters drop",
        "limits",
        "limits set workspace",
        "limits set workspace many",
        "limits set nonsense 5",
        "limits clear workflow/w",
        "triggers",
        "triggers show",
        "triggers show nightly --firings 201",
        "triggers show nightly --definition --firings 10",
        "triggers show nightly --definition --json",
        "triggers apply nightly missing.json",
        "triggers fire nightly --inputs x",
        "triggers backfill nightly --from 2026-11-01T00:00:00Z",
        "token",
        "token new --name x",
        "token new --name x --role viewer --scope view",
        "token new --name x --role viewer --expires soon",
        "bench --executions 0",
        "bench --in-flight 64,5000",
        "bench --rate 0",
        "bench --items 100001",
        "bench w5",
        "bench soak --minutes 1",
        "bench soak --rate -1",
        "bench --url nowhere",
        "chaos --executions 0",
        "chaos --nodes 1",
        "chaos --every 1",
        "chaos --in-flight 151",
        "chaos --port 1",
        "chaos --kills -1",
        "cluster",
        "cluster nonsense",
        "cluster up 0",
        "cluster up 10",
        "cluster up --port 80",
        "cluster up --heap 64",
        "cluster up --roles web",
        "cluster up 1 --roles web --roles engine,worker",
        "cluster up --roles cook",
        "cluster kill",
        "cluster start"
      })
  void two_if_misused_and_the_server_is_left_alone(String arguments) {
    try (FakeStudio studio = new FakeStudio()) {
      String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
      CommandLineRun run = CommandLineRun.of(studio.url(), folder, words);
      assertThat(run.code()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).startsWith("studio: ");
      assertThat(run.err().lines()).hasSize(1);
      assertThat(studio.requests()).isEmpty();
    }
  }

  /** Their addresses would be those of something else: of all triggers, or of the whole API. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "show %s",
        "cancel %s",
        "triggers show %s",
        "triggers remove %s",
        "triggers enable %s",
        "dead-letters show %s",
        "dead-letters drop %s",
        "limits set connector/%s 5"
      })
  void two_if_a_name_is_none_and_the_server_is_left_alone(String arguments) {
    for (String none : List.of("", ".", "..")) {
      try (FakeStudio studio = new FakeStudio()) {
        String[] words = arguments.split(" ");
        Arrays.setAll(words, i -> words[i].formatted(none));
        CommandLineRun run = CommandLineRun.of(studio.url(), folder, words);
        assertThat(run.code()).as(none + run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("studio: ").contains(none + "'");
        assertThat(run.err().lines()).hasSize(1);
        assertThat(studio.requests()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "exec",
        "cancel",
        "executions",
        "show",
        "validate",
        "apply",
        "workflows",
        "plugin",
        "plugin new",
        "plugin build",
        "plugin install",
        "plugin plan",
        "plugin apply",
        "plugin list",
        "plugin enable",
        "plugin disable",
        "plugin remove",
        "dead-letters",
        "dead-letters show",
        "dead-letters send",
        "limits",
        "limits set",
        "triggers",
        "triggers show",
        "triggers apply",
        "triggers backfill",
        "token",
        "token new",
        "token list",
        "token revoke",
        "bench",
        "chaos",
        "cluster",
        "cluster up",
        "cluster status",
        "cluster kill",
        "cluster start",
        "cluster down"
      })
  void every_command_has_help(String command) {
    String[] words = (command + " --help").strip().split(" ");
    CommandLineRun run = CommandLineRun.of(URI.create("http://localhost:1"), folder, words);
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("Usage: " + ("./studio " + command).strip());
  }
}
