package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Executions that wait for somebody: signals, approvals, and links. */
@ExtendWith(SharedServer.class)
@Timeout(240)
class RestWaitingIT {

  private final Api api;

  RestWaitingIT(StudioServer server) {
    this.api = server.api();
  }

  private String start(String name, String steps) {
    api.save(
        """
        schema: aiops-studio/workflow/v1
        name: %s
        steps: %s
        """
            .formatted(name, steps));
    return api.start(name, Map.of());
  }

  private JsonNode asked(String execution) {
    String id =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    api.get("/approvals?execution=" + execution)
                        .expect(200)
                        .json()
                        .at("/items/0/id"),
                JsonNode::isString)
            .asString();
    return api.get("/approvals/" + id).expect(200).json();
  }

  private static String path(JsonNode approval) {
    return "/approvals/" + approval.at("/summary/id").asString();
  }

  private void ends(String execution, String status) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(api.status(execution)).isEqualTo(status));
  }

  @Test
  void a_signal_ends_a_wait_once_and_its_payload_is_the_output() {
    String id = start("wait-signal", "[{id: paid, kind: signal, signal: paid}]");
    String signals = "/executions/" + id + "/signals";
    api.post(signals, Map.of("payload", 1)).names(422, "name");
    api.post(signals, Map.of("name", "paid", "id", "")).names(422, "id");
    api.post("/executions/none/signals", Map.of("name", "paid")).problem(404);
    Map<String, Object> signal = Map.of("name", "paid", "payload", Map.of("amount", 7), "id", "p1");
    assertThat(api.post(signals, signal).expect(202).json().get("id").asString()).isEqualTo("p1");
    ends(id, "COMPLETED");
    assertThat(api.execution(id).at("/output/amount").asInt()).isEqualTo(7);
    api.post(signals, signal).expect(202);
    api.post(signals, Map.of("name", "paid")).problem(409);
  }

  @Test
  void an_approval_is_decided_once_about_what_was_seen() {
    String id =
        start("wait-approval", "[{id: ask, kind: approval, question: Send it?, details: {to: x}}]");
    JsonNode approval = asked(id);
    assertThat(approval.at("/details/to").asString()).isEqualTo("x");
    assertThat(approval.get("mayDecide").asBoolean()).isTrue();
    String decision = path(approval) + "/decision";
    String hash = approval.get("hash").asString();
    api.post(decision, Map.of("decision", "approve")).names(422, "hash");
    api.post(decision, Map.of("hash", hash)).names(422, "decision");
    api.post(decision, Map.of("hash", hash, "decision", "perhaps")).names(422, "decision");
    api.post(decision, Map.of("hash", hash, "decision", "edit")).names(422, "details");
    api.post(decision, Map.of("hash", "old", "decision", "approve")).problem(409);
    api.post(path(approval) + "/delegation", Map.of("to", "nobody-here")).names(422, "to");
    api.post(
            decision,
            Map.of("hash", hash, "decision", "edit", "details", Map.of("to", "y"), "comment", "ok"))
        .expect(200);
    api.post(decision, Map.of("hash", hash, "decision", "reject")).problem(409);
    ends(id, "COMPLETED");
    assertThat(api.execution(id).at("/output/details/to").asString()).isEqualTo("y");
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(api.get(path(approval)).expect(200).json().at("/summary/state").asString())
                .isEqualTo("EDITED"));
  }

  @Test
  void a_link_shows_without_a_sign_in_and_decides_once_with_post() {
    String id = start("wait-link", "[{id: ask, kind: approval, question: Send it?}]");
    JsonNode approval = asked(id);
    String links = path(approval) + "/links";
    api.post(links, Map.of("validFor", "soon")).names(422, "validFor");
    api.post(links, Map.of("decisions", List.of("edit"))).names(422, "decisions");
    JsonNode made = api.post(links, Map.of("validFor", "PT1H")).expect(201).json();
    String token = made.get("token").asString();
    assertThat(made.get("page").asString()).isEqualTo("/approve/" + token);
    Api anybody = api.as("");
    for (int i = 0; i < 2; i++) {
      JsonNode seen = anybody.get("/approvals/links/" + token).expect(200).json();
      assertThat(seen.at("/approval/summary/state").asString()).isEqualTo("PENDING");
    }
    String forged = (token.startsWith("B") ? "C" : "B") + token.substring(1);
    anybody.get("/approvals/links/" + forged).problem(404);
    anybody.post("/approvals/links/" + forged, Map.of("decision", "approve")).problem(404);
    anybody.post("/approvals/links/" + token, Map.of("decision", "reject")).expect(200);
    anybody.post("/approvals/links/" + token, Map.of("decision", "approve")).problem(409);
    ends(id, "FAILED");
    assertThat(api.execution(id).toString()).contains("(by link)");
  }

  @Test
  void what_was_asked_is_withdrawn_when_the_execution_is_cancelled() {
    String id = start("wait-cancel", "[{id: ask, kind: approval, question: Send it?}]");
    JsonNode approval = asked(id);
    api.post("/executions/" + id + "/cancel", Map.of()).expect(202);
    ends(id, "CANCELLED");
    api.post(
            path(approval) + "/decision",
            Map.of("hash", approval.get("hash").asString(), "decision", "approve"))
        .problem(409);
    assertThat(api.get("/approvals?execution=" + id).expect(200).json().get("items")).isEmpty();
  }
}
