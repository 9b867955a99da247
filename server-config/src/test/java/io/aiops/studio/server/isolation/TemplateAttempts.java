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
    attempts.shows("/templates/shared");
    attempts.add("GET /templates/shared/{template}/{version}", TemplateAttempts::fetchShared);
    attempts.add(
        "DELETE /templates/shared/{template}/{version}",
        (mine, theirs) -> mine.api().delete(path(theirs)).problem(404));
    attempts.add("POST /templates/shared", TemplateAttempts::shareANamesake);
    attempts.add(
        "POST /templates/shared/export",
        (mine, theirs) ->
            mine.api()
                .post("/templates/shared/export", request(theirs.workflow(), "1.0.0"))
                .problem(404));
  }

  static void share(Api api, String workflow, String id) {
    api.post(
            "/templates/shared/export",
            Map.of("workflow", workflow, "id", id, "templateVersion", "1.0.0"))
        .expect(201);
  }

  private static String path(Side side) {
    return "/templates/shared/" + side.shared() + "/1.0.0";
  }

  private static void fetchShared(Side mine, Side theirs) {
    assertThat(theirs.api().get(path(theirs)).expect(200).body()).contains(theirs.secret());
    mine.api().get(path(theirs)).problem(404);
  }

  /** The same id and version, with other bytes: theirs stays as it is. */
  private static void shareANamesake(Side mine, Side theirs) {
    byte[] own =
        mine.api()
            .file(
                "/templates/export",
                Map.of(
                    "workflow",
                    mine.workflow(),
                    "id",
                    theirs.shared(),
                    "templateVersion",
                    "1.0.0"));
    send(mine.api(), "/templates/shared", own).expect(201);
    assertThat(theirs.api().get(path(theirs)).expect(200).body())
        .contains(theirs.secret())
        .doesNotContain(mine.secret());
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
