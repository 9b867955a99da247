package io.aiops.studio.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.Api;
import io.aiops.studio.server.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** At workflows as templates, and at what was made from templates. */
final class TemplateAttempts {

  private TemplateAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/templates");
    attempts.hides("/templates/{workflow}");
    attempts.add(
        "POST /templates/export",
        (mine, theirs) ->
            mine.api().post("/templates/export", request(theirs.workflow(), "1.0.0")).problem(404));
    attempts.add("POST /templates/plan", TemplateAttempts::plan);
    attempts.add("POST /templates/install", TemplateAttempts::installANamesake);
    attempts.add("POST /templates/{workflow}/diff", (mine, theirs) -> reach(mine, theirs, "diff"));
    attempts.add(
        "POST /templates/{workflow}/update", (mine, theirs) -> reach(mine, theirs, "update"));
  }

  private static Map<String, String> request(String workflow, String version) {
    return Map.of("workflow", workflow, "id", "acme." + workflow, "templateVersion", version);
  }

  static byte[] export(Api api, String workflow, String version) {
    return api.file("/templates/export", request(workflow, version));
  }

  static void install(Api api, byte[] template, String name) {
    send(api, "/templates/install?name=" + name, template).expect(201);
  }

  private static Answer send(Api api, String path, byte[] template) {
    return api.send("POST", path, "application/octet-stream", BodyPublishers.ofByteArray(template));
  }

  /** What could play a role is what the own workspace has. */
  private static void plan(Side mine, Side theirs) {
    mine.api().save(Flows.calling("calls", mine.connection()));
    byte[] template = export(mine.api(), "calls", "1.0.0");
    mine.api().delete("/workflows/calls").expect(204);
    Answer plan = send(mine.api(), "/templates/plan", template).expect(200);
    assertThat(plan.json().at("/roles/0/options").toString())
        .contains(mine.connection())
        .doesNotContain(theirs.connection());
    assertThat(plan.body()).doesNotContain(theirs.marks());
  }

  private static void installANamesake(Side mine, Side theirs) {
    install(mine.api(), export(mine.api(), mine.workflow(), "1.0.0"), theirs.copy());
    mine.api().delete("/workflows/" + theirs.copy()).expect(204);
  }

  private static void reach(Side mine, Side theirs, String how) {
    byte[] newer = export(theirs.api(), theirs.workflow(), "1.1.0");
    String path = theirs.path("/templates/{workflow}/" + how);
    send(theirs.api(), theirs.path("/templates/{workflow}/diff"), newer).expect(200);
    send(mine.api(), path, newer).problem(404);
  }
}
