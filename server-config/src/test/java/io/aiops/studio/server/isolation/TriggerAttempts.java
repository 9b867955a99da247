package io.aiops.studio.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** At triggers and connections: what joins a workspace to the outside. */
final class TriggerAttempts {

  private TriggerAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/triggers");
    attempts.shows("/connections");
    attempts.shows("/model-providers");
    attempts.hides("/triggers/{name}", "/triggers/{name}/firings", "/connections/{kind}/{name}");
    attempts.keeps("/triggers/{name}", "/connections/{kind}/{name}");
    for (String act : List.of("enable", "disable", "secret", "fire")) {
      attempts.takesNo("/triggers/{name}/" + act, Map.of());
    }
    attempts.takesNo(
        "/triggers/{name}/backfill",
        Map.of("from", "2026-11-01T00:00:00Z", "to", "2026-11-01T01:00:00Z"));
    attempts.add("POST " + Operation.HOOK, TriggerAttempts::fireUnsigned);
    attempts.add(
        "GET /schedule-preview",
        (mine, theirs) -> mine.api().get("/schedule-preview?cron=0+9+*+*+*").expect(200));
    attempts.add("PUT /triggers/{name}", TriggerAttempts::makeANamesake);
    attempts.add("PUT /connections/{kind}/{name}", TriggerAttempts::connectANamesake);
    String calls = "/connections/{kind}/{name}/calls";
    attempts.add(
        "PUT " + calls,
        (mine, theirs) -> mine.api().put(theirs.path(calls), Map.of("calls", 1)).problem(404));
  }

  private static void fireUnsigned(Side mine, Side theirs) {
    JsonNode trigger = theirs.api().get(theirs.path("/triggers/{name}")).expect(200).json();
    String path = "/hooks/" + trigger.get("id").asString();
    mine.api().post(path, Map.of()).problem(401);
    mine.api()
        .send(
            "POST",
            path,
            "application/json",
            BodyPublishers.ofString("{}"),
            "webhook-id",
            "a",
            "webhook-timestamp",
            "" + Instant.now().getEpochSecond(),
            "webhook-signature",
            "v1,AAAA")
        .problem(401);
  }

  /** The same name in another workspace is another thing: the other one stays as it was. */
  private static void makeANamesake(Side mine, Side theirs) {
    String path = theirs.path("/triggers/{name}");
    mine.api()
        .put(path, Map.of("workflow", theirs.workflow(), "webhook", Map.of()))
        .names(422, "workflow");
    mine.api().put(path, Map.of("workflow", mine.workflow(), "webhook", Map.of())).expect(201);
    mine.api().delete(path).expect(204);
  }

  private static void connectANamesake(Side mine, Side theirs) {
    String path = "/connections/connector/" + theirs.connection();
    // The mask stands for a secret that is kept: here there is none to keep.
    Answer saved =
        mine.api()
            .put(path, Map.of("provider", "http", "settings", Map.of("bearerToken", "********")));
    assertThat(saved.status()).as(saved.body()).isIn(200, 422);
    assertThat(saved.body()).doesNotContain(theirs.marks());
    mine.api().put(path, Map.of("provider", "http", "settings", Map.of())).expect(200);
    mine.api().delete(path).expect(204);
  }
}
