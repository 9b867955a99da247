package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.InMemoryLeases;
import io.aiops.studio.host.observer.Metrics;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How often work is lost, or done twice, is counted for everybody to see. */
class RunTwiceTest {

  @Test
  void what_is_sent_again_and_what_comes_too_late_is_counted() {
    LoneExecution lone = new LoneExecution();
    Engine engine =
        lone.engine(
            new Unheard(),
            new Liveness(
                new InMemoryLeases(lone.store, lone.clock),
                (pool, workspace) -> List.of(),
                Instant.EPOCH,
                lone.clock));
    try (Metrics metrics = new Metrics(Map::of)) {
      metrics.watch("studio.outcomes.late", "late", engine, Engine::late);
      metrics.watch("studio.tasks.sent.again", "again", engine, Engine::sentAgain);
      lone.create("steps: [{id: a, kind: agent, agent: echo}]");
      engine.handle(List.of(new Command.Start(lone.id)));
      lone.clock.advance(Duration.ofSeconds(20));
      engine.handle(List.of(new Command.Look(lone.id)));
      assertThat(metrics.scrape())
          .contains("studio_tasks_sent_again_total 0.0", "studio_outcomes_late_total 0.0");
      lone.clock.advance(Duration.ofSeconds(11));
      assertThat(engine.handle(List.of(new Command.Look(lone.id))).tasks()).hasSize(1);
      Command outcome =
          new Command.Outcome(lone.id, "a", 1, Command.Result.completed("done", List.of()));
      engine.handle(List.of(outcome, outcome));
      assertThat(metrics.scrape())
          .contains("studio_tasks_sent_again_total 1.0", "studio_outcomes_late_total 1.0");
    }
  }
}
