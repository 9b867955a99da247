package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.aiops.studio.server.Api;
import io.aiops.studio.server.DevSitting;
import io.aiops.studio.server.StudioServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An author's trial, by the clock: from an empty folder to a plugin that people see and use, and
 * from what is saved in it to what serves.
 */
@ExtendWith(InChromium.class)
class AuthorIT {

  private static final Duration TRIAL = Duration.ofMinutes(10);

  @TempDir Path folder;

  private final Visits visits;
  private final StudioServer server;
  private final Map<String, Object> stages = new LinkedHashMap<>();
  private Instant since = Instant.now();

  AuthorIT(Visits visits) {
    this.visits = visits;
    this.server = visits.server();
  }

  @AfterEach
  void remove() {
    server.runs("plugin", "remove", "com.example.words", "--in-use");
  }

  @Test
  void from_an_empty_folder_to_a_plugin_in_the_page_and_from_saved_to_live() throws Exception {
    stages.put("proof", "author's trial");
    Page plugins = visits.admin("plugins");
    Instant begun = Instant.now();
    since = begun;
    Path project = folder.resolve("words");
    did("plugin", "new", "words", "--folder", project.toString());
    stage("newMillis");
    did("plugin", "build", project.toString());
    stage("buildMillis");
    did("plugin", "install", project.resolve("target/words-0.1.0.jar").toString());
    stage("installMillis");
    plugins.reload();
    assertThat(plugins.locator("[data-plugin='com.example.words']")).containsText("Active");
    Page designer = visits.admin("workflows/log-triage");
    assertThat(DesignerPage.on(designer).palette("agent:words")).isVisible();
    stage("seenMillis");
    Duration all = Duration.between(begun, Instant.now());
    stages.put("seconds", all.toSeconds());
    assertThat(runs()).contains("\"words\"");

    DevSitting sitting = DevSitting.begin(server, project);
    Path source = project.resolve("src/main/java/com/example/words/WordsAgent.java");
    Files.writeString(
        source, Files.readString(source).replace("Map.of(\"words\"", "Map.of(\"number\""));
    DevSitting.Live live = sitting.end();
    stages.put("savedToLiveMillis", live.millis());
    System.out.println(Api.JSON.writeValueAsString(stages));
    assertThat(runs()).contains("\"number\"").doesNotContain("\"words\":");
    plugins.reload();
    assertThat(plugins.locator("[data-plugin='com.example.words']")).containsText(live.version());
    assertThat(all).isLessThan(TRIAL);
    live.within3Seconds();
  }

  private void stage(String name) {
    Instant now = Instant.now();
    stages.put(name, Duration.between(since, now).toMillis());
    since = now;
  }

  private String runs() {
    visits.apply(
        """
        schema: aiops-studio/workflow/v1
        name: try-words
        steps:
          - {id: a, kind: agent, agent: words, instruction: one two}
        """);
    return did("exec", "try-words", "--json").printed();
  }

  private StudioServer.Ended did(String... command) {
    StudioServer.Ended ended = server.runs(command);
    assertThat(ended.code()).as(ended.output()).isZero();
    return ended;
  }
}
