package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A database that takes connections and never answers: whoever calls is told, in time. */
@ExtendWith(SharedServer.class)
@Timeout(300)
class SilentDatabaseIT {

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Executor THREADS = work -> Thread.ofVirtual().start(work);

  private final StudioServer server;
  private final Api api;

  SilentDatabaseIT(StudioServer server) {
    this.server = server;
    this.api = server.api();
  }

  private record Told(Api.Answer answer, Duration after) {}

  private static Told told(Supplier<Api.Answer> call) {
    long begin = System.nanoTime();
    Api.Answer answer = call.get();
    return new Told(answer, Duration.ofNanos(System.nanoTime() - begin));
  }

  @Test
  void every_kind_of_call_is_refused_in_five_seconds_and_goes_well_afterwards() throws Exception {
    api.save(
        """
        schema: aiops-studio/workflow/v1
        name: wait-silent
        steps:
          - {id: ask, kind: approval, question: Go on?}
          - {id: paid, kind: signal, signal: paid}
        edges: [{from: ask, to: paid}]
        """);
    String id = api.start("wait-silent", Map.of());
    JsonNode asked =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> api.get("/approvals?execution=" + id).expect(200).json().at("/items/0"),
                item -> item.has("id"));
    String approval = "/approvals/" + asked.get("id").asString();
    String hash = api.get(approval).expect(200).json().get("hash").asString();
    Map<String, Supplier<Api.Answer>> calls = new LinkedHashMap<>();
    calls.put("list", () -> api.get("/executions"));
    calls.put("read", () -> api.get("/executions/" + id));
    calls.put("events", () -> api.get("/executions/" + id + "/events"));
    calls.put("start", () -> api.post("/executions", Map.of("workflow", "wait-silent")));
    calls.put(
        "decide",
        () -> api.post(approval + "/decision", Map.of("hash", hash, "decision", "approve")));
    calls.put(
        "signal",
        () -> api.post("/executions/" + id + "/signals", Map.of("name", "paid", "id", "one")));
    calls.put("cancel", () -> api.post("/executions/" + id + "/cancel", Map.of()));

    try (Stillness stillness = new Stillness(server)) {
      assertThat(stillness.processes()).isPositive();
      // Once while connections were just in use, and once when those have been given up.
      for (int i = 0; i < 2; i++) {
        Map<String, CompletableFuture<Told>> under = new LinkedHashMap<>();
        calls.forEach((name, call) ->
            under.put(name, CompletableFuture.supplyAsync(() -> told(call), THREADS)));
        under.forEach((name, coming) -> {
          Told told = coming.join();
          told.answer().problem(503);
          assertThat(told.answer().response().headers().firstValue("Retry-After"))
              .as(name)
              .isPresent();
          assertThat(told.after()).as(name).isLessThan(ANSWER);
        });
      }
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> api.get("/executions/" + id).status() == 200);
    calls.get("decide").get().expect(200);
    calls.get("signal").get().expect(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(api.status(id)).isEqualTo("COMPLETED"));
  }
}
