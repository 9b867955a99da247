package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Tokens do what they were made for, for as long, and no more. */
@ExtendWith(SharedServer.class)
class RestAccessIT {

  private final Api api;

  RestAccessIT(StudioServer server) {
    this.api = server.api();
  }

  @Test
  void a_token_cannot_make_one_that_may_more() {
    Api runner = api.as(token("runner", "PT1H", "VIEW", "RUN").get("secret").asString());
    runner
        .post("/tokens", Map.of("name", "more", "scopes", Set.of("VIEW", "ADMINISTER")))
        .names(422, "scopes");
    runner.post("/tokens", Map.of("name", "same", "scopes", Set.of("RUN"))).expect(201);
    api.post("/tokens", Map.of("name", "none", "scopes", Set.of())).names(422, "scopes");
    api.post("/tokens", Map.of("name", "ever", "scopes", Set.of("VIEW"), "lifetime", "P367D"))
        .names(422, "lifetime");
    api.post("/tokens", Map.of("name", "odd", "scopes", Set.of("FLY"))).problem(422);
  }

  @Test
  void a_token_ends_when_its_time_is_over() {
    Api brief = api.as(token("brief", "PT2S", "VIEW").get("secret").asString());
    brief.get("/me").expect(200);
    await().atMost(Duration.ofSeconds(10)).until(() -> brief.get("/me").status() == 401);
    JsonNode problem = brief.get("/me").problem(401);
    assertThat(problem.get("detail").asString()).contains("expired");
  }

  @Test
  void a_wrong_password_gives_no_token_and_tells_nothing() {
    JsonNode known =
        api.as("")
            .post("/sign-in", Map.of("userName", "admin", "password", "a guess"))
            .problem(401);
    JsonNode unknown =
        api.as("")
            .post("/sign-in", Map.of("userName", "nobody", "password", "a guess"))
            .problem(401);
    assertThat(known).isEqualTo(unknown);
  }

  @Test
  void says_which_models_serve_and_which_only_simulate() {
    JsonNode items = api.get("/model-providers").expect(200).json().get("items");
    JsonNode simulated =
        items
            .valueStream()
            .filter(item -> item.get("name").asString().equals("simulated"))
            .findFirst()
            .orElseThrow();
    assertThat(simulated.get("simulated").asBoolean()).isTrue();
    assertThat(simulated.get("available").asBoolean()).isTrue();
    assertThat(items.valueStream().filter(item -> item.get("isDefault").asBoolean())).hasSize(1);
  }

  @Test
  void an_administrator_hears_of_each_part_what_is_and_what_happens_next() {
    JsonNode report = api.get("/self-check").expect(200).json();
    JsonNode items = report.get("items");
    assertThat(items.valueStream().map(item -> item.get("part").asString()).distinct())
        .containsExactlyInAnyOrder(
            "database",
            "broker",
            "plugins",
            "engine",
            "nodes",
            "queues",
            "dead-letters",
            "executions",
            "disk");
    assertThat(items.valueStream())
        .allSatisfy(item -> {
          assertThat(item.get("says").asString()).isNotBlank();
          assertThat(item.get("next").asString()).isNotBlank();
        });
    assertThat(report.get("healthy").asBoolean())
        .isEqualTo(
            items.valueStream().allMatch(item -> item.get("severity").asString().equals("ok")));
  }

  private JsonNode token(String name, String lifetime, String... scopes) {
    return api.post("/tokens", Map.of("name", name, "scopes", scopes, "lifetime", lifetime))
        .expect(201)
        .json();
  }
}
