package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The server is killed in the middle of 200 executions. Each step of each calls an outside ledger:
 * what was recorded as finished before the kill must not be called after it.
 */
class CrashIT {

  private static final int EXECUTIONS = 200;
  private static final List<String> STEPS = List.of("one", "two", "three", "four", "five");

  @Test
  void after_a_kill_every_execution_goes_on_and_no_finished_step_runs_again() {
    try (Ledger ledger = new Ledger();
        StudioServer server = StudioServer.start("crash")) {
      Api api = server.api();
      api.send(
              "PUT",
              "/connections/connector/ledger",
              "application/json",
              BodyPublishers.ofString(
                  """
                  {"provider": "http", "settings": {"privateAddresses": true}}
                  """))
          .expect(200);
      api.save(workflow(ledger.url()));
      List<String> started =
          IntStream.range(0, EXECUTIONS).parallel().mapToObj(n -> start(api, n)).toList();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> ledger.entries().size() > EXECUTIONS * STEPS.size() / 2);
      server.kill();
      Instant killed = Instant.now();
      int before = ledger.entries().size();
      assertThat(before).isLessThan(EXECUTIONS * STEPS.size() * 9 / 10);

      server.up();
      Api again = server.api();
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> completed(again) == EXECUTIONS);

      Map<String, Integer> calls = new HashMap<>();
      ledger.entries().forEach(e -> calls.merge(e.execution() + "/" + e.step(), 1, Integer::sum));
      assertThat(calls).hasSize(EXECUTIONS * STEPS.size());
      Set<String> finishedBefore = finishedBefore(again, started, killed);
      List<String> twice =
          ledger.entries().stream()
              .filter(e -> e.at().isAfter(killed))
              .map(e -> e.execution() + "/" + e.step())
              .filter(finishedBefore::contains)
              .toList();
      assertThat(finishedBefore).isNotEmpty();
      assertThat(twice).isEmpty();
      System.out.printf(
          "{\"proof\": \"crash\", \"executions\": %d, \"calls before the kill\": %d,"
              + " \"steps finished before\": %d, \"finished steps run again\": %d,"
              + " \"calls made twice because their result was lost\": %d}%n",
          EXECUTIONS,
          before,
          finishedBefore.size(),
          twice.size(),
          ledger.entries().size() - calls.size());

      // The key of a start that was answered before the kill still stands for that execution.
      assertThat(start(again, 0)).isEqualTo(started.getFirst());
    }
  }

  /** Many programs start executions at once. */
  private static String start(Api api, int number) {
    return api.send(
            "POST",
            "/executions",
            "application/json",
            BodyPublishers.ofString("{\"workflow\": \"crash\", \"inputs\": {}}"),
            "Idempotency-Key",
            "crash-" + number)
        .json()
        .get("id")
        .asString();
  }

  private static int completed(Api api) {
    int completed = 0;
    String before = "";
    do {
      JsonNode page =
          api.get("/executions?workflow=crash&status=completed&limit=200" + before)
              .expect(200)
              .json();
      completed += page.get("items").size();
      before = page.get("next").isNull() ? "" : "&before=" + page.get("next").asString();
    } while (!before.isEmpty());
    return completed;
  }

  private static Set<String> finishedBefore(Api api, List<String> executions, Instant killed) {
    Set<String> finished = new HashSet<>();
    for (String id : executions) {
      for (JsonNode event :
          api.get("/executions/" + id + "/events").expect(200).json().get("items")) {
        if (event.get("type").asString().equals("StepCompleted")
            && Instant.parse(event.get("at").asString()).isBefore(killed)) {
          finished.add(id + "/" + event.get("step").asString());
        }
      }
    }
    return finished;
  }

  private static String workflow(String url) {
    List<String> lines = new ArrayList<>();
    lines.add("schema: aiops-studio/workflow/v1");
    lines.add("name: crash");
    lines.add("steps:");
    for (String step : STEPS) {
      lines.add("  - id: " + step);
      lines.add("    kind: tool");
      lines.add("    tool: ledger/request");
      lines.add("    input:");
      lines.add("      method: POST");
      lines.add("      url: \"" + url + "/{{ execution.id }}/" + step + "\"");
    }
    lines.add("edges:");
    for (int i = 1; i < STEPS.size(); i++) {
      lines.add("  - {from: " + STEPS.get(i - 1) + ", to: " + STEPS.get(i) + "}");
    }
    return String.join("\n", lines) + "\n";
  }
}
