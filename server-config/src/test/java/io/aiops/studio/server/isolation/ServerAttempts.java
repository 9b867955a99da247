package io.aiops.studio.server.isolation;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/** At what is the whole server's: every administrator keeps it, and it holds nothing of anybody. */
final class ServerAttempts {

  private ServerAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/nodes");
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
        "DELETE /plugins/{name}",
        (mine, theirs) -> mine.api().delete("/plugins/" + theirs.connection()).problem(404));
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
