package io.aiops.studio.host.taskqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Decided;
import io.aiops.studio.host.execution.PlanBounds;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class TaskCodecTest {

  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final Task FULL =
      new Task(
          ID,
          new UUID(1, 2),
          "each[3]/write",
          4,
          "agent",
          "assistant",
          "Say \"ü\u0000\uD83D\uDE00\"",
          Map.of("n", 1, "list", List.of(1.5, "x", true)),
          "gpt",
          List.of("voice/shout", "*/read"),
          Map.of("temperature", 0.2),
          20_000,
          "ada",
          Instant.parse("2026-11-29T08:00:00.123456789Z"),
          Long.MAX_VALUE,
          true,
          new TaskWaits(Duration.ofSeconds(5), Duration.ofMillis(1_500), true),
          new UUID(3, 4),
          new TaskApprovals(
              List.of("voice/*"),
              List.of(
                  new Decided(
                      "h", "voice/shout", "May it?", Verdict.EDIT, Map.of("a", 1), "", "bob"))),
          new TaskPlaces(Set.of(new UUID(5, 6)), 3),
          "gpu",
          9,
          3,
          1,
          Map.of("acme.parrot", "1.2.0"),
          new PlanBounds(
              new Step.PlanWork.Allow(
                  List.of("assistant"), List.of("*/read"), List.of(), List.of("w"), List.of()),
              1,
              List.of("first")));
  private static final Task PLAIN =
      SomeTask.of("transform", "1 + 1").instruction("").input(null).task();

  @Test
  void a_task_comes_back_as_it_was_and_as_binding_reads_it() {
    for (Task task : List.of(FULL, PLAIN)) {
      byte[] text = TaskCodec.write(task);
      assertThat(TaskCodec.read(text)).isEqualTo(task);
      assertThat(TaskCodec.read(Json.bytes(task))).isEqualTo(task);
    }
    assertThat(TaskCodec.read(TaskCodec.write(FULL)))
        .isEqualTo(Json.parse(TaskCodec.write(FULL), Task.class));
  }

  @Test
  void what_a_task_does_not_have_is_left_out() {
    assertThat(Json.parseMap(TaskCodec.write(PLAIN)))
        .containsOnlyKeys(
            "executionId",
            "workspaceId",
            "path",
            "attempt",
            "kind",
            "target",
            "timeoutMillis",
            "startedBy",
            "scheduledAt",
            "keyRoot",
            "pool",
            "priority");
  }

  /** A newer studio's worker shares a queue with an older one's engine, and the other way round. */
  @Test
  void fields_it_does_not_know_are_skipped() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("later", Map.of("path", "b", "deep", List.of(Map.of("attempt", 7))));
    document.putAll(Json.toMap(FULL));
    document.put("latest", 1);
    assertThat(TaskCodec.read(Json.bytes(document))).isEqualTo(FULL);
  }

  /** They are under way while the studio is brought up to date. */
  @Test
  void a_task_of_before_goes_on_from_the_attempt_before() {
    Map<String, Object> document = new LinkedHashMap<>(Json.toMap(FULL));
    document.remove("resumesSince");
    assertThat(TaskCodec.read(Json.bytes(document)).resumesSince()).isEqualTo(3);
  }

  @Test
  void what_is_no_task_is_refused() {
    assertThatThrownBy(() -> read("[1]")).hasMessageContaining("START_ARRAY");
    assertThatThrownBy(() -> read("{\"path\": \"a\", \"attempt\": 1}"))
        .hasMessageContaining("executionId");
    assertThatThrownBy(() -> read("{\"attempt\": \"many\"}")).isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> read("{\"path\": \"a\"")).isInstanceOf(JacksonException.class);
  }

  private static Task read(String text) {
    return TaskCodec.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
