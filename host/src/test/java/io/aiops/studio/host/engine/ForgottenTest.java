package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.execution.Unwatched.Overdue;
import io.aiops.studio.host.persistence.JdbcLeases;
import io.aiops.studio.host.persistence.JdbiUnwatched;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real engine and sweeper on a real PostgreSQL; messages are handed over by the test. */
class ForgottenTest extends ForgottenFixture {

  private static final String TASK = "{id: a, kind: agent, agent: echo}";
  private static final String SIGNAL = "{id: a, kind: signal, signal: go}";
  private static final String APPROVAL = "{id: a, kind: approval, question: Go on?}";
  private static final String TIMER = "{id: a, kind: wait, duration: PT1H}";

  private final UUID workspace = UUID.randomUUID();
  private final PostedQueue posted = new PostedQueue();
  private Engine engine;
  private Sweeper sweeper;

  @BeforeEach
  void start() {
    JdbcLeases leases = new JdbcLeases(database);
    engine =
        new Engine(
            store,
            definitions,
            new Expressions(),
            new EventHub(store),
            clock,
            100,
            new Liveness(leases, (pool, workspace) -> List.of(), Instant.EPOCH, clock));
    sweeper = new Sweeper(store, leases, posted, clock);
  }

  private UUID run(String step) {
    UUID id = accept(step);
    engine.handle(List.of(new Command.Start(id)));
    return id;
  }

  private UUID accept(String step) {
    String text =
        "schema: aiops-studio/workflow/v1\nname: w%s\nsteps: [%s]"
            .formatted(UUID.randomUUID().toString().substring(0, 8), step);
    var read = WorkflowReader.read(text);
    assertThat(read.problems()).isEmpty();
    UUID workflow =
        workflows
            .save(workspace, read.workflow().orElseThrow(), text, "ada", clock.instant(), null)
            .workflowId();
    return accept(workspace, workflow);
  }

  private void forget(UUID id) {
    database
        .jdbi()
        .useHandle(
            handle -> handle.execute("update execution set look_at = null where id = ?", id));
  }

  @Test
  void nothing_is_wrong_with_a_task_at_work_or_a_wait_for_a_signal_a_person_or_a_time() {
    for (String step : List.of(TASK, SIGNAL, APPROVAL, TIMER)) {
      run(step);
    }
    Forgotten.Found found = forgotten.find(workspace);
    assertThat(found.ownerless()).isEmpty();
    assertThat(found.overdue()).isEmpty();
    assertThat(found.asked()).as("signal and approval").isEqualTo(2);
    assertThat(found.all()).isTrue();
  }

  @Test
  void a_task_and_a_timer_that_nobody_looks_at_are_found_and_the_sweeper_takes_them_up() {
    UUID task = run(TASK);
    UUID timer = run(TIMER);
    run(SIGNAL);
    forget(task);
    forget(timer);
    clock.advance(Duration.ofMinutes(2));
    sweeper.sweep();
    assertThat(posted.commands()).as("without the check").isEmpty();

    assertThat(forgotten.find(workspace).ownerless()).containsExactlyInAnyOrder(task, timer);

    sweeper.sweep();
    assertThat(posted.commands())
        .containsExactlyInAnyOrder(new Command.Look(task), new Command.Look(timer));
    TaskQueue.Sends sends = engine.handle(posted.commands());
    assertThat(sends.tasks()).extracting(Task::executionId).containsExactly(task);
    clock.advance(Duration.ofSeconds(2));
    engine.idle();
    assertThat(forgotten.find(workspace).ownerless()).isEmpty();
  }

  @Test
  void one_whose_events_cannot_be_read_is_told_and_hides_no_other() {
    UUID spoilt = run(SIGNAL);
    UUID task = run(TASK);
    forget(task);
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute("alter table execution_event disable trigger user");
          handle.execute(
              "update execution_event set type = 'Nonsense' where execution_id = ?", spoilt);
        });
    Forgotten.Found found = forgotten.find(workspace);
    assertThat(found.ownerless()).containsExactly(task);
    assertThat(found.unreadable()).containsOnlyKeys(spoilt);
    assertThat(found.unreadable().get(spoilt)).contains("Nonsense");
  }

  @Test
  void what_never_began_is_found_too() {
    UUID id = accept(TASK);
    forget(id);
    assertThat(forgotten.find(workspace).ownerless()).containsExactly(id);
  }

  @Test
  void what_should_have_been_looked_at_more_than_a_minute_ago_is_told() {
    UUID id = run(TASK);
    run(TIMER);
    clock.advance(Duration.ofSeconds(90));
    assertThat(forgotten.find(workspace).overdue()).isEmpty();
    clock.advance(Duration.ofSeconds(30));
    assertThat(forgotten.find(workspace).overdue())
        .extracting(Overdue::executionId)
        .containsExactly(id);
    sweeper.sweep();
    assertThat(forgotten.find(workspace).overdue()).isEmpty();
  }

  @Test
  void another_workspaces_executions_are_neither_told_nor_touched() {
    UUID id = run(TASK);
    forget(id);
    Forgotten.Found found = forgotten.find(UUID.randomUUID());
    assertThat(found.ownerless()).isEmpty();
    assertThat(found.asked()).isZero();
    assertThat(new JdbiUnwatched(database).watch(UUID.randomUUID(), Set.of(id), clock.instant()))
        .isEmpty();
    assertThat(forgotten.find(workspace).ownerless()).containsExactly(id);
  }

  @Test
  void what_is_forgotten_in_any_workspace_is_taken_up_within_a_minute_and_what_waits_is_left() {
    UUID task = run(TASK);
    UUID timer = run(TIMER);
    UUID signal = run(SIGNAL);
    UUID approval = run(APPROVAL);
    Lookout lookout = new Lookout(new JdbiUnwatched(database), forgotten, clock);
    forget(task);
    forget(timer);
    for (int second = 0; second < 60; second += 5) {
      clock.advance(Duration.ofSeconds(5));
      lookout.look();
      sweeper.sweep();
    }
    assertThat(posted.commands())
        .contains(new Command.Look(task), new Command.Look(timer))
        .doesNotContain(new Command.Look(signal), new Command.Look(approval));
    assertThat(engine.handle(posted.commands()).tasks())
        .extracting(Task::executionId)
        .containsExactly(task);
  }

  @Test
  void what_waits_is_asked_once_and_again_when_it_has_moved() {
    run(SIGNAL);
    UUID spoilt = run(SIGNAL);
    Lookout lookout = new Lookout(new JdbiUnwatched(database), forgotten, clock);
    lookout.look();
    clock.advance(Duration.ofSeconds(25));
    assertThat(lookout.look()).isZero();
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute("alter table execution_event disable trigger user");
          handle.execute("delete from execution_event where execution_id = ?", spoilt);
        });
    clock.advance(Duration.ofSeconds(25));
    assertThat(lookout.look()).as("not read again").isZero();
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute("update execution set last_sequence = 99 where id = ?", spoilt));
    lookout.look();
    clock.advance(Duration.ofSeconds(25));
    assertThat(lookout.look()).as("it says that it moved, and nothing is left of it").isEqualTo(1);
  }

  @Test
  void more_than_a_page_of_waits_are_all_asked() {
    for (int i = 0; i < 120; i++) {
      run(SIGNAL);
    }
    UUID last = run(TASK);
    forget(last);
    Forgotten.Found found = forgotten.find(workspace);
    assertThat(found.asked()).isEqualTo(121);
    assertThat(found.ownerless()).containsExactly(last);
  }
}
