package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An author edits a plugin, and the running studio has it. */
class PluginDevIT {

  private static final Pattern LIVE = Pattern.compile("Live as (\\S+) in (\\d+) ms");
  private static StudioServer server;

  @BeforeAll
  static void start() {
    server = StudioServer.start("plugin-dev");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void what_is_saved_serves_within_three_seconds() throws Exception {
    assertThat(server.runs("plugin", "new", "words").code()).isZero();
    CompletableFuture<StudioServer.Ended> sitting =
        CompletableFuture.supplyAsync(
            () -> server.runs("plugin", "dev", "words", "--reloads", "1"));
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> server.runs("plugin", "list").output().contains(".dev-"));

    edit(server.data().resolve("words/src/main/java/com/example/words/WordsAgent.java"));
    StudioServer.Ended ended = sitting.get(60, TimeUnit.SECONDS);
    assertThat(ended.code()).as(ended.output()).isZero();
    Matcher live = LIVE.matcher(ended.output());
    assertThat(live.find()).as("the first version in " + ended.output()).isTrue();
    assertThat(live.find()).as("the second version in " + ended.output()).isTrue();
    assertThat(server.runs("plugin", "list").output()).contains(live.group(1));
    assertThat(Integer.parseInt(live.group(2)))
        .as("milliseconds from saved to live in " + ended.output())
        .isLessThanOrEqualTo(3000);
    assertThat(output()).contains("\"number\"").doesNotContain("\"words\":");
  }

  @Test
  void what_new_wrote_builds_and_passes_the_compatibility_kit() {
    assertThat(server.runs("plugin", "new", "greeter", "--kind", "connector").code()).isZero();
    StudioServer.Ended built = server.runs("plugin", "build", "greeter");
    assertThat(built.code()).as(built.output()).isZero();
    StudioServer.Ended checked =
        server.runs("plugin", "check", "greeter/target/greeter-0.1.0.jar", "--json");
    assertThat(checked.code()).as(checked.output()).isZero();
    assertThat(Api.JSON.readTree(checked.printed()).path("passed").asBoolean()).isTrue();
    assertThat(server.runs("plugin", "check", "greeter/pom.xml").code()).isEqualTo(1);
  }

  private static void edit(Path source) throws IOException {
    Files.writeString(
        source, Files.readString(source).replace("Map.of(\"words\"", "Map.of(\"number\""));
  }

  private static String output() throws IOException {
    Path file = server.data().resolve("counts.yaml");
    Files.writeString(
        file,
        """
        schema: aiops-studio/workflow/v1
        name: counts
        steps:
          - {id: a, kind: agent, agent: words, instruction: one two}
        """);
    assertThat(server.runs("apply", file.toString()).code()).isZero();
    StudioServer.Ended ran = server.runs("exec", "counts", "--json");
    assertThat(ran.code()).as(ran.output()).isZero();
    return ran.printed();
  }
}
