package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.server.Api.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A workflow goes out as a file, comes in under another name, and is updated, by REST alone. */
@ExtendWith(SharedServer.class)
@Timeout(180)
class RestTemplatesIT {

  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: rest-template
      title: One
      inputs:
        type: object
        properties:
          word: {type: string}
      steps:
        # says it
        - {id: say, kind: agent, agent: echo, instruction: "{{ inputs.word }}"}
      """;

  private final Api api;

  RestTemplatesIT(StudioServer server) {
    this.api = server.api();
  }

  private byte[] export(String version) {
    return api.file(
        "/templates/export",
        Map.of(
            "workflow",
            "rest-template",
            "id",
            "acme.rest",
            "templateVersion",
            version,
            "sample",
            Map.of("word", "hello"),
            "withPlugins",
            true));
  }

  private Answer send(String path, byte[] template) {
    return api.send("POST", path, "application/octet-stream", BodyPublishers.ofByteArray(template));
  }

  @Test
  void a_workflow_goes_out_and_in_and_is_updated_in_place() {
    api.save(TEXT);
    byte[] first = export("1.0.0");
    assertThat(export("1.0.0")).isEqualTo(first);
    JsonNode plan = send("/templates/plan?name=rest-copy", first).expect(200).json();
    assertThat(plan.get("problems")).isEmpty();
    assertThat(plan.at("/plugins/0/state").asString()).isEqualTo("HERE");
    send("/templates/plan", first).expect(200);

    JsonNode installed = send("/templates/install?name=rest-copy", first).expect(201).json();
    assertThat(installed.at("/sample/word").asString()).isEqualTo("hello");
    assertThat(api.get("/workflows/rest-copy").expect(200).json().get("text").asString())
        .isEqualTo(TEXT.replace("name: rest-template", "name: rest-copy"));
    String execution = api.start("rest-copy", Map.of("word", "hello"));
    await().atMost(Duration.ofMinutes(1)).until(() -> api.status(execution).equals("COMPLETED"));
    send("/templates/install?name=rest-copy", first).problem(409);

    String mine = TEXT.replace("name: rest-template", "name: rest-copy").replace("One", "Ours");
    api.save(mine);
    api.save(TEXT.replace("One", "Two").replace("{{ inputs.word }}", "{{ inputs.word }}!"));
    byte[] second = export("1.1.0");
    JsonNode difference = send("/templates/rest-copy/diff", second).expect(200).json();
    assertThat(difference.at("/changes/0/path").asString()).isEqualTo("title");
    assertThat(difference.at("/changes/0/side").asString()).isEqualTo("CONFLICT");
    send("/templates/rest-copy/update", second).names(422, "title");
    send("/templates/rest-copy/update?decide=title%3Dmine&expectedVersion=2", second).expect(200);
    assertThat(api.get("/workflows/rest-copy").expect(200).json().get("text").asString())
        .isEqualTo(mine.replace("{{ inputs.word }}", "{{ inputs.word }}!"));
    JsonNode line = api.get("/templates/rest-copy").expect(200).json();
    assertThat(line.get("templateVersion").asString()).isEqualTo("1.1.0");
    send("/templates/rest-copy/update", second).problem(409);
  }

  @Test
  void what_is_no_template_is_refused_and_nothing_is_made() {
    send("/templates/plan", new byte[] {1, 2, 3}).names(422, "template");
    send("/templates/install", new byte[0]).names(422, "template");
    api.get("/templates/rest-template").problem(404);
    api.post(
            "/templates/export",
            Map.of("workflow", "rest-nowhere", "id", "acme.x", "templateVersion", "1.0.0"))
        .problem(404);
    send("/templates/plan?connection=nothing", new byte[] {1}).problem(422);
  }

  @Test
  void a_workflow_is_shared_with_the_team_installed_from_there_and_taken_away() throws Exception {
    api.save(TEXT.replace("rest-template", "rest-shared"));
    Map<String, String> request =
        Map.of("workflow", "rest-shared", "id", "team.rest", "templateVersion", "1.0.0");
    JsonNode done = api.post("/templates/shared/export", request).expect(201).json();
    assertThat(done.get("template").asString()).isEqualTo("team.rest");
    byte[] file = bytes("/templates/shared/team.rest/1.0.0");
    assertThat(api.file("/templates/export", request)).isEqualTo(file);
    send("/templates/shared", file).expect(201);
    send("/templates/shared", new byte[] {1, 2, 3}).names(422, "template");
    send("/templates/install?name=rest-from-team", file).expect(201);

    api.save(TEXT.replace("rest-template", "rest-shared").replace("One", "Two"));
    api.post("/templates/shared/export", request).problem(409);
    api.post(
            "/templates/shared/export",
            Map.of("workflow", "rest-shared", "id", "team.rest", "templateVersion", "1.1.0"))
        .expect(201);
    JsonNode newest = api.get("/templates/shared").expect(200).json().at("/items/0");
    assertThat(newest.get("version").asString()).isEqualTo("1.1.0");
    assertThat(newest.get("kind").asString()).isEqualTo("WORKFLOW");
    assertThat(newest.at("/updates/0").asString()).isEqualTo("rest-from-team");
    send("/templates/rest-from-team/update", bytes("/templates/shared/team.rest/1.1.0"))
        .expect(200);
    for (String version : new String[] {"1.0.0", "1.1.0"}) {
      api.delete("/templates/shared/team.rest/" + version).expect(204);
      api.get("/templates/shared/team.rest/" + version).problem(404);
    }
  }

  @Test
  void one_agent_of_a_workflow_is_a_template_too() {
    api.save(
        TEXT.replace("rest-template", "rest-agents")
                .replace("steps:", "steps:\n  - {id: up, kind: transform, expression: \"'A'\"}")
                .replace("{{ inputs.word }}", "{{ steps.up.output }} {{ inputs.word }}")
            + "edges: [{from: up, to: say}]\n");
    Map<String, String> request =
        Map.of(
            "workflow", "rest-agents", "id", "team.say", "templateVersion", "1.0.0", "step", "say");
    byte[] file = api.file("/templates/export", request);
    send("/templates/install", file).expect(201);
    assertThat(api.get("/templates/rest-agents-say").expect(200).json().get("kind").asString())
        .isEqualTo("AGENT");
    String execution = api.start("rest-agents-say", Map.of("up", "B", "word", "hello"));
    await().atMost(Duration.ofMinutes(1)).until(() -> api.status(execution).equals("COMPLETED"));
    assertThat(api.execution(execution).toString()).contains("B hello");
    Map<String, String> none = new java.util.HashMap<>(request);
    none.put("step", "up");
    api.post("/templates/export", none).names(422, "step");
  }

  private byte[] bytes(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = api.download(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
