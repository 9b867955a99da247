package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.EventReader.ServerEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Events as they happen: whoever is cut off goes on where they were. */
@ExtendWith(SharedServer.class)
@Timeout(240)
class RestEventsIT {

  private final Api api;

  RestEventsIT(StudioServer server) {
    this.api = server.api();
  }

  @Test
  void a_reader_that_is_cut_off_twice_misses_nothing_and_sees_nothing_twice() {
    String execution = started("cut");
    List<ServerEvent> seen = new ArrayList<>();
    String last = "";
    for (String cutAt : List.of("7", "23")) {
      try (EventReader reader = new EventReader(api, execution, last)) {
        seen.addAll(reader.until(event -> event.id().equals(cutAt)));
      }
      last = cutAt;
    }
    assertThat(api.status(execution)).as("cut in the middle").isEqualTo("RUNNING");
    goesOn(execution);
    try (EventReader reader = new EventReader(api, execution, last)) {
      seen.addAll(reader.until(event -> event.name().equals("end")));
      assertThat(reader.over()).isTrue();
    }
    assertThat(seen.removeLast().name()).isEqualTo("end");
    seen.removeIf(event -> event.name().equals("progress"));
    assertThat(seen.stream().map(event -> Api.JSON.readTree(event.data())))
        .containsExactlyElementsOf(logged(execution));
    assertThat(seen)
        .allSatisfy(event -> {
          JsonNode data = Api.JSON.readTree(event.data());
          assertThat(event.id()).isEqualTo(data.get("sequence").asString());
          assertThat(event.name()).isEqualTo(data.get("type").asString());
        });
    assertThat(seen.getLast().name()).isEqualTo("ExecutionCompleted");

    try (EventReader reader = new EventReader(api, execution, seen.getLast().id())) {
      assertThat(reader.until(event -> event.name().equals("end"))).hasSize(1);
    }
  }

  @Test
  void pages_of_events_follow_on_each_other() {
    String execution = started("events-paged");
    goesOn(execution);
    try (EventReader reader = new EventReader(api, execution, "")) {
      assertThat(reader.until(event -> event.name().equals("end"))).isNotEmpty();
    }
    List<JsonNode> paged = new ArrayList<>();
    int size;
    do {
      long after = paged.isEmpty() ? 0 : paged.getLast().get("sequence").asLong();
      size = paged.size();
      api.get("/executions/" + execution + "/events?limit=10&after=" + after)
          .expect(200)
          .json()
          .get("items")
          .forEach(paged::add);
    } while (paged.size() > size);
    assertThat(paged).hasSizeGreaterThan(40).containsExactlyElementsOf(logged(execution));
  }

  @Test
  void refuses_a_place_in_the_stream_that_is_none() {
    String execution = started("events-refused");
    goesOn(execution);
    api.send(
            "GET",
            "/executions/" + execution + "/events",
            "application/json",
            BodyPublishers.noBody(),
            "Accept",
            "text/event-stream",
            "Last-Event-ID",
            "-1")
        .names(422, "Last-Event-ID");
    api.get("/executions/" + execution + "/events?after=x").names(422, "after");
    api.get("/executions/" + execution + "/events?limit=1001").names(422, "limit");
    try (EventReader stranger = new EventReader(api.as("ast_" + "x".repeat(43)), execution, "")) {
      assertThat(stranger.status()).isEqualTo(401);
    }
  }

  private List<JsonNode> logged(String execution) {
    List<JsonNode> events = new ArrayList<>();
    api.get("/executions/" + execution + "/events?limit=1000")
        .expect(200)
        .json()
        .get("items")
        .forEach(events::add);
    return events;
  }

  private void goesOn(String execution) {
    api.post("/executions/" + execution + "/signals", Map.of("name", "go")).expect(202);
  }

  /** Some fifty events, and a wait for the word before the last of them. */
  private String started(String name) {
    api.save(
        """
        schema: aiops-studio/workflow/v1
        name: %s
        steps:
          - {id: list, kind: transform, expression: "{'items': [1..20]}"}
          - id: each
            kind: forEach
            items: steps.list.output.items
            steps:
              - {id: say, kind: agent, agent: echo, instruction: "number {{ item }}"}
          - {id: pause, kind: signal, signal: go}
        edges:
          - {from: list, to: each}
          - {from: each, to: pause}
        """
            .formatted(name));
    return api.start(name, Map.of());
  }
}
