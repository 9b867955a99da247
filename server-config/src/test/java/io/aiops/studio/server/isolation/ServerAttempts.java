package io.aiops.studio.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/**
 * At what is the whole server's: administrators of the first workspace keep it, and it holds
 * nothing of anybody.
 */
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
    for (String change : List.of("/plugins", "/plugins/plan", "/plugins/plan/apply?token=x")) {
      attempts.add(
          "POST " + change.replaceFirst("\\?.*", ""),
          (mine, theirs) ->
              Attempts.first(
                  mine.api()
                      .send(
                          "POST",
                          change,
                          "application/java-archive",
                          BodyPublishers.ofString("no jar"))));
    }
    attempts.shows("/plugin-sets");
    attempts.add(
        "GET /plugin-sets/{version}",
        (mine, theirs) -> mine.api().get("/plugin-sets/0").problem(404));
    attempts.denies("POST", "/plugin-sets/{version}/rollback", Map.of());
    attempts.add(
        "GET /plugins/{name}/versions",
        (mine, theirs) ->
            mine.api().get("/plugins/" + theirs.connection() + "/versions").problem(404));
    attempts.denies("POST", "/plugins/{name}/versions/rollback", Map.of());
    attempts.denies("DELETE", "/plugins/{name}", Map.of());
    attempts.add(
        "GET /plugins/{name}/trust",
        (mine, theirs) ->
            mine.api().get("/plugins/" + theirs.connection() + "/trust").problem(404));
    attempts.add("GET /revocations", (mine, theirs) -> mine.api().get("/revocations").problem(404));
    attempts.add(
        "PUT /revocations",
        (mine, theirs) ->
            Attempts.first(
                mine.api()
                    .send(
                        "PUT",
                        "/revocations",
                        "application/octet-stream",
                        BodyPublishers.ofString("no list"))));
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
            Attempts.first(mine.api().delete("/plugins/none/grants?permission=model:*")));
    attempts.shows("/publishers");
    attempts.add(
        "POST /publishers/check",
        (mine, theirs) ->
            Attempts.first(
                mine.api()
                    .send(
                        "POST",
                        "/publishers/check",
                        "application/octet-stream",
                        BodyPublishers.ofString("no package"))));
    attempts.denies("POST", "/publishers", Map.of("namespace", "acme", "name", "Acme"));
    attempts.denies("DELETE", "/publishers/{namespace}", Map.of());
    attempts.denies("POST", "/publishers/{namespace}/keys", Map.of("publicKey", "none"));
    attempts.denies("POST", "/publishers/{namespace}/keys/{key}/revoke", Map.of("reason", "none"));
    attempts.add(
        "POST /plugins/{name}/isolation",
        (mine, theirs) ->
            Attempts.first(mine.api().post("/plugins/none/isolation?level=SEPARATE", Map.of())));
    attempts.denies("POST", "/plugins/{name}/enable", Map.of());
    attempts.denies("POST", "/plugins/{name}/disable", Map.of());
  }
}
