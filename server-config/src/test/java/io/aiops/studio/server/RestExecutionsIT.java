package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.server.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Executions over REST: start, find, watch, cancel. */
@ExtendWith(SharedServer.class)
class RestExecutionsIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  private final Api api;

  RestExecutionsIT(StudioServer server) {
    this.api = server.api();
  }

  @Test
  void starts_and_shows_what_came_out() {
    api.save(greeting("greeting"));
    Answer started =
        api.post("/executions", Map.of("workflow", "greeting", "inputs", Map.of("who", "Ada")))
            .expect(201);
    String id = started.json().get("id").asString();
    assertThat(started.response().headers().firstValue("Location").orElseThrow())
        .endsWith("/api/v1/executions/" + id);
    ends(id, "COMPLETED");
    JsonNode shown = api.execution(id);
    assertThat(shown.at("/output/said").asString()).isEqualTo("Hello Ada");
    assertThat(shown.at("/inputs/who").asString()).isEqualTo("Ada");
    assertThat(shown.at("/steps/0/attempts/0/output/text").asString()).isEqualTo("Hello Ada");
    assertThat(shown.at("/summary/startedBy").asString()).isEqualTo("admin");
    assertThat(shown.at("/summary/stepsDone").asInt()).isEqualTo(1);
  }

  @Test
  void names_each_input_that_does_not_fit_and_starts_nothing() {
    api.save(greeting("strict"));
    api.post("/executions", Map.of("workflow", "strict", "inputs", Map.of("who", 7)))
        .names(422, "inputs.who");
    api.post("/executions", Map.of("workflow", "strict")).names(422, "inputs.who");
    api.post("/executions", Map.of("workflow", "strict", "version", 9)).problem(404);
    api.post("/executions", Map.of("workflow", "no-such-workflow")).problem(404);
    api.post("/executions", Map.of("inputs", Map.of())).names(422, "workflow");
    assertThat(page("?workflow=strict").get("items")).isEmpty();
  }

  @Test
  void the_same_key_starts_one_execution() {
    api.save(greeting("keyed"));
    JsonNode first = start("keyed", "Ada", "a key", 201);
    JsonNode again = start("keyed", "Ada", "a key", 200);
    assertThat(again.get("id")).isEqualTo(first.get("id"));
    assertThat(first.get("created").asBoolean()).isTrue();
    assertThat(again.get("created").asBoolean()).isFalse();
    request("keyed", "Bob", "a key").problem(409);
    request("keyed", "Ada", " ").names(422, "Idempotency-Key");
    request("keyed", "Ada", "k".repeat(201)).names(422, "Idempotency-Key");
    assertThat(page("?workflow=keyed").get("items")).hasSize(1);
  }

  @Test
  void lists_newest_first_in_pages_with_filters() {
    api.save(greeting("paged"));
    api.save(pause("paged-too"));
    List<String> started = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      started.add(api.start("paged", Map.of("who", "number " + i)));
    }
    String waiting = api.start("paged-too", Map.of());
    started.forEach(id -> ends(id, "COMPLETED"));
    Collections.reverse(started);

    List<String> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String before = "";
    do {
      JsonNode page = page("?workflow=paged&limit=3" + before);
      page.get("items").forEach(line -> seen.add(line.get("id").asString()));
      sizes.add(page.get("items").size());
      before = page.get("next").isNull() ? "" : "&before=" + page.get("next").asString();
    } while (!before.isEmpty());
    assertThat(seen).containsExactlyElementsOf(started);
    assertThat(sizes).containsExactly(3, 3, 1);

    assertThat(page("?workflow=paged&status=completed").get("items")).hasSize(7);
    assertThat(page("?workflow=paged&status=failed").get("items")).isEmpty();
    JsonNode running = page("?workflow=paged-too&status=running").get("items");
    assertThat(running).hasSize(1);
    assertThat(running.get(0).get("id").asString()).isEqualTo(waiting);
    api.get("/executions?limit=201").names(422, "limit");
    api.get("/executions?status=asleep").names(422, "status");
    api.get("/executions?before=yesterday").names(422, "before");
    api.post("/executions/" + waiting + "/cancel", Map.of()).expect(202);
  }

  @Test
  void tells_which_executions_end_whichever_way() {
    api.save(greeting("told"));
    api.save(pause("told-too"));
    try (EventReader ended = EventReader.ofEnded(api)) {
      assertThat(ended.status()).isEqualTo(200);
      ended.until(event -> event.name().equals("watching"));
      String waiting = api.start("told-too", Map.of());
      List<String> wanted = new ArrayList<>(List.of(waiting));
      for (int i = 0; i < 5; i++) {
        wanted.add(api.start("told", Map.of("who", "number " + i)));
      }
      api.post("/executions/" + waiting + "/cancel", Map.of()).expect(202);
      List<String> told = new ArrayList<>();
      ended.until(event -> {
        assertThat(event.name()).isEqualTo("ended");
        wanted.stream().filter(id -> event.data().contains(id)).forEach(told::add);
        return told.size() >= wanted.size();
      });
      assertThat(told).containsExactlyInAnyOrderElementsOf(wanted);
    }
    try (EventReader stranger = EventReader.ofEnded(api.as(""))) {
      assertThat(stranger.status()).isEqualTo(401);
    }
  }

  @Test
  void cancels_one_that_waits() {
    api.save(pause("cancelled"));
    String id = api.start("cancelled", Map.of());
    await()
        .atMost(SOON)
        .until(() -> api.execution(id).at("/steps/0/status").asString().equals("WAITING"));
    api.post("/executions/" + id + "/cancel", Map.of()).expect(202);
    ends(id, "CANCELLED");
    JsonNode shown = api.execution(id);
    assertThat(shown.at("/steps/0/status").asString()).isEqualTo("CANCELLED");
    assertThat(shown.at("/steps/1/status").asString()).isEqualTo("PENDING");
    long events = shown.get("lastSequence").asLong();
    api.post("/executions/" + id + "/cancel", Map.of()).expect(202);
    assertThat(api.execution(id).get("lastSequence").asLong()).isEqualTo(events);
  }

  @Test
  void knows_no_execution_that_is_none() {
    for (String id : List.of(UUID.randomUUID().toString(), "nonsense", "%20")) {
      api.get("/executions/" + id).problem(404);
      api.get("/executions/" + id + "/events").problem(404);
      api.post("/executions/" + id + "/cancel", Map.of()).problem(404);
    }
  }

  private JsonNode start(String workflow, String who, String key, int expected) {
    return request(workflow, who, key).expect(expected).json();
  }

  private Answer request(String workflow, String who, String key) {
    return api.send(
        "POST",
        "/executions",
        "application/json",
        BodyPublishers.ofString(
            Api.JSON.writeValueAsString(
                Map.of("workflow", workflow, "inputs", Map.of("who", who)))),
        "Idempotency-Key",
        key);
  }

  private JsonNode page(String query) {
    return api.get("/executions" + query).expect(200).json();
  }

  private void ends(String id, String status) {
    await().atMost(SOON).until(() -> api.status(id).equals(status));
  }

  private static String greeting(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    inputs:
      type: object
      required: [who]
      properties:
        who: {type: string}
    steps:
      - {id: say, kind: agent, agent: echo, instruction: "Hello {{ inputs.who }}"}
    output: {said: "{{ steps.say.output.text }}"}
    """
        .formatted(name);
  }

  private static String pause(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: pause, kind: wait, duration: PT1H}
      - {id: say, kind: agent, agent: echo, instruction: "woke up"}
    edges:
      - {from: pause, to: say}
    """
        .formatted(name);
  }
}
