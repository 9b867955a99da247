package io.aiops.studio.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import tools.jackson.databind.JsonNode;

/** At workflows, and the files that they read. */
final class WorkflowAttempts {

  private WorkflowAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/workflows");
    attempts.hides(
        "/workflows/{name}",
        "/workflows/{name}/versions",
        "/workflows/{name}/versions/{version}",
        "/files/{id}",
        "/files/{id}/info");
    attempts.keeps("/workflows/{name}");
    attempts.add("POST /workflows", WorkflowAttempts::saveANamesake);
    attempts.add("POST /workflows/validate", WorkflowAttempts::validate);
    attempts.add("POST /files", WorkflowAttempts::uploadANamesake);
  }

  private static void saveANamesake(Side mine, Side theirs) {
    JsonNode saved = mine.api().save(Flows.echo(theirs.workflow(), "mine"));
    assertThat(saved.get("version").asInt()).isEqualTo(1);
    mine.api().delete("/workflows/" + theirs.workflow()).expect(204);
  }

  private static void validate(Side mine, Side theirs) {
    String text = Flows.echo(theirs.workflow(), "x");
    assertThat(
            mine.api()
                .send(
                    "POST",
                    "/workflows/validate",
                    "application/yaml",
                    BodyPublishers.ofString(text))
                .expect(200)
                .body())
        .doesNotContain(theirs.marks());
  }

  private static void uploadANamesake(Side mine, Side theirs) {
    JsonNode file =
        mine.api()
            .send("POST", "/files?name=theirs.txt", "text/plain", BodyPublishers.ofString("x"))
            .expect(201)
            .json();
    assertThat(file.get("file").asString()).isNotEqualTo(theirs.file());
  }
}
