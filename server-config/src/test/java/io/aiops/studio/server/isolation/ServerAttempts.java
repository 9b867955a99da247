package io.aiops.studio.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/** At what is the whole server's: every administrator keeps it, and it holds nothing of anybody. */
final class ServerAttempts {

  private ServerAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/nodes");
    attempts.shows("/nodes/plugins");
    attempts.add(
        "GET /nodes/plugins/{name}/log",
        (mine, theirs) ->
            assertThat(
                    mine.api()
                        .get("/nodes/plugins/io.aiops.studio.plugins.connector-http/log")
                        .expect(200)
                        .body())
                .doesNotContain(theirs.marks()));
    attempts.shows("/self-check");
    attempts.shows("/plugins");
    attempts.shows("/plugins/contributions");
    attempts.add(
        "POST /plugins",
        (mine, theirs) ->
            mine.api()
                .send(
                    "POST",
                    "/plugins",
                    "application/java-archive",
                    BodyPublishers.ofString("no jar"))
                .problem(422));
    attempts.add(
        "POST /plugins/plan",
        (mine, theirs) ->
            assertThat(
                    mine.api()
                        .send(
                            "POST",
                            "/plugins/plan",
                            "application/java-archive",
                            BodyPublishers.ofString("no jar"))
                        .expect(200)
                        .body())
                .contains("\"possible\":false")
                .doesNotContain(theirs.marks()));
    attempts.add(
        "POST /plugins/plan/apply",
        (mine, theirs) ->
            mine.api()
                .send(
                    "POST",
                    "/plugins/plan/apply?token=x",
                    "application/java-archive",
                    BodyPublishers.ofString("no jar"))
                .problem(409));
    attempts.shows("/plugin-sets");
    attempts.add(
        "GET /plugin-sets/{version}",
        (mine, theirs) -> mine.api().get("/plugin-sets/0").problem(404));
    attempts.add(
        "POST /plugin-sets/{version}/rollback",
        (mine, theirs) -> mine.api().post("/plugin-sets/0/rollback", Map.of()).problem(404));
    attempts.add(
        "GET /plugins/{name}/versions",
        (mine, theirs) ->
            mine.api().get("/plugins/" + theirs.connection() + "/versions").problem(404));
    attempts.add(
        "POST /plugins/{name}/versions/rollback",
        (mine, theirs) ->
            mine.api()
                .post("/plugins/" + theirs.connection() + "/versions/rollback", Map.of())
                .problem(404));
    attempts.add(
        "DELETE /plugins/{name}",
        (mine, theirs) -> mine.api().delete("/plugins/" + theirs.connection()).problem(404));
    attempts.add(
        "GET /plugins/{name}/trust",
        (mine, theirs) ->
            mine.api().get("/plugins/" + theirs.connection() + "/trust").problem(404));
    attempts.add("GET /revocations", (mine, theirs) -> mine.api().get("/revocations").problem(404));
    attempts.add(
        "PUT /revocations",
        (mine, theirs) ->
            mine.api()
                .send(
                    "PUT",
                    "/revocations",
                    "application/octet-stream",
                    BodyPublishers.ofString("no list"))
                .problem(409));
    attempts.add(
        "GET /plugins/{name}/grants",
        (mine, theirs) ->
            assertThat(
                    mine.api()
                        .get("/plugins/" + theirs.connection() + "/grants")
                        .expect(200)
                        .body())
                .isEqualTo("{\"items\":[]}"));
    attempts.add(
        "DELETE /plugins/{name}/grants",
        (mine, theirs) ->
            mine.api()
                .delete("/plugins/" + theirs.connection() + "/grants?permission=model:*")
                .problem(404));
    attempts.shows("/publishers");
    attempts.add(
        "POST /publishers/check",
        (mine, theirs) ->
            mine.api()
                .send(
                    "POST",
                    "/publishers/check",
                    "application/octet-stream",
                    BodyPublishers.ofString("no package"))
                .problem(422));
    attempts.add(
        "POST /publishers",
        (mine, theirs) ->
            mine.api().post("/publishers", Map.of("namespace", "?", "name", "")).problem(422));
    attempts.add(
        "DELETE /publishers/{namespace}",
        (mine, theirs) -> mine.api().delete("/publishers/" + theirs.workflow()).problem(404));
    attempts.add(
        "POST /publishers/{namespace}/keys",
        (mine, theirs) ->
            mine.api()
                .post("/publishers/none/keys", Map.of("publicKey", theirs.secret()))
                .problem(404));
    attempts.add(
        "POST /publishers/{namespace}/keys/{key}/revoke",
        (mine, theirs) ->
            mine.api()
                .post("/publishers/none/keys/none/revoke", Map.of("reason", "none"))
                .problem(404));
    attempts.add(
        "POST /plugins/{name}/isolation",
        (mine, theirs) ->
            mine.api()
                .post("/plugins/" + theirs.connection() + "/isolation?level=SEPARATE", Map.of())
                .problem(404));
    for (String change : List.of("enable", "disable")) {
      attempts.add(
          "POST /plugins/{name}/" + change,
          (mine, theirs) ->
              mine.api()
                  .post("/plugins/" + theirs.connection() + "/" + change, Map.of())
                  .problem(404));
    }
  }
}
