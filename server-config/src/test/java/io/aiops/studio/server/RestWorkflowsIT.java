package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Workflows over REST: what is saved comes back as it was, what cannot run is told whole. */
@ExtendWith(SharedServer.class)
class RestWorkflowsIT {

  private static final String YAML = "application/yaml";

  private final Api api;

  RestWorkflowsIT(StudioServer server) {
    this.api = server.api();
  }

  @Test
  void gives_the_text_back_byte_for_byte() {
    String text =
        "# Überschrift \uD83D\uDE80 \r\n"
            + "schema:   aiops-studio/workflow/v1\r\n"
            + "name: bytes\t\r\n"
            + "steps:\n"
            + "  - {id: say,   kind: agent, agent: echo, instruction: 'it''s'} # here \n"
            + "\n\n   ";
    JsonNode saved = api.save(text);
    assertThat(saved.get("version").asInt()).isEqualTo(1);
    assertThat(saved.get("savedBy").asString()).isEqualTo("admin");
    assertThat(text("/workflows/bytes")).isEqualTo(text);
    assertThat(text("/workflows/bytes/versions/1")).isEqualTo(text);
    assertThat(api.get("/workflows/bytes").expect(200).json().get("text").asString())
        .isEqualTo(text);
  }

  @Test
  void takes_json_as_the_text_itself() {
    String text =
        """
        { "schema": "aiops-studio/workflow/v1",  "name": "as-json",
          "steps": [ {"id": "say", "kind": "agent", "agent": "echo", "instruction": "x"} ] }
        """;
    api.send("POST", "/workflows", "application/json", BodyPublishers.ofString(text)).expect(201);
    assertThat(text("/workflows/as-json")).isEqualTo(text);
  }

  @Test
  void keeps_every_version_and_refuses_to_overwrite_one_that_was_not_seen() {
    api.save(echo("versions", "first"));
    api.save(echo("versions", "second"));
    assertThat(versions("versions")).containsExactly(2, 1);
    assertThat(text("/workflows/versions/versions/1")).isEqualTo(echo("versions", "first"));
    assertThat(text("/workflows/versions")).isEqualTo(echo("versions", "second"));

    api.post("/workflows", Map.of("text", echo("versions", "mine"), "expectedVersion", 1))
        .problem(409);
    api.send(
            "POST",
            "/workflows?expectedVersion=0",
            YAML,
            BodyPublishers.ofString(echo("versions", "new")))
        .problem(409);
    assertThat(versions("versions")).containsExactly(2, 1);

    api.post("/workflows", Map.of("text", echo("versions", "third"), "expectedVersion", 2))
        .expect(201);
    assertThat(text("/workflows/versions")).isEqualTo(echo("versions", "third"));
    api.get("/workflows/versions/versions/4").problem(404);
    api.get("/workflows/versions/versions/zero").names(422, "version");
  }

  @Test
  void names_all_problems_at_once_and_saves_nothing() {
    String broken =
        """
        schema: aiops-studio/workflow/v1
        name: broken
        steps:
          - {id: a, kind: agnt}
          - {id: b, kind: agent, agent: nobody}
          - {id: c, kind: transform, expression: "1 +"}
        edges:
          - {from: b, to: c}
          - {from: c, to: b}
          - {from: b, to: elsewhere}
        """;
    String[] fields = {
      "steps[0].kind", "edges[2].to", "edges", "steps[1].agent", "steps[2].expression"
    };
    JsonNode verdict =
        api.send("POST", "/workflows/validate", YAML, BodyPublishers.ofString(broken))
            .expect(200)
            .json();
    assertThat(verdict.get("valid").asBoolean()).isFalse();
    List<String> named = new ArrayList<>();
    verdict.get("problems").forEach(problem -> named.add(problem.get("path").asString()));
    assertThat(named).containsExactly(fields);
    api.send("POST", "/workflows", YAML, BodyPublishers.ofString(broken)).names(422, fields);
    api.get("/workflows/broken").problem(404);

    JsonNode good =
        api.send("POST", "/workflows/validate", YAML, BodyPublishers.ofString(echo("fine", "x")))
            .expect(200)
            .json();
    assertThat(good.get("valid").asBoolean()).isTrue();
    assertThat(good.get("problems")).isEmpty();
    api.get("/workflows/fine").problem(404);
  }

  @Test
  void lists_by_name_in_pages_and_finds() {
    for (String name : List.of("listed-c", "listed-a", "listed-b")) {
      api.save(echo(name, "x"));
    }
    assertThat(names("/workflows?search=listed-"))
        .containsExactly("listed-a", "listed-b", "listed-c");
    assertThat(names("/workflows?search=listed-&limit=2")).containsExactly("listed-a", "listed-b");
    assertThat(names("/workflows?search=listed-&limit=2&offset=2")).containsExactly("listed-c");
    assertThat(names("/workflows?search=%25")).isEmpty();
    api.get("/workflows?limit=0").names(422, "limit");
    api.get("/workflows?offset=-1").names(422, "offset");
  }

  @Test
  void removes_the_workflow_and_keeps_what_ran_it() {
    api.save(echo("removed", "was here"));
    String execution = api.start("removed", Map.of());
    api.delete("/workflows/removed").expect(204);
    api.get("/workflows/removed").problem(404);
    api.get("/workflows/removed/versions/1").problem(404);
    api.delete("/workflows/removed").problem(404);
    api.post("/executions", Map.of("workflow", "removed")).problem(404);
    assertThat(names("/workflows?search=removed")).isEmpty();
    assertThat(api.execution(execution).get("workflowText").asString())
        .isEqualTo(echo("removed", "was here"));
  }

  private List<Integer> versions(String name) {
    List<Integer> versions = new ArrayList<>();
    api.get("/workflows/" + name + "/versions")
        .expect(200)
        .json()
        .get("items")
        .forEach(line -> versions.add(line.get("version").asInt()));
    return versions;
  }

  private List<String> names(String path) {
    List<String> names = new ArrayList<>();
    api.get(path)
        .expect(200)
        .json()
        .get("items")
        .forEach(line -> names.add(line.get("name").asString()));
    return names;
  }

  private String text(String path) {
    return api.send("GET", path, YAML, BodyPublishers.noBody(), "Accept", YAML).expect(200).body();
  }

  private static String echo(String name, String says) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: say, kind: agent, agent: echo, instruction: "%s"}
    """
        .formatted(name, says);
  }
}
