package io.aiops.studio.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.EventReader;
import java.util.Map;

/** At executions. */
final class ExecutionAttempts {

  private ExecutionAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/executions");
    attempts.hides(
        "/executions/{id}",
        "/executions/{id}/summary",
        "/executions/{id}/events",
        "/executions/{id}/verification",
        "/executions/{id}/replay");
    attempts.add(
        "POST /executions",
        (mine, theirs) ->
            mine.api().post("/executions", Map.of("workflow", theirs.workflow())).problem(404));
    attempts.takesNo("/executions/{id}/signals", Map.of("name", "go"));
    attempts.takesNo("/executions/{id}/cancel", Map.of());
    attempts.takesNo("/executions/{id}/retry", Map.of());
    attempts.takesNo("/executions/{id}/fork", Map.of("step", "say"));
    attempts.takesNo("/executions/{id}/rollback", Map.of("step", "say", "diagnosis", "none"));
    attempts.add(
        "GET /executions/ended",
        (mine, theirs) -> {
          try (EventReader ended = EventReader.ofEnded(mine.api())) {
            assertThat(ended.until(event -> event.name().equals("watching")).toString())
                .doesNotContain(theirs.marks());
          }
        });
  }
}
