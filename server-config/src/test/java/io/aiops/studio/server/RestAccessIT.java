package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Who may do what, what is told of it, and what is not. */
@ExtendWith(SharedServer.class)
@Timeout(180)
class RestAccessIT {

  private static final String JSON = "application/json";
  private static final String OCTETS = "application/octet-stream";

  private final Api api;
  private final Refusals refusals;

  RestAccessIT(StudioServer server) {
    this.api = server.api();
    this.refusals = new Refusals(api);
  }

  @Test
  void a_wrong_password_gives_no_token_and_tells_nothing() {
    JsonNode known =
        api.as("")
            .post("/sign-in", Map.of("userName", "admin", "password", "a guess"))
            .problem(401);
    JsonNode unknown =
        api.as("")
            .post("/sign-in", Map.of("userName", "nobody", "password", "a guess"))
            .problem(401);
    assertThat(known).isEqualTo(unknown);
  }

  @Test
  void a_viewer_reads_and_does_nothing_else() {
    api.save(echo("for-viewers"));
    String execution = api.start("for-viewers", Map.of());
    String admin = api.get("/me").expect(200).json().get("userId").asString();
    Api byRole = Members.add(api, "viewer-role", "VIEWER");
    Api byScope = api.as(token(api, "viewing").get("secret").asString());
    for (Api viewer : List.of(byRole, byScope)) {
      viewer.get("/workflows/for-viewers").expect(200);
      viewer.get("/executions/" + execution).expect(200);
      List<Answer> refused =
          List.of(
              viewer.post("/executions", Map.of("workflow", "for-viewers")),
              viewer.post("/executions/" + execution + "/cancel", Map.of()),
              viewer.send("POST", "/files?name=a", OCTETS, BodyPublishers.ofString("x")),
              viewer.post("/workflows", Map.of("text", echo("by-a-viewer"))),
              viewer.delete("/workflows/for-viewers"),
              viewer.put(
                  "/connections/connector/a", Map.of("provider", "http", "settings", Map.of())),
              viewer.put("/connections/connector/a/calls", Map.of("calls", 1)),
              viewer.delete("/connections/connector/a"),
              viewer.send("POST", "/plugins", OCTETS, BodyPublishers.ofString("x")),
              viewer.post("/plugins/echo/disable", Map.of()),
              viewer.post("/plugins/echo/enable", Map.of()),
              viewer.delete("/plugins/echo"),
              viewer.post("/plugin-sets/1/rollback", Map.of()),
              viewer.post("/plugins/agent-echo/versions/rollback", Map.of("set", 1)),
              viewer.post(
                  "/templates/export",
                  Map.of("workflow", "for-viewers", "id", "a", "templateVersion", "1.0.0")),
              viewer.send("POST", "/templates/plan", OCTETS, BodyPublishers.ofString("x")),
              viewer.send("POST", "/templates/install", OCTETS, BodyPublishers.ofString("x")),
              viewer.send("POST", "/templates/shared", OCTETS, BodyPublishers.ofString("x")),
              viewer.get("/templates/shared/a/1.0.0"),
              viewer.delete("/templates/shared/a/1.0.0"),
              viewer.post(
                  "/members",
                  Map.of("userName", "friend", "role", "VIEWER", "password", Members.PASSWORD)),
              viewer.put("/members/" + admin, Map.of("role", "VIEWER")),
              viewer.post("/workspaces", Map.of("name", "a viewer's")),
              viewer.get("/audit"),
              viewer.get("/self-check"));
      refused.forEach(answer -> answer.problem(403));
      viewer
          .post("/tokens", Map.of("name", "more", "scopes", List.of("VIEW", "ADMINISTER")))
          .names(422, "scopes");
    }
    byRole.delete("/members/" + admin).problem(403);
    byRole
        .put(
            "/members/" + byRole.get("/me").json().get("userId").asString(),
            Map.of("role", "ADMINISTRATOR"))
        .problem(403);
    assertThat(byRole.get("/me").json().get("role").asString()).isEqualTo("VIEWER");
    api.get("/workflows/by-a-viewer").problem(404);
    assertThat(api.get("/executions?workflow=for-viewers").json().get("items")).hasSize(1);
  }

  @Test
  void the_audit_record_tells_who_did_what_and_is_never_changed() {
    Api builder = Members.add(api, "audited", "BUILDER");
    builder.save(echo("audited-flow"));
    JsonNode token = token(builder, "audited token");
    builder.delete("/tokens/" + token.at("/token/id").asString()).expect(204);
    builder.delete("/workflows/audited-flow").expect(204);
    JsonNode items = api.get("/audit?limit=500").expect(200).json().get("items");
    List<String> told = new ArrayList<>();
    items.forEach(entry -> {
      if (entry.get("userName").asString().equals("audited")) {
        told.addFirst(entry.get("action").asString() + " " + entry.get("subject").asString());
      }
    });
    String id = token.at("/token/id").asString();
    assertThat(told)
        .containsSubsequence(
            "sign-in audited",
            "workflow.save audited-flow",
            "token.create " + id,
            "token.revoke " + id,
            "workflow.remove audited-flow");
    assertThat(items.toString())
        .contains("member.add")
        .doesNotContain(Members.PASSWORD, token.get("secret").asString(), builder.token());

    long newest = items.get(0).get("id").asLong();
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      refusals.refused(method, "/audit", JSON, "{}").problem(405);
      refusals.refused(method, "/audit/" + newest, JSON, "{}").problem(404);
    }
    assertThat(api.get("/audit?limit=500").json().get("items")).isEqualTo(items);
    builder.get("/audit").problem(403);
  }

  @Test
  void says_which_models_serve_and_which_only_simulate() {
    JsonNode items = api.get("/model-providers").expect(200).json().get("items");
    JsonNode simulated =
        items
            .valueStream()
            .filter(item -> item.get("name").asString().equals("simulated"))
            .findFirst()
            .orElseThrow();
    assertThat(simulated.get("simulated").asBoolean()).isTrue();
    assertThat(simulated.get("available").asBoolean()).isTrue();
    assertThat(items.valueStream().filter(item -> item.get("isDefault").asBoolean())).hasSize(1);
  }

  @Test
  void an_administrator_hears_of_each_part_what_is_and_what_happens_next() {
    JsonNode report = api.get("/self-check").expect(200).json();
    JsonNode items = report.get("items");
    assertThat(items.valueStream().map(item -> item.get("part").asString()).distinct())
        .containsExactlyInAnyOrder(
            "database",
            "broker",
            "plugins",
            "engine",
            "nodes",
            "queues",
            "connections",
            "dead-letters",
            "executions",
            "disk");
    assertThat(items.valueStream())
        .allSatisfy(item -> {
          assertThat(item.get("says").asString()).isNotBlank();
          assertThat(item.get("next").asString()).isNotBlank();
        });
    assertThat(report.get("healthy").asBoolean())
        .isEqualTo(
            items.valueStream().allMatch(item -> item.get("severity").asString().equals("ok")));
  }

  private static JsonNode token(Api api, String name) {
    return api.post("/tokens", Map.of("name", name, "scopes", List.of("VIEW"))).expect(201).json();
  }

  private static String echo(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: say, kind: agent, agent: echo, instruction: "x"}
    """
        .formatted(name);
  }
}
