package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.InMemoryLeases;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.QueueCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task of priority 4 in a pool whose workers are busy with those of priority 7. */
class StarvedTest {

  private static final Duration LONG = Duration.ofSeconds(40);

  private final LoneExecution lone = new LoneExecution();
  private Map<Integer, Duration> ages = Map.of();
  private int taken;
  private int asked;
  private Duration answering = Duration.ZERO;
  private final Engine engine =
      lone.engine(
          new Unheard(),
          new Liveness(
              new InMemoryLeases(lone.store, lone.clock),
              (pool, workspace) -> counts(),
              Instant.EPOCH,
              lone.clock));

  private List<QueueCounts> counts() {
    asked++;
    lone.clock.advance(answering);
    return List.of(new QueueCounts("tasks", 9, 0, taken, 1, ages, -1, -1));
  }

  @BeforeEach
  void sendIt() {
    lone.create("steps: [{id: a, kind: agent, agent: echo}]");
    assertThat(engine.handle(List.of(new Command.Start(lone.id))).tasks()).hasSize(1);
    lone.clock.advance(LONG);
  }

  private int sentAgain() {
    return engine.handle(List.of(new Command.Look(lone.id))).tasks().size();
  }

  @Test
  void is_not_sent_again_while_it_waits_there_however_young_the_first_in_line_is() {
    ages = Map.of(7, Duration.ZERO, 4, LONG);
    assertThat(sentAgain()).isZero();
  }

  @Test
  void is_sent_again_if_only_others_wait_there_however_old_they_are() {
    ages = Map.of(7, Duration.ofHours(1));
    assertThat(sentAgain()).isEqualTo(1);
  }

  /** One is taken, or it is not known whether any is. */
  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void is_sent_again_at_the_next_look_if_a_worker_might_have_taken_it_just_now(int inFlight) {
    ages = Map.of(7, Duration.ofHours(1));
    taken = inFlight;
    assertThat(sentAgain()).isZero();
    lone.clock.advance(Duration.ofSeconds(1));
    assertThat(sentAgain()).isZero();
    lone.clock.advance(Duration.ofSeconds(12));
    assertThat(sentAgain()).isEqualTo(1);
  }

  @Test
  void is_asked_about_once_a_look_however_long_the_answer_takes() {
    ages = Map.of(7, Duration.ofHours(1));
    answering = Duration.ofSeconds(2);
    assertThat(sentAgain()).isEqualTo(1);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void is_sent_again_if_those_of_its_priority_came_later() {
    ages = Map.of(7, Duration.ofHours(1), 4, Duration.ofSeconds(5));
    assertThat(sentAgain()).isEqualTo(1);
  }
}
