package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.InMemoryLeases;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOutsTest {

  private final LoneExecution lone = new LoneExecution();
  private final TestClock clock = lone.clock;
  private final UUID id = lone.id;
  private final InMemoryLeases leases = new InMemoryLeases(lone.store, clock);
  private final Engine engine =
      lone.engine(
          new Unheard(),
          new Liveness(leases, (pool, workspace) -> List.of(), Instant.EPOCH, clock));

  private Sends start(String step) {
    lone.create("steps: [{id: a, kind: agent, agent: echo, " + step + "}]");
    return engine.handle(List.of(new Command.Start(id)));
  }

  private Event last() {
    return lone.events().getLast().event();
  }

  @Test
  void an_attempt_that_no_worker_begins_with_in_time_fails_and_is_tried_again() {
    Sends sends = start("queueTimeout: PT10S");
    assertThat(sends.tasks().getFirst().waits().queue()).isEqualTo(Duration.ofSeconds(10));
    Delayed bound = sends.delayed().getFirst();
    assertThat(bound.due()).isEqualTo(clock.instant().plusSeconds(10));
    assertThat(engine.handle(List.of(bound.command()))).isEqualTo(Sends.NONE);
    clock.advance(Duration.ofSeconds(10));
    engine.handle(List.of(bound.command()));
    assertThat(last())
        .isInstanceOfSatisfying(
            Event.StepFailed.class,
            failed -> {
              assertThat(failed.failure())
                  .isEqualTo(
                      new Failure(
                          "timeout", "No worker began with it within its queueTimeout of PT10S"));
              assertThat(failed.nextAttemptAt()).isNotNull();
            });
    lone.replaysTheSame();
  }

  @Test
  void an_attempt_that_a_worker_has_begun_with_waits_no_longer() {
    Delayed bound = start("queueTimeout: PT10S").delayed().getFirst();
    leases.hold(UUID.randomUUID(), List.of(new Leases.Attempt(id, "a", 1)), Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(20));
    engine.handle(List.of(bound.command()));
    assertThat(last()).isInstanceOf(Event.StepScheduled.class);
  }

  @Test
  void one_that_stands_at_a_worker_s_door_has_not_begun() {
    Delayed bound = start("queueTimeout: PT10S").delayed().getFirst();
    List<Leases.Attempt> attempt = List.of(new Leases.Attempt(id, "a", 1));
    leases.reserve(UUID.randomUUID(), attempt, Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(20));
    engine.handle(List.of(bound.command()));
    assertThat(last()).isInstanceOf(Event.StepFailed.class);
  }

  @Test
  void a_total_time_that_is_over_ends_the_step_for_good() {
    Delayed bound = start("totalTimeout: PT1M, retry: {attempts: 9}").delayed().getFirst();
    clock.advance(Duration.ofMinutes(1));
    engine.handle(List.of(bound.command()));
    assertThat(last())
        .isInstanceOfSatisfying(
            Event.ExecutionFailed.class,
            failed -> assertThat(failed.failure().message()).contains("totalTimeout of PT1M"));
    lone.replaysTheSame();
  }

  @Test
  void a_bound_that_is_far_off_has_no_message_and_is_found_by_a_look() {
    assertThat(start("totalTimeout: PT1H").delayed()).isEmpty();
    Instant due = clock.instant().plus(Duration.ofHours(1));
    clock.advance(Duration.ofHours(1).minusSeconds(5));
    assertThat(Deadlines.lookAt(lone.folded(), clock.instant())).isEqualTo(due.plusSeconds(2));
    clock.advance(Duration.ofSeconds(5));
    engine.handle(List.of(new Command.Look(id)));
    assertThat(last()).isInstanceOf(Event.ExecutionFailed.class);
    lone.replaysTheSame();
  }

  @Test
  void an_attempt_that_would_begin_after_the_total_time_is_not_waited_for() {
    start("totalTimeout: PT1M, retry: {attempts: 9, delay: PT2M, maxDelay: PT2M, jitter: 0}");
    engine.handle(
        List.of(
            new Command.Outcome(
                id,
                "a",
                1,
                Command.Result.failed(new Failure("unavailable", "no"), true, List.of()))));
    assertThat(last()).isInstanceOf(Event.ExecutionFailed.class);
    lone.replaysTheSame();
  }

  @Test
  void a_bound_whose_message_was_lost_is_found_by_a_look() {
    start("totalTimeout: PT1M");
    clock.advance(Duration.ofMinutes(2));
    engine.handle(List.of(new Command.Look(id)));
    assertThat(last()).isInstanceOf(Event.ExecutionFailed.class);
    assertThat(lone.store.due(clock.instant().plusSeconds(9_999), clock.instant(), 9)).isEmpty();
  }
}
