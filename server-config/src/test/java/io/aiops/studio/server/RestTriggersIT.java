package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.server.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Triggers over REST: keep them, and fire them. */
@ExtendWith(SharedServer.class)
class RestTriggersIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  private final Api api;

  RestTriggersIT(StudioServer server) {
    this.api = server.api();
  }

  private String workflow(String name) {
    return Greeting.saved(api, name);
  }

  private JsonNode firings(String trigger) {
    return api.get("/triggers/" + trigger + "/firings").expect(200).json().get("items");
  }

  @Test
  void a_schedule_is_created_shown_changed_switched_and_removed() {
    String workflow = workflow("scheduled");
    String name = Greeting.fresh("nightly");
    JsonNode made =
        api.put(
                "/triggers/" + name,
                Map.of(
                    "workflow",
                    workflow,
                    "inputs",
                    Map.of("who", "{{ event.scheduledAt }}"),
                    "schedule",
                    Map.of("cron", "30 2 * * *", "zone", "Europe/Berlin", "missed", "ONCE")))
            .expect(201)
            .json();
    assertThat(made.get("kind").asString()).isEqualTo("SCHEDULE");
    assertThat(Instant.parse(made.get("nextAt").asString())).isAfter(Instant.now());
    assertThat(made.get("actsAs").asString()).isEqualTo("admin");
    assertThat(made.get("secret").isNull()).isTrue();
    assertThat(api.get("/triggers/" + name).expect(200).json()).isEqualTo(made);
    JsonNode off = api.post("/triggers/" + name + "/disable", Map.of()).expect(200).json();
    assertThat(off.get("nextAt").isNull()).isTrue();
    api.post("/triggers/" + name + "/enable", Map.of()).expect(200);
    api.put(
            "/triggers/" + name,
            Map.of("workflow", workflow, "schedule", Map.of("cron", "0 3 * * *")))
        .expect(200);
    api.put("/triggers/" + name, Map.of("workflow", workflow, "webhook", Map.of()))
        .names(422, "kind");
    api.delete("/triggers/" + name).expect(204);
    api.get("/triggers/" + name).problem(404);
    List<String> acts = new ArrayList<>();
    api.get("/audit?limit=200")
        .expect(200)
        .json()
        .get("items")
        .forEach(entry -> {
          if (entry.get("subject").asString().equals(name)) {
            acts.add(entry.get("action").asString());
          }
        });
    assertThat(acts)
        .containsExactly(
            "trigger.remove",
            "trigger.change",
            "trigger.enable",
            "trigger.disable",
            "trigger.create");
  }

  @Test
  void everything_that_cannot_be_used_is_named() {
    String workflow = workflow("strict");
    String path = "/triggers/" + Greeting.fresh("bad");
    api.put(path, Map.of("workflow", workflow)).names(422, "kind");
    api.put(path, Map.of("workflow", workflow, "webhook", Map.of(), "queue", Map.of()))
        .names(422, "kind");
    api.put(
            path,
            Map.of(
                "workflow",
                "no-such",
                "inputs",
                Map.of("who", "{{ 1 + }}"),
                "schedule",
                Map.of("cron", "61 * * * *", "most", 5000)))
        .names(422, "workflow", "inputs.who", "schedule.cron", "schedule.most");
    api.put(
            path,
            Map.of(
                "workflow",
                workflow,
                "schedule",
                Map.of("cron", "* * * * *", "zone", "Mars/Olympus")))
        .names(422, "schedule.zone");
    api.put(path, Map.of("workflow", workflow, "schedule", Map.of())).names(422, "schedule.cron");
    api.put(path, Map.of("workflow", workflow, "webhook", Map.of("answerWithinSeconds", 61)))
        .names(422, "webhook.answerWithinSeconds");
    api.put(path, Map.of("workflow", workflow, "completion", Map.of("workflow", "no-such")))
        .names(422, "completion.workflow");
    api.put("/triggers/Bad%20Name", Map.of("workflow", workflow, "queue", Map.of()))
        .names(422, "name");
    api.get("/schedule-preview?cron=x").names(422, "cron");
    assertThat(
            api.get("/schedule-preview?cron=0+9+*+*+MON-FRI&zone=Europe/Berlin")
                .expect(200)
                .json()
                .get("next"))
        .hasSize(5);
  }

  @Test
  void a_schedule_fires_by_itself_by_hand_and_for_the_past() {
    String workflow = workflow("fired");
    String name = Greeting.fresh("minutely");
    api.put(
            "/triggers/" + name,
            Map.of(
                "workflow",
                workflow,
                "inputs",
                Map.of("who", "{{ event.cause }}"),
                "schedule",
                Map.of("cron", "* * * * *")))
        .expect(201);
    Answer fired =
        api.send(
            "POST",
            "/triggers/" + name + "/fire",
            "application/json",
            BodyPublishers.ofString("{}"),
            "Idempotency-Key",
            "once");
    String execution = fired.expect(201).json().get("id").asString();
    Answer again =
        api.send(
            "POST",
            "/triggers/" + name + "/fire",
            "application/json",
            BodyPublishers.ofString("{}"),
            "Idempotency-Key",
            "once");
    assertThat(again.expect(200).json().get("id").asString()).isEqualTo(execution);
    await().atMost(SOON).until(() -> api.status(execution).equals("COMPLETED"));
    assertThat(api.execution(execution).at("/output/said").asString()).isEqualTo("Hello HAND");
    Instant hour = Instant.now().minusSeconds(7200);
    Map<String, String> range =
        Map.of("from", hour.toString(), "to", hour.plusSeconds(600).toString());
    JsonNode filled = api.post("/triggers/" + name + "/backfill", range).expect(202).json();
    assertThat(filled.get("raised").asInt()).isEqualTo(10);
    assertThat(
            api.post("/triggers/" + name + "/backfill", range)
                .expect(202)
                .json()
                .get("known")
                .asInt())
        .isEqualTo(10);
    api.post("/triggers/" + name + "/backfill", Map.of("from", "x", "to", "y")).problem(422);
    api.post(
            "/triggers/" + name + "/backfill",
            Map.of("from", hour.toString(), "to", Instant.now().plusSeconds(60).toString()))
        .names(422, "to");
    await()
        .atMost(Duration.ofSeconds(150))
        .untilAsserted(() -> {
          List<String> causes = new ArrayList<>();
          firings(name)
              .forEach(firing -> {
                if (firing.get("status").asString().equals("STARTED")) {
                  causes.add(firing.get("cause").asString());
                }
              });
          assertThat(causes).contains("SCHEDULE", "HAND");
          assertThat(causes.stream().filter("BACKFILL"::equals)).hasSize(10);
        });
    api.delete("/triggers/" + name).expect(204);
  }

  @Test
  void the_end_of_one_execution_starts_another_with_its_output() {
    String first = workflow("first");
    String second = workflow("second");
    String name = Greeting.fresh("after");
    api.put(
            "/triggers/" + name,
            Map.of(
                "workflow",
                second,
                "inputs",
                Map.of("who", "{{ event.execution.output.said }}"),
                "completion",
                Map.of("workflow", first)))
        .expect(201);
    api.start(first, Map.of("who", "Ada"));
    await().atMost(SOON).until(() -> firings(name).size() == 1);
    await()
        .atMost(SOON)
        .until(() -> firings(name).get(0).get("status").asString().equals("STARTED"));
    String started = firings(name).get(0).get("executionId").asString();
    await().atMost(SOON).until(() -> api.status(started).equals("COMPLETED"));
    assertThat(api.execution(started).at("/output/said").asString()).isEqualTo("Hello Hello Ada");
    api.delete("/triggers/" + name).expect(204);
  }
}
