package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.server.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is done about an execution afterwards: retry, fork, rollback, undoing; and its proof. */
@ExtendWith(SharedServer.class)
@Timeout(240)
class RestRerunsIT {

  private final Api api;

  RestRerunsIT(StudioServer server) {
    this.api = server.api();
  }

  private void save(String name, String body) {
    api.save("schema: aiops-studio/workflow/v1\nname: " + name + "\n" + body);
  }

  private JsonNode ends(String id, String status) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(api.status(id)).isEqualTo(status));
    return api.execution(id);
  }

  private Answer ask(String id, String what, Map<String, ?> request) {
    return api.post("/executions/" + id + "/" + what, request);
  }

  private static String id(Answer answer) {
    return answer.json().get("id").asString();
  }

  private List<String> types(String id) {
    List<String> types = new ArrayList<>();
    api.get("/executions/" + id + "/events")
        .expect(200)
        .json()
        .get("items")
        .forEach(event -> types.add(event.get("type").asString()));
    return types;
  }

  /** Its history is intact, decided again comes out the same, and its summary is its page's. */
  private void isProven(String id) {
    assertThat(api.get("/executions/" + id + "/summary").expect(200).json())
        .isEqualTo(api.get("/executions/" + id).expect(200).json().get("summary"));
    JsonNode verified = api.get("/executions/" + id + "/verification").expect(200).json();
    assertThat(verified.get("intact").asBoolean()).isTrue();
    JsonNode replayed = api.get("/executions/" + id + "/replay").expect(200).json();
    assertThat(replayed.get("difference").isNull()).isTrue();
    assertThat(replayed.get("hash")).isEqualTo(verified.get("hash"));
  }

  @Test
  void a_retry_takes_over_what_completed_and_runs_what_failed() {
    save(
        "retried",
        """
        steps:
          - {id: say, kind: agent, agent: echo, instruction: hi}
          - {id: breaks, kind: transform, expression: "$length(7)", retry: {attempts: 1}}
        edges: [{from: say, to: breaks}]
        """);
    String id = api.start("retried", Map.of());
    ends(id, "FAILED");
    Answer first = retry(id, "once more").expect(201);
    assertThat(first.response().headers().firstValue("Location").orElseThrow())
        .endsWith("/api/v1/executions/" + id(first));
    assertThat(id(retry(id, "once more").expect(200))).isEqualTo(id(first)).isNotEqualTo(id);
    ends(id(first), "FAILED");
    assertThat(types(id(first)))
        .containsExactly(
            "ExecutionStarted", "StepAdopted", "StepScheduled", "StepFailed", "ExecutionFailed");
    isProven(id(first));
    retry(id, "another").problem(409);
    retry(id, "k".repeat(201)).names(422, "Idempotency-Key");

    save("well", "steps: [{id: say, kind: agent, agent: echo, instruction: hi}]");
    String well = api.start("well", Map.of());
    ends(well, "COMPLETED");
    retry(well, "well").problem(409);
  }

  private Answer retry(String id, String key) {
    return api.send(
        "POST",
        "/executions/" + id + "/retry",
        "application/json",
        BodyPublishers.ofString("{}"),
        "Idempotency-Key",
        key);
  }

  @Test
  void a_fork_runs_again_with_other_inputs_version_or_instruction() {
    String body =
        """
        inputs: {type: object, required: [who], properties: {who: {type: string}}}
        steps:
          - {id: ask, kind: transform, expression: "'once'"}
          - {id: say, kind: agent, agent: echo, instruction: "%s {{ inputs.who }} {{ steps.ask.output }}"}
        edges: [{from: ask, to: say}]
        output: "{{ steps.say.output.text }}"
        """;
    save("forked", body.formatted("Hello"));
    String id = api.start("forked", Map.of("who", "Ada"));
    ends(id, "COMPLETED");
    save("forked", body.formatted("Good day"));

    Map<String, Object> other = Map.of("step", "say", "inputs", Map.of("who", "Bob"));
    String inputs = id(ask(id, "fork", other).expect(201));
    assertThat(ends(inputs, "COMPLETED").get("output").asString()).isEqualTo("Hello Bob once");
    assertThat(types(inputs)).containsOnlyOnce("StepAdopted");
    String version = id(ask(id, "fork", Map.of("step", "say", "version", 2)).expect(201));
    assertThat(ends(version, "COMPLETED").get("output").asString()).isEqualTo("Good day Ada once");
    Map<String, Object> changes = Map.of("say", Map.of("instruction", "Bye {{ inputs.who }}"));
    String told = id(ask(id, "fork", Map.of("step", "say", "changes", changes)).expect(201));
    assertThat(ends(told, "COMPLETED").get("output").asString()).isEqualTo("Bye Ada");
    isProven(inputs);
    isProven(version);
    isProven(told);
    assertThat(api.execution(id).get("output").asString()).isEqualTo("Hello Ada once");

    ask(id, "fork", Map.of()).names(422, "step");
    ask(id, "fork", Map.of("step", "gone")).names(422, "step");
    ask(id, "fork", Map.of("step", "say", "version", 9)).problem(404);
    ask(id, "fork", Map.of("step", "say", "inputs", Map.of("who", 7))).names(422, "inputs.who");
    ask(id, "fork", Map.of("step", "say", "changes", Map.of("gone", Map.of())))
        .names(422, "changes");
    Map<String, Object> model = Map.of("ask", Map.of("model", "simulated"));
    ask(id, "fork", Map.of("step", "say", "changes", model)).names(422, "changes");
  }

  @Test
  void a_rollback_tells_the_step_what_was_wrong_and_forks_what_has_ended() {
    save(
        "back",
        """
        steps:
          - {id: say, kind: agent, agent: echo, instruction: hi}
          - {id: pause, kind: signal, signal: go}
          - {id: after, kind: agent, agent: echo, instruction: later}
        edges: [{from: say, to: pause}, {from: pause, to: after}]
        """);
    String id = api.start("back", Map.of());
    waits(id, 1);
    ask(id, "rollback", Map.of("diagnosis", "too short")).names(422, "step");
    ask(id, "rollback", Map.of("step", "say")).names(422, "diagnosis");
    ask(id, "rollback", Map.of("step", "say", "diagnosis", " ")).names(422, "diagnosis");
    ask(id, "rollback", Map.of("step", "gone", "diagnosis", "no")).names(422, "step");
    ask(id, "rollback", Map.of("step", "after", "diagnosis", "no")).names(422, "step");
    Map<String, Object> wrong = Map.of("step", "say", "diagnosis", "too short");
    assertThat(id(ask(id, "rollback", wrong).expect(202))).isEqualTo(id);
    waits(id, 2);
    assertThat(api.execution(id).at("/steps/0/attempts/1/output/text").asString())
        .contains("too short");
    api.post("/executions/" + id + "/cancel", Map.of()).expect(202);
    ends(id, "CANCELLED");
    isProven(id);
    String fork = id(ask(id, "rollback", wrong).expect(201));
    assertThat(fork).isNotEqualTo(id);
    waits(fork, 1);
    api.post("/executions/" + fork + "/cancel", Map.of()).expect(202);
    ends(fork, "CANCELLED");
  }

  private void waits(String id, int attempts) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> {
          JsonNode steps = api.execution(id).get("steps");
          return steps.at("/1/status").asString().equals("WAITING")
              && steps.at("/0/attempts").size() == attempts;
        });
  }

  @Test
  void a_child_that_fails_fails_its_parent_which_undoes_what_it_did() {
    save(
        "breaking",
        "steps: [{id: a, kind: transform, expression: \"$length(7)\", retry: {attempts: 1}}]");
    save(
        "booking",
        """
        steps:
          - {id: book, kind: agent, agent: echo, instruction: in,
             undo: {kind: agent, agent: echo, instruction: "not {{ steps.book.output.text }}"}}
          - {id: child, kind: workflow, workflow: breaking}
        edges: [{from: book, to: child}]
        """);
    String id = api.start("booking", Map.of());
    JsonNode parent = ends(id, "FAILED");
    List<String> paths = new ArrayList<>();
    parent.get("steps").forEach(step -> paths.add(step.get("path").asString()));
    assertThat(paths).containsExactly("book", "book~undo", "child");
    assertThat(parent.at("/steps/1/attempts/0/output/text").asString()).isEqualTo("not in");
    String child = parent.at("/steps/2/attempts/0/input/execution").asString();
    assertThat(parent.at("/summary/failure/message").asString()).contains(child, "breaking");
    assertThat(ends(child, "FAILED").at("/parent/executionId").asString()).isEqualTo(id);
    isProven(id);
    isProven(child);
  }
}
