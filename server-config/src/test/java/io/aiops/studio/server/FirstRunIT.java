package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a person meets who types the first command. */
class FirstRunIT {

  /** Strict from the start: what comes with the studio is signed as others' must be. */
  @Test
  void prints_the_address_and_the_first_sign_in_and_only_the_first_time() throws Exception {
    StudioServer server = StudioServer.prepare("first", Map.of("STUDIO_UNSIGNED", "refuse"));
    try (server) {
      String first = server.up().output();
      assertThat(first).contains(server.url(), "user: admin", server.firstPassword());
      assertThat(server.runs("status").output()).contains("database: Answers.", "broker: Answers.");
      assertThat(page(server, "/health/live")).contains("\"UP\"");
      assertThat(page(server, "/health/ready")).contains("\"UP\"", "plugins", "engine");
      assertThat(page(server, "/health/started")).contains("\"UP\"");
      assertThat(page(server, "/schema/workflow-v1.json")).contains("aiops-studio/workflow/v1");
      assertThat(page(server, "/openapi")).contains("openapi: 3.1", "/api/v1/executions");
      anyoneMaySignIn(page(server, "/openapi?format=JSON"));
      assertThat(server.data().resolve("logs/messages.log"))
          .content()
          .as("a start on an empty folder has no error")
          .doesNotContain(" E CW");
      assertThat(page(server, "/openapi/ui/")).contains("swagger-ui-bundle.js");
      assertThat(page(server, "/openapi/ui/swagger-ui-bundle.js")).contains("SwaggerUIBundle");
      onlyWhatIsSignedServes(server.api());
      aShippedTemplateIsFoundAndRuns(server);

      assertThat(server.runs("run", "--no-build").output()).contains("already runs", "studio stop");
      assertThat(server.stop().output()).contains("Stopped.");
      assertThat(server.runs("status").code()).isEqualTo(3);
      assertThat(server.up().output()).contains("ready").doesNotContain("password");
    }
  }

  private static void anyoneMaySignIn(String description) {
    JsonNode paths = Api.JSON.readTree(description).get("paths");
    assertThat(paths.at("/~1api~1v1~1sign-in/post/security")).as("needs no token").isEmpty();
    assertThat(paths.at("/~1api~1v1~1sign-in/post").has("security")).isTrue();
    assertThat(paths.at("/~1api~1v1~1executions/post").has("security"))
        .as("as the description says of all")
        .isFalse();
  }

  private static void onlyWhatIsSignedServes(Api api) {
    JsonNode plugins = api.get("/plugins").expect(200).json().get("items");
    assertThat(plugins).isNotEmpty();
    for (JsonNode plugin : plugins) {
      String name = plugin.get("name").asString();
      assertThat(plugin.get("state").asString()).as(name).isEqualTo("ACTIVE");
      assertThat(api.get("/plugins/" + name + "/trust").expect(200).body())
          .as(name)
          .contains("\"signed\":\"SIGNED\"");
      thePassedCompatibilityKitIsAmongItsEvidence(api, name);
    }
    byte[] unsigned = new PluginJars("org.example.parrot", "1.0.0", "parrot").good();
    JsonNode refused =
        api.send(
                "POST",
                "/plugins?name=parrot.jar",
                "application/java-archive",
                BodyPublishers.ofByteArray(unsigned))
            .problem(422);
    assertThat(refused.toString()).contains("signed", "Nothing was changed");
    assertThat(api.get("/plugins").expect(200).json().get("items")).isEqualTo(plugins);
  }

  private static void thePassedCompatibilityKitIsAmongItsEvidence(Api api, String plugin) {
    String listing = "/catalog/listings/" + plugin;
    String version = api.get(listing).expect(200).json().get("version").asString();
    JsonNode checks =
        api.get(listing + "/versions/" + version + "/evidence")
            .expect(200)
            .json()
            .at("/compatibility/checks");
    assertThat(checks.valueStream().map(check -> check.get("verdict").asString()))
        .as(plugin)
        .hasSize(9)
        .contains("pass")
        .doesNotContain("fail");
  }

  /** From the catalog that the build made and signed, by its plugins and on its own sample. */
  private static void aShippedTemplateIsFoundAndRuns(StudioServer server) throws IOException {
    String listing = "io.aiops.studio.templates.log-triage";
    assertThat(server.runs("catalog", "search", "log", "triag").printed()).contains(listing);
    JsonNode plan =
        Api.JSON.readTree(
            server.runs("template", "plan", listing, "--name", "triage", "--json").printed());
    assertThat(plan.get("problems")).isEmpty();
    assertThat(plan.get("plugins").valueStream().map(plugin -> plugin.get("state").asString()))
        .isNotEmpty()
        .containsOnly("HERE");
    StudioServer.Ended installed = server.runs("template", "install", listing, "--name", "triage");
    assertThat(installed.code()).as(installed.output()).isZero();
    Api api = server.api();
    String text =
        Files.readString(
            StudioServer.checkout().resolve("marketplace/samples/log-triage/workflow.yaml"));
    assertThat(api.get("/workflows/triage").expect(200).json().get("text").asString())
        .isEqualTo(text.replaceFirst("name: log-triage", "name: triage"));
    String execution =
        api.post(
                "/executions",
                Map.of("workflow", "triage", "inputs", Api.JSON.readTree(installed.printed())))
            .expect(201)
            .json()
            .get("id")
            .asString();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !api.execution(execution).at("/summary/endedAt").isNull());
    assertThat(api.status(execution)).isEqualTo("COMPLETED");
  }

  @Test
  void says_in_a_sentence_that_the_port_is_taken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      StudioServer server = StudioServer.prepare("port", Map.of());
      var ended = server.runs("run", "--no-build", "--port", "" + taken.getLocalPort());
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.output()).contains("port " + taken.getLocalPort() + " is taken", "--port");
    }
  }

  @Test
  void refuses_a_data_folder_of_another_version_and_a_wrong_option() throws IOException {
    StudioServer server = StudioServer.prepare("format", Map.of());
    Files.writeString(server.data().resolve("format"), "99\n");
    assertThat(server.runs("run", "--no-build").output())
        .contains("written by another version", "format 99");
    var nobody = server.runs("exec", "log-triage");
    assertThat(nobody.code()).isEqualTo(3);
    assertThat(nobody.output()).contains("./studio run").doesNotContain("Building");
    assertThat(server.runs("run", "--prot", "1").code()).isEqualTo(2);
    assertThat(server.runs("run", "--port", "abc").output()).contains("'abc'", "1 to 65535");
  }

  @Test
  void says_what_it_waits_for_and_that_it_was_not_there_and_leaves_nothing_running() {
    StudioServer server =
        StudioServer.prepare(
            "database",
            Map.of(
                "STUDIO_DATABASE_URL",
                "jdbc:postgresql://localhost:1/nothing",
                "STUDIO_PATIENCE",
                "4"));
    var ended = server.runs("run", "--no-build", "--background");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("refused. Check that the hostname and port are correct", "Waiting for it.")
        .contains("The studio did not start: ", "Connection to localhost:1 refused")
        .contains("its log is");
    assertThat(server.runs("status").code()).isEqualTo(3);
  }

  private static String page(StudioServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(Duration.ofMinutes(1))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
