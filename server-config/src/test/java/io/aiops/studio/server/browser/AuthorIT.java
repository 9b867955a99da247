package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
 * An author's trial, by the clock: from an empty folder to a plugin that people see and use, from
 * what is saved in it to what serves, and from there into the catalog where others find it.
 */
@ExtendWith(InChromium.class)
class AuthorIT {

  private static final Duration TRIAL = Duration.ofMinutes(10);

  private static final String WORDS = "com.example.words";

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
    server.runs("plugin", "remove", WORDS, "--in-use");
    server.api().delete("/publishers/" + WORDS);
  }

  @Test
  void from_an_empty_folder_to_a_plugin_in_the_page_from_saved_to_live_and_into_the_catalog()
      throws Exception {
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
    assertThat(plugins.locator("[data-plugin='" + WORDS + "']")).containsText("Active");
    Page designer = visits.admin("workflows/log-triage");
    assertThat(DesignerPage.on(designer).palette("agent:words")).isVisible();
    stage("seenMillis");
    Duration all = Duration.between(begun, Instant.now());
    stages.put("seconds", all.toSeconds());
    assertThat(runs()).contains("\"words\"");
    Path key = folder.resolve("author.key");
    String publicKey = did("plugin", "key", key.toString()).printed().strip();
    Path packed = signed(project, key);

    DevSitting sitting = DevSitting.begin(server, project);
    Path source = project.resolve("src/main/java/com/example/words/WordsAgent.java");
    Files.writeString(
        source, Files.readString(source).replace("Map.of(\"words\"", "Map.of(\"number\""));
    DevSitting.Live live = sitting.end();
    stages.put("savedToLiveMillis", live.millis());
    assertThat(runs()).contains("\"number\"").doesNotContain("\"words\":");
    plugins.reload();
    assertThat(plugins.locator("[data-plugin='" + WORDS + "']")).containsText(live.version());
    assertThat(all).isLessThan(TRIAL);
    live.within3Seconds();
    did("plugin", "remove", WORDS, "--in-use");

    since = Instant.now();
    known(publicKey);
    did("plugin", "publish", packed.toString(), "--tag", "counting", "--approve");
    stage("publishMillis");
    installedFromItsListing(visits.admin("marketplace"));
    stage("foundAndInstalledMillis");
    System.out.println(Api.JSON.writeValueAsString(stages));
    assertThat(runs()).contains("\"words\"");
  }

  /** What was built before anything was changed in it, with what the compatibility kit says. */
  private Path signed(Path project, Path key) {
    Path jar = project.resolve("target/words-0.1.0.jar");
    Path packed = folder.resolve("words-0.1.0.studio");
    did(
        "plugin",
        "sign",
        jar.toString(),
        "--key",
        key.toString(),
        "--check",
        "--out",
        packed.toString());
    return packed;
  }

  /** An administrator has entered the author. */
  private void known(String publicKey) {
    Api api = server.api();
    api.post("/publishers", Map.of("namespace", WORDS, "name", "An Author")).expect(201);
    api.post("/publishers/" + WORDS + "/keys", Map.of("publicKey", publicKey)).expect(201);
  }

  private static void installedFromItsListing(Page page) {
    page.getByLabel("Search").fill("words");
    Locator card = page.locator("[data-listing='" + WORDS + "']");
    assertThat(card).containsText("An Author");
    card.getByRole(AriaRole.LINK).click();
    assertThat(page.locator("h1")).hasText("Words");
    assertThat(page.getByText("whose keys this studio knows")).isVisible();
    page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Install 0.1.0").setExact(true))
        .click();
    assertThat(page.getByRole(AriaRole.DIALOG).getByText("Words 0.1.0 serves")).isVisible();
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
