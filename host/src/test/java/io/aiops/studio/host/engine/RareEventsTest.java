package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Command.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Executions with events that random worlds do not have; {@link RecordHistories} keeps them. */
class RareEventsTest {

  private static final String TWO =
      "steps: [{id: a, kind: agent, agent: echo}, {id: b, kind: agent, agent: echo}]\n"
          + "edges: [{from: a, to: b}]";

  private final LoneExecution lone = new LoneExecution();
  private final Engine engine = lone.engine(new Unheard(), null);

  private void does(Command command) {
    lone.clock.advance(Duration.ofSeconds(1));
    engine.handle(List.of(command));
  }

  private static Command.Outcome completed(UUID id, String step) {
    return new Command.Outcome(id, step, 1, 0, Result.completed(step + " done", List.of()));
  }

  private void ended(UUID id, String name, String... types) throws IOException {
    lone.clock.advance(Duration.ofSeconds(2));
    engine.idle();
    assertThat(lone.store.events(id, 0, 100))
        .extracting(Recorded::event)
        .extracting(EventCodec::type)
        .contains(types);
    assertThat(lone.store.header(id).orElseThrow().status()).isEqualTo(ExecutionStatus.COMPLETED);
    History history = lone.history(id);
    assertThat(
            new Replay(new Expressions())
                .run(
                    history.header(),
                    history.workflow(),
                    history.adoption(),
                    history.lines().iterator())
                .difference())
        .isNull();
    RecordHistories.offer(name, history);
  }

  @Test
  void one_that_waits_for_its_turn() throws IOException {
    lone.create("limits: {executions: 1}\n" + TWO, true);
    does(new Command.Start(lone.id));
    does(new Command.Granted(lone.id));
    does(completed(lone.id, "a"));
    does(completed(lone.id, "b"));
    ended(lone.id, "turn", "ExecutionQueued", "ExecutionAdmitted");
  }

  @Test
  void one_that_takes_longer_than_promised() throws IOException {
    lone.create("sla: PT1M\n" + TWO);
    does(new Command.Start(lone.id));
    lone.clock.advance(Duration.ofMinutes(2));
    does(new Command.Look(lone.id));
    does(completed(lone.id, "a"));
    does(completed(lone.id, "b"));
    ended(lone.id, "late", "SlaBreached");
  }

  @Test
  void a_retry_that_takes_over_what_was_done() throws IOException {
    lone.create(TWO);
    does(new Command.Start(lone.id));
    does(completed(lone.id, "a"));
    Result failed = Result.failed(new Failure("denied", "no"), false, List.of());
    does(new Command.Outcome(lone.id, "b", 1, 0, failed));
    lone.clock.advance(Duration.ofSeconds(2));
    engine.idle();
    UUID again = lone.retry();
    does(new Command.Start(again));
    does(completed(again, "b"));
    ended(again, "retry", "StepAdopted");
  }
}
