package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.observer.Metrics;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlasTest {

  private final LoneExecution lone = new LoneExecution();
  private final TestClock clock = lone.clock;
  private final UUID id = lone.id;
  private final Metrics metrics = new Metrics(Map::of);

  private final EventSink sink =
      new EventSink() {
        @Override
        public void appended(Append append) {
          metrics.count(append);
        }

        @Override
        public void progress(UUID workspaceId, UUID executionId, String step, String message) {}
      };

  private Engine engine() {
    return lone.engine(sink, null);
  }

  private static final String BODY =
      """
      sla: PT1H
      steps: [{id: w, kind: signal, signal: go, sla: PT10M}]
      """;

  private List<String> types() {
    return lone.events().stream().map(recorded -> EventCodec.type(recorded.event())).toList();
  }

  @Test
  void engines_that_fold_the_log_note_each_breach_once_and_replay_it() {
    lone.create(BODY);
    engine().handle(List.of(new Command.Start(id)));
    clock.advance(Duration.ofMinutes(10));
    engine().handle(List.of(new Command.Look(id), new Command.Look(id)));
    engine().handle(List.of(new Command.Look(id)));
    clock.advance(Duration.ofHours(1));
    // Both in one batch, at one time: the breach is noted by the look, and not again at the end.
    engine().handle(List.of(new Command.Look(id), new Command.Signal(id, "go", null, "s1", "ada")));
    assertThat(types())
        .containsExactly(
            "ExecutionStarted",
            "SignalAwaited",
            "SlaBreached",
            "SlaBreached",
            "SignalReceived",
            "SignalTaken",
            "StepCompleted",
            "ExecutionCompleted");
    assertThat(metrics.scrape())
        .contains("studio_sla_breaches_total{of=\"execution\"} 1.0")
        .contains("studio_sla_breaches_total{of=\"step\"} 1.0");
    lone.replaysTheSame();
  }

  @Test
  void what_ends_late_unseen_replays_the_same() {
    lone.create(BODY);
    engine().handle(List.of(new Command.Start(id)));
    clock.advance(Duration.ofHours(2));
    engine().handle(List.of(new Command.Signal(id, "go", null, "s1", "ada")));
    assertThat(types())
        .containsSubsequence("SignalTaken", "SlaBreached", "SlaBreached", "StepCompleted")
        .endsWith("ExecutionCompleted");
    lone.replaysTheSame();
  }

  @Test
  void the_engine_looks_when_the_next_promise_is_over_even_if_it_waits_for_somebody_outside() {
    lone.create(BODY);
    Instant start = clock.instant();
    engine().handle(List.of(new Command.Start(id)));
    assertThat(lookAt()).isEqualTo(start.plusSeconds(600 + 2));
    clock.advance(Duration.ofMinutes(11));
    engine().handle(List.of(new Command.Look(id)));
    assertThat(lookAt()).isEqualTo(start.plusSeconds(3600 + 2));
    clock.advance(Duration.ofHours(1));
    engine().handle(List.of(new Command.Look(id)));
    assertThat(lookAt()).isNull();
  }

  private Instant lookAt() {
    return Deadlines.lookAt(lone.folded(), clock.instant());
  }

  @Test
  void a_promise_that_is_no_time_or_too_long_names_its_field() {
    String text =
        "schema: aiops-studio/workflow/v1\nname: t\n"
            + BODY.replace("PT1H", "PT0S").replace("PT10M", "P367D");
    assertThat(WorkflowReader.read(text).problems())
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            "sla: is 'PT0S'; expected more than no time, such as PT1H",
            "steps[0].sla: is 'P367D'; expected at most 366 days");
  }
}
