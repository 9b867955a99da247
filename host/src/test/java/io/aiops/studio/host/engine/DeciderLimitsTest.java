package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Retry;
import io.aiops.studio.host.definition.Validation;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.IllegalTransitionException;
import io.aiops.studio.host.execution.Items;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever people write and plugins say, a decision is made: a throw would stop the queue. */
class DeciderLimitsTest {

  private static final UUID ID = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final StepInputs inputs = new StepInputs(new Expressions());

  private ExecutionState start(String body) {
    Validation read = WorkflowReader.read("schema: aiops-studio/workflow/v1\nname: t\n" + body);
    assertThat(read.problems()).isEmpty();
    ExecutionState state = new ExecutionState(ID, ID, read.workflow().orElseThrow());
    send(state, new Command.Start(ID));
    return state;
  }

  private List<Event> send(ExecutionState state, Command command) {
    Header header =
        new Header(
            ID, ID, ID, "t", 1, ExecutionStatus.PENDING, Map.of(), "ada", NOW, "", 0, null, 4);
    return Decider.decide(state, header, command, NOW, inputs, null).events();
  }

  private static Command failed(@Nullable Duration retryAfter) {
    Failure failure = new Failure("rate-limited", "slow down");
    return new Command.Outcome(
        ID, "a", 1, new Command.Result(null, failure, true, retryAfter, null, List.of()));
  }

  @Test
  void however_long_a_plugin_asks_to_wait_a_day_is_the_most() {
    for (long seconds : new long[] {Long.MAX_VALUE, 86_401, Long.MIN_VALUE}) {
      ExecutionState state =
          start("steps: [{id: a, kind: agent, agent: e, retry: {delay: PT1S, jitter: 0}}]");
      Event.StepFailed event =
          (Event.StepFailed) send(state, failed(Duration.ofSeconds(seconds))).getFirst();
      assertThat(event.nextAttemptAt())
          .isEqualTo(seconds > 0 ? NOW.plus(Duration.ofDays(1)) : NOW.plusSeconds(1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, PT1S",
    "2, PT2S",
    "3, PT4S",
    "6, PT32S",
    "7, PT1M",
    "8, PT1M",
    "99, PT1M",
  })
  void waits_grow_up_to_their_bound(int attempt, Duration expected) {
    Retry retry = new Retry(100, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0, List.of());
    assertThat(BackOff.delay(retry, attempt, "x", null)).isEqualTo(expected);
  }

  @Test
  void jitter_stays_within_its_share_differs_by_step_and_is_the_same_when_decided_again() {
    Retry retry = new Retry(9, Duration.ofSeconds(100), 1, Duration.ofHours(1), 0.2, List.of());
    List<Duration> waits =
        java.util.stream.IntStream.range(0, 200)
            .mapToObj(i -> BackOff.delay(retry, 1, "step" + i, null))
            .toList();
    assertThat(waits)
        .allSatisfy(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(120)));
    assertThat(waits.stream().distinct().count()).isGreaterThan(150);
    assertThat(waits.stream().mapToLong(Duration::toMillis).average().orElseThrow())
        .isBetween(95_000.0, 105_000.0);
    assertThat(BackOff.delay(retry, 1, "step0", null)).isEqualTo(waits.getFirst());
  }

  @Test
  void a_hundred_thousand_items_cost_some_hundred_bytes_each_and_few_are_open() {
    int size = 100_000;
    int bound = 16;
    long before = usedMemory();
    ExecutionState state =
        start(
            """
            steps:
              - id: each
                kind: forEach
                items: '[1..%d].{"id": $, "kind": "invoice", "tags": ["a", "b"], "lines": {"n": $}}'
                concurrency: %d
                steps: [{id: x, kind: tool, tool: text/x, input: {id: "{{ item.id }}"}}]
                output: "{{ steps.x.output }}"
            """
                .formatted(size, bound));
    Items items = state.find("each").items();
    for (int i = 0; i < size - 1; i++) {
      assertThat(items.open()).hasSizeLessThanOrEqualTo(bound);
      Map<String, Object> output =
          Map.of("sum", i, "seen", List.of("a", "b"), "by", Map.of("n", i));
      send(
          state,
          new Command.Outcome(
              ID, "each[" + i + "]/x", 1, Command.Result.completed(output, List.of())));
    }
    assertThat(items.done()).isEqualTo(size - 1);
    long each = (usedMemory() - before) / size;
    System.Logger log = System.getLogger(DeciderLimitsTest.class.getName());
    log.log(System.Logger.Level.INFO, "{0} bytes an item", each);
    assertThat(each).isLessThan(400);
    send(
        state,
        new Command.Outcome(
            ID, "each[" + (size - 1) + "]/x", 1, Command.Result.completed("last", List.of())));
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(state.output())
        .isInstanceOfSatisfying(
            List.class,
            list -> {
              assertThat(list).hasSize(size);
              assertThat(list.get(7))
                  .isEqualTo(Map.of("sum", 7, "seen", List.of("a", "b"), "by", Map.of("n", 7)));
              assertThat(list.getLast()).isEqualTo("last");
            });
  }

  private static long usedMemory() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void a_list_that_is_too_long_fails_its_step() {
    ExecutionState state =
        start(
            """
            steps:
              - {id: each, kind: forEach, items: "[1..100001]", steps: [{id: x, kind: wait, duration: PT1S}]}
            """);
    assertThat(state.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(state.failure().message()).contains("100001 items").contains("at most 100000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"text\"", "{\"a\": 1}"})
  void what_is_no_list_is_said(String items) {
    ExecutionState state =
        start(
            "steps: [{id: each, kind: forEach, items: '"
                + items
                + "', steps: [{id: x, kind: wait, duration: PT1S}]}]");
    assertThat(state.failure().category()).isEqualTo("invalid-input");
    assertThat(state.failure().message()).contains("where a list was expected");
  }

  @Test
  void an_event_that_cannot_follow_is_refused_by_name() {
    ExecutionState state = start("steps: [{id: a, kind: agent, agent: e}]");
    assertThatThrownBy(() -> state.apply(new Event.StepSkipped("a"), NOW))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("'a' cannot go from RUNNING to SKIPPED");
    state.apply(new Event.StepCompleted("a", 1, 1, null, List.of()), NOW);
    assertThatThrownBy(() -> state.apply(new Event.StepCompleted("a", 1, 2, null, List.of()), NOW))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining("COMPLETED");
    assertThat(state.find("a").output()).isEqualTo(1);
  }

  @Test
  void outcomes_of_steps_that_never_were_change_nothing() {
    ExecutionState state = start("steps: [{id: a, kind: agent, agent: e}]");
    Command.Result result = Command.Result.completed(1, List.of());
    for (String path : List.of("b", "a[0]/x", "b[9]/x", "")) {
      assertThat(send(state, new Command.Outcome(ID, path, 1, result))).as(path).isEmpty();
    }
  }
}
