package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Two servers: what one exports into a file installs into another that came without any plugin, has
 * no catalog to ask, takes signed plugins only, and gets nothing but that file. Once the first has
 * opened its catalog, the other finds there what was published.
 */
@ExtendWith(SharedServer.class)
class SecondStudioIT {

  private static final Path SAMPLE =
      StudioServer.checkout().resolve("marketplace/samples/log-triage/shop.log");

  @TempDir Path folder;

  private final StudioServer first;

  SecondStudioIT(StudioServer first) {
    this.first = first;
  }

  @Test
  void a_template_from_one_runs_in_an_empty_one_that_is_offline() throws IOException {
    Path file = folder.resolve("triage.studio-template");
    String execution = ran(first, "log-triage", "--input", "file=@" + SAMPLE);
    did(
        first,
        "template",
        "export",
        "log-triage",
        "--id",
        "acme.triage",
        "--version",
        "1.0.0",
        "--sample",
        execution,
        "--with-plugins",
        "--out",
        file.toString());

    try (StudioServer second = StudioServer.start("second", emptyAndOffline())) {
      Api api = second.api();
      assertThat(api.get("/plugins").expect(200).json().get("items")).isEmpty();
      assertThat(api.get("/workflows").expect(200).json().get("items")).isEmpty();
      assertThat(api.get("/catalog/listings").expect(200).json().get("items")).isEmpty();
      refusesAsLongAsItDoesNotKnowWhoSigned(api, Files.readAllBytes(file));
      letsIn(api, first.api().get("/publishers").expect(200).json().get("items"));
      JsonNode sample = install(api, Files.readAllBytes(file)).get("sample");
      JsonNode plugins = api.get("/plugins").expect(200).json().get("items");
      assertThat(plugins.valueStream().map(plugin -> plugin.get("state").asString()))
          .hasSize(2)
          .containsOnly("ACTIVE");
      for (JsonNode plugin : plugins) {
        assertThat(
                api.get("/plugins/" + plugin.get("name").asString() + "/trust").expect(200).body())
            .contains("\"signed\":\"SIGNED\"");
      }
      assertThat(text(api)).isEqualTo(text(first.api()));
      String started =
          api.post("/executions", Map.of("workflow", "log-triage", "inputs", sample))
              .expect(201)
              .json()
              .get("id")
              .asString();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !api.execution(started).at("/summary/endedAt").isNull());
      assertThat(api.status(started)).isEqualTo("COMPLETED");
      assertThat(output(api, started).get("errors"))
          .isEqualTo(output(first.api(), execution).get("errors"));
      takesItFromTheOpenCatalogOf(first, api, file);
    }
  }

  private void takesItFromTheOpenCatalogOf(StudioServer server, Api second, Path file) {
    String key = folder.resolve("acme.key").toString();
    String publicKey = did(server, "plugin", "key", key).printed().strip();
    for (Api each : new Api[] {server.api(), second}) {
      each.post("/publishers", Map.of("namespace", "acme", "name", "Acme")).expect(201);
      each.post("/publishers/acme/keys", Map.of("publicKey", publicKey)).expect(201);
    }
    did(server, "template", "sign", file.toString(), "--key", key);
    did(server, "template", "publish", file.toString(), "--approve");
    did(server, "catalog", "rules", "--open");
    ServedCatalog served = ServedCatalog.of(server);
    await().atMost(ServedCatalog.SOON).until(() -> served.status() == 200);
    JsonNode entered =
        second
            .put(
                "/catalog/sources/first",
                Map.of(
                    "position",
                    1,
                    "kind",
                    "SERVER",
                    "location",
                    served.url(),
                    "indexKey",
                    served.key()))
            .expect(200)
            .json();
    assertThat(entered.get("listings").asInt()).as(entered.toString()).isPositive();
    String listing = "/catalog/listings/acme.triage";
    assertThat(second.get(listing).expect(200).json().get("catalog").asString()).isEqualTo("first");
    assertThat(second.get(listing + "/versions/1.0.0/package").expect(200).body()).isNotEmpty();
    did(server, "catalog", "rules", "--no-open");
    server.api().delete("/publishers/acme").expect(204);
  }

  private static void refusesAsLongAsItDoesNotKnowWhoSigned(Api api, byte[] template) {
    JsonNode plan = send(api, "/templates/plan", template).expect(200).json();
    assertThat(plan.get("plugins").valueStream().map(plugin -> plugin.get("state").asString()))
        .containsOnly("IN_FILE");
    assertThat(plan.get("problems").toString()).contains("Enter the publisher and its key first");
    send(api, "/templates/install", template).problem(422);
    assertThat(api.get("/plugins").expect(200).json().get("items")).isEmpty();
  }

  /** As an administrator does who knows those keys from elsewhere. */
  private static void letsIn(Api api, JsonNode publishers) {
    for (JsonNode publisher : publishers) {
      String namespace = publisher.get("namespace").asString();
      api.post("/publishers", Map.of("namespace", namespace, "name", "First")).expect(201);
      for (JsonNode key : publisher.get("keys")) {
        api.post(
                "/publishers/" + namespace + "/keys",
                Map.of("publicKey", key.get("publicKey").asString()))
            .expect(201);
      }
    }
  }

  /** No shipped plugin, no catalog, and of all hosts it can find this machine alone. */
  private Map<String, String> emptyAndOffline() throws IOException {
    Path hosts = folder.resolve("hosts");
    Files.writeString(
        hosts, "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + "\n");
    return Map.of(
        "STUDIO_UNSIGNED",
        "refuse",
        "STUDIO_PLUGINS",
        Files.createDirectory(folder.resolve("nothing")).toString(),
        "JAVA_TOOL_OPTIONS",
        "-Djdk.net.hosts.file=" + hosts);
  }

  /** As an administrator who lets each plugin have what it asks for. */
  private static JsonNode install(Api api, byte[] template) {
    String path = "/templates/install";
    for (int asked = 0; asked < 2; asked++) {
      Api.Answer answer = send(api, path, template);
      if (answer.status() == 201) {
        return answer.json();
      }
      String token = answer.problem(409).at("/consent/token").asString();
      path += (asked == 0 ? "?" : "&") + "consent=" + token;
    }
    return send(api, path, template).expect(201).json();
  }

  private static Api.Answer send(Api api, String path, byte[] template) {
    return api.send("POST", path, "application/octet-stream", BodyPublishers.ofByteArray(template));
  }

  private static String text(Api api) {
    return api.get("/workflows/log-triage").expect(200).json().get("text").asString();
  }

  private static JsonNode output(Api api, String execution) {
    return api.execution(execution).get("output");
  }

  private static StudioServer.Ended did(StudioServer server, String... command) {
    StudioServer.Ended ended = server.runs(command);
    assertThat(ended.code()).as(ended.output()).isZero();
    return ended;
  }

  private static String ran(StudioServer server, String workflow, String... inputs) {
    String[] command = new String[inputs.length + 3];
    command[0] = "exec";
    command[1] = workflow;
    command[2] = "--json";
    System.arraycopy(inputs, 0, command, 3, inputs.length);
    return Api.JSON.readTree(did(server, command).printed()).get("execution").asString();
  }
}
