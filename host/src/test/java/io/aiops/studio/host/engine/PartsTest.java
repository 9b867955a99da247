package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What tells a list to go on with its next part: sent, lost, sent again, recorded. */
class PartsTest {

  private final LoneExecution lone = new LoneExecution();
  private final Engine engine = lone.engine(new Unheard(), null, 2);

  private Sends handle(Command command) {
    return engine.handle(List.of(command));
  }

  private Command.Open open(int from) {
    return new Command.Open(lone.id, "each", 1, from);
  }

  private void create(String step) {
    lone.create(
        "steps: [{id: each, kind: forEach, items: '[1..5]', concurrency: 5, steps: ["
            + step
            + "]}]");
  }

  private void createAgents() {
    create("{id: one, kind: agent, agent: echo}");
  }

  @Test
  void is_sent_with_the_tasks_of_the_part_before() {
    createAgents();
    Sends sends = handle(new Command.Start(lone.id));
    assertThat(sends.tasks()).extracting(Task::path).containsExactly("each[0]/one", "each[1]/one");
    assertThat(sends.commands()).containsExactly(open(2));
  }

  @Test
  void is_sent_again_with_what_came_again() {
    createAgents();
    handle(new Command.Start(lone.id));
    assertThat(handle(new Command.Start(lone.id)).commands()).containsExactly(open(2));
  }

  /** Each of several lists is told to go on, and all of it comes twice. */
  @Test
  void of_many_lists_each_is_told_as_often_as_what_told_it_came() {
    create(
        "{id: in, kind: forEach, items: '[1..9]', concurrency: 9,"
            + " steps: [{id: one, kind: agent, agent: echo}]}");
    List<Command> told = handle(new Command.Start(lone.id)).commands();
    for (int part = 0; part < 20 && !told.isEmpty(); part++) {
      List<Command> twice = new ArrayList<>(told);
      twice.addAll(told);
      told = engine.handle(twice).commands();
      assertThat(told).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(6);
    }
    assertThat(told).isEmpty();
    assertThat(lone.events().stream().filter(e -> e.event() instanceof Event.StepScheduled))
        .hasSize(45);
  }

  /** One of them comes again once all have moved on. */
  @Test
  void what_told_one_list_comes_again_and_tells_no_other() {
    create(
        "{id: in, kind: forEach, items: '[1..9]', concurrency: 9,"
            + " steps: [{id: one, kind: agent, agent: echo}]}");
    List<Command> both =
        handle(new Command.Start(lone.id)).commands().stream()
            .filter(command -> !command.equals(open(2)))
            .toList();
    assertThat(both).hasSize(2);
    engine.handle(both);
    assertThat(handle(both.getFirst()).commands())
        .containsExactly(new Command.Open(lone.id, "each[0]/in", 1, 2));
  }

  @Test
  void is_not_made_up_for_while_it_is_under_way() {
    createAgents();
    handle(new Command.Start(lone.id));
    lone.clock.advance(Duration.ofSeconds(29));
    assertThat(handle(new Command.Look(lone.id)).commands()).isEmpty();
    lone.clock.advance(Duration.ofSeconds(1));
    assertThat(handle(new Command.Look(lone.id)).commands()).containsExactly(open(4));
  }

  @Test
  void is_made_up_for_where_it_was_lost_whoever_looks() {
    create("{id: ask, kind: approval, question: 'Ok?'}");
    handle(new Command.Start(lone.id));
    assertThat(lone.folded().approvals()).hasSize(2);
    assertThat(Deadlines.lookAt(lone.folded(), lone.clock.instant()))
        .isEqualTo(lone.clock.instant().plusSeconds(32));
    lone.clock.advance(Duration.ofSeconds(32));
    Sends made = lone.engine(new Unheard(), null, 2).handle(List.of(new Command.Look(lone.id)));
    assertThat(lone.folded().approvals()).hasSize(4);
    assertThat(made.commands()).containsExactly(open(4));
  }

  /** What happens in the last item that began does not put it off. */
  @Test
  void is_made_up_for_where_that_has_one_attempt_after_the_other() {
    create("{id: one, kind: agent, agent: echo, retry: {attempts: 9, delay: PT1S}}");
    handle(new Command.Start(lone.id));
    for (int attempt = 1; attempt <= 3; attempt++) {
      lone.clock.advance(Duration.ofSeconds(20));
      Command.Result no = Command.Result.failed(new Failure("unavailable", "no"), true, List.of());
      handle(new Command.Outcome(lone.id, "each[1]/one", attempt, no));
      handle(new Command.Timer(lone.id, "each[1]/one", attempt));
    }
    assertThat(handle(new Command.Look(lone.id)).commands()).containsExactly(open(4));
  }

  @Test
  void a_log_of_parts_is_decided_again_as_it_was_whatever_a_part_is_by_then() {
    create(
        "{id: pick, kind: switch, cases: [{name: yes, when: 'item > 1'}], otherwise: no},"
            + " {id: in, kind: forEach, items: '[1..3]', steps: [{id: one, kind: agent, agent: echo}]}],"
            + " edges: [{from: pick, to: in, when: yes}");
    Queue<Command> queue = new ArrayDeque<>(List.of(new Command.Start(lone.id)));
    while (!queue.isEmpty()) {
      Sends sends = handle(queue.poll());
      queue.addAll(sends.commands());
      for (Task task : sends.tasks()) {
        queue.add(
            new Command.Outcome(
                lone.id, task.path(), task.attempt(), Command.Result.completed("x", List.of())));
      }
    }
    assertThat(lone.folded().status()).isEqualTo(ExecutionStatus.COMPLETED);
    lone.replaysTheSame();
  }
}
