package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A retry of a retry. */
class RetryAgainTest {

  private final LoneExecution lone = new LoneExecution();
  private final Engine engine = lone.engine(new Unheard(), null);

  @BeforeEach
  void one_that_failed_after_its_first_step() {
    lone.create(
        """
        sla: PT1H
        steps:
          - {id: a, kind: agent, agent: echo}
          - {id: b, kind: agent, agent: echo}
        edges: [{from: a, to: b}]
        """);
    UUID id = lone.id;
    engine.handle(List.of(new Command.Start(id)));
    engine.handle(
        List.of(new Command.Outcome(id, "a", 1, Command.Result.completed("paid", List.of()))));
    Failure no = new Failure("denied", "no");
    engine.handle(
        List.of(new Command.Outcome(id, "b", 1, Command.Result.failed(no, false, List.of()))));
    assertThat(lone.store.header(id).orElseThrow().status()).isEqualTo(ExecutionStatus.FAILED);
  }

  private Origin again(UUID retry) {
    return Reruns.again(lone.store, lone.store.header(retry).orElseThrow());
  }

  private void cancelledAfter(UUID retry, String event) {
    engine.handle(List.of(new Command.Cancel(retry, "ada")));
    assertThat(lone.store.events(retry, 0, 100))
        .extracting(each -> EventCodec.type(each.event()))
        .containsExactly("ExecutionStarted", "ExecutionQueued", event, "ExecutionCancelled");
  }

  @Test
  void one_that_was_cancelled_before_it_began_leads_to_what_it_was_to_go_on_from() {
    UUID retry = lone.retry();
    engine.handle(List.of(new Command.Cancel(retry, "ada")));
    assertThat(again(retry)).isEqualTo(lone.store.header(retry).orElseThrow().origin());
    assertThat(again(retry).executionId()).isEqualTo(lone.id);
  }

  @Test
  void so_does_one_that_took_longer_than_promised_before_its_turn_came() {
    UUID retry = lone.retry(true);
    engine.handle(List.of(new Command.Start(retry)));
    lone.clock.advance(Duration.ofHours(1));
    engine.handle(List.of(new Command.Look(retry)));
    cancelledAfter(retry, "SlaBreached");
    assertThat(again(retry)).isEqualTo(lone.store.header(retry).orElseThrow().origin());
  }

  @Test
  void so_does_one_that_got_a_signal_before_its_turn_came() {
    UUID retry = lone.retry(true);
    engine.handle(List.of(new Command.Start(retry)));
    engine.handle(List.of(new Command.Signal(retry, "go", null, "s1", "ada")));
    cancelledAfter(retry, "SignalReceived");
    assertThat(again(retry)).isEqualTo(lone.store.header(retry).orElseThrow().origin());
  }

  @Test
  void one_that_began_has_itself_what_there_is_to_take_over() {
    UUID retry = lone.retry();
    engine.handle(List.of(new Command.Start(retry)));
    engine.handle(List.of(new Command.Cancel(retry, "ada")));
    assertThat(again(retry).executionId()).isEqualTo(retry);
    assertThat(again(retry).keyRoot()).isEqualTo(lone.id);
  }
}
