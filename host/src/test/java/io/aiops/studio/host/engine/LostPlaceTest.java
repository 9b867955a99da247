package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.InMemoryLeases;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LostPlaceTest {

  private final LoneExecution lone = new LoneExecution();
  private final InMemoryLeases leases = new InMemoryLeases(lone.store, lone.clock);
  private final Engine engine =
      lone.engine(
          new Unheard(),
          new Liveness(leases, (pool, workspace) -> List.of(), Instant.EPOCH, lone.clock));

  private Sends told(String path, int round, Result result) {
    return engine.handle(List.of(new Command.Outcome(lone.id, path, 1, round, result)));
  }

  @Test
  void what_is_lost_while_it_is_undone_is_not_sent_again_and_gives_its_place_back() {
    Result needs = Result.queues(new Place(new UUID(0, 1), "t"));
    lone.create(
        """
        steps:
          - {id: a, kind: tool, tool: t/x, undo: {kind: tool, tool: t/y}}
          - {id: b, kind: tool, tool: t/x}
        """);
    engine.handle(List.of(new Command.Start(lone.id)));
    told("a", 0, Result.completed("A", List.of()));
    told("b", 0, needs);
    engine.handle(List.of(new Command.PlaceGranted(lone.id, "b", 1, 0)));
    engine.handle(List.of(new Command.Cancel(lone.id, "ada")));
    told("a~undo", 0, needs);
    lone.clock.advance(Duration.ofMinutes(1));
    Sends sends = engine.handle(List.of(new Command.Look(lone.id)));
    assertThat(sends.tasks()).isEmpty();
    assertThat(lone.events().getLast().event()).isInstanceOf(Event.StepFailed.class);
    assertThat(lone.folded().placing().steps())
        .extracting(StepState::path)
        .containsExactly("a~undo");
    lone.replaysTheSame();
  }
}
