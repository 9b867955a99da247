package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Tokens do what they were made for, for as long, and no more. */
@ExtendWith(SharedServer.class)
@Timeout(300)
class RestTokensIT {

  private final Api api;

  RestTokensIT(StudioServer server) {
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
  void a_token_cannot_begin_or_end_in_the_past_nor_live_for_ever() {
    for (String lifetime : List.of("PT0S", "PT-1S", "P-1D", "P367D", "P99999999D")) {
      api.post("/tokens", Map.of("name", "t", "scopes", List.of("VIEW"), "lifetime", lifetime))
          .names(422, "lifetime");
    }
    for (String unknown : List.of("expiresAt", "createdAt", "secret", "id")) {
      api.post(
              "/tokens",
              Map.of("name", "t", "scopes", List.of("VIEW"), unknown, "2020-01-01T00:00:00Z"))
          .names(422, unknown);
    }
    Instant before = Instant.now();
    JsonNode shortest =
        api.post("/tokens", Map.of("name", "short", "scopes", List.of("VIEW"), "lifetime", "PT1S"))
            .expect(201)
            .json();
    assertThat(Instant.parse(shortest.at("/token/expiresAt").asString()))
        .isAfter(before)
        .isBefore(Instant.now().plusSeconds(2));
  }

  @Test
  void a_token_ends_when_its_time_is_over() {
    Api brief = api.as(token("brief", "PT5S", "VIEW").get("secret").asString());
    brief.get("/me").expect(200);
    await().atMost(Duration.ofMinutes(1)).until(() -> brief.get("/me").status() == 401);
    JsonNode problem = brief.get("/me").problem(401);
    assertThat(problem.get("detail").asString()).contains("expired");
  }

  @Test
  void a_revoked_token_is_refused_at_once() {
    JsonNode made = token("revoked", "PT1H", "VIEW");
    Api holder = api.as(made.get("secret").asString());
    holder.get("/me").expect(200);
    String path = "/tokens/" + made.at("/token/id").asString();
    api.delete(path).expect(204);
    holder.get("/me").problem(401);
    holder.get("/workflows").problem(401);
    api.delete(path).problem(404);

    Api leaving = Members.add(api, "token-owner", "OPERATOR");
    String id = leaving.get("/me").expect(200).json().get("userId").asString();
    api.delete("/members/" + id).expect(204);
    leaving.get("/me").problem(401);
  }

  /** One waits in silence; in the other something happens every second. */
  @Test
  void a_stream_ends_once_its_token_is_revoked() throws Exception {
    api.save(pause("silent"));
    api.save(ticking("busy"));
    try (Listener silent = new Listener("silent");
        Listener busy = new Listener("busy")) {
      silent.endsUnlikeItsExecution();
      busy.endsUnlikeItsExecution();
    }
  }

  /** Follows an execution with a token that is revoked once it has heard something. */
  private final class Listener implements AutoCloseable {
    private final String execution;
    private final EventReader reader;
    private final CompletableFuture<List<EventReader.ServerEvent>> rest;

    Listener(String workflow) throws Exception {
      execution = api.start(workflow, Map.of());
      JsonNode made = token(workflow, "PT1H", "VIEW");
      reader = new EventReader(api.as(made.get("secret").asString()), execution, "");
      assertThat(reader.status()).isEqualTo(200);
      assertThat(reader.until(event -> event.id().equals("1"))).hasSize(1);
      api.delete("/tokens/" + made.at("/token/id").asString()).expect(204);
      rest =
          CompletableFuture.supplyAsync(
              () -> reader.until(event -> false), work -> Thread.ofVirtual().start(work));
    }

    void endsUnlikeItsExecution() throws Exception {
      assertThat(rest.get(90, TimeUnit.SECONDS)).noneMatch(event -> event.name().equals("end"));
      assertThat(api.status(execution)).isEqualTo("RUNNING");
      api.post("/executions/" + execution + "/cancel", Map.of()).expect(202);
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  private JsonNode token(String name, String lifetime, String... scopes) {
    return api.post("/tokens", Map.of("name", name, "scopes", scopes, "lifetime", lifetime))
        .expect(201)
        .json();
  }

  private static String pause(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: pause, kind: wait, duration: PT1H}
    """
        .formatted(name);
  }

  private static String ticking(String name) {
    return """
    schema: aiops-studio/workflow/v1
    name: %s
    steps:
      - {id: list, kind: transform, expression: "{'items': [1..120]}"}
      - id: each
        kind: forEach
        items: steps.list.output.items
        concurrency: 1
        steps:
          - {id: tick, kind: wait, duration: PT1S}
    edges:
      - {from: list, to: each}
    """
        .formatted(name);
  }
}
