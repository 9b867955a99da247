package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.taskqueue.Command;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A list of which one decision opens no more than two items. */
abstract class PartDecisions extends Decisions {

  private void list(int items, int concurrency, String step) {
    part = 2;
    start(
        """
        steps:
          - {id: each, kind: forEach, items: "[1..%d]", concurrency: %d, steps: [%s]}
        """
            .formatted(items, concurrency, step));
  }

  private void agents(int items, int concurrency) {
    list(items, concurrency, "{id: one, kind: agent, agent: echo}");
  }

  private static Command.Open open(String path, int from) {
    return new Command.Open(ID, path, 1, from);
  }

  private void goOn() {
    assertThat(next).hasSize(1);
    send(next.getFirst());
  }

  @Test
  void is_opened_a_part_at_a_time_up_to_its_bound() {
    agents(9, 5);
    expect(
        "ExecutionStarted",
        "ItemsOpened each",
        "StepScheduled each[0]/one#1",
        "StepScheduled each[1]/one#1");
    assertThat(((Event.ExecutionStarted) log.getFirst()).part()).isEqualTo(2);
    assertThat(next).containsExactly(open("each", 2));
    goOn();
    expect("StepScheduled each[2]/one#1", "StepScheduled each[3]/one#1");
    goOn();
    expect("StepScheduled each[4]/one#1");
    assertThat(next).isEmpty();
  }

  @Test
  void what_tells_it_to_go_on_does_so_once() {
    agents(9, 5);
    Command first = next.getFirst();
    send(first);
    drain();
    send(first);
    expect();
    assertThat(next).isEmpty();
  }

  @Test
  void an_item_that_is_done_meanwhile_leaves_the_next_to_that() {
    agents(9, 5);
    drain();
    Command told = next.getFirst();
    complete("each[0]/one", 1, "x");
    expect("StepCompleted each[0]/one", "ItemCompleted each[0]");
    assertThat(next).isEmpty();
    send(told);
    expect("StepScheduled each[2]/one#1", "StepScheduled each[3]/one#1");
    goOn();
    expect("StepScheduled each[4]/one#1", "StepScheduled each[5]/one#1");
    assertThat(next).isEmpty();
    complete("each[1]/one", 1, "x");
    expect("StepCompleted each[1]/one", "ItemCompleted each[1]", "StepScheduled each[6]/one#1");
  }

  @Test
  void all_that_began_may_be_done_before_it_goes_on() {
    agents(4, 4);
    Command told = next.getFirst();
    complete("each[0]/one", 1, "x");
    complete("each[1]/one", 1, "x");
    drain();
    send(told);
    expect("StepScheduled each[2]/one#1", "StepScheduled each[3]/one#1");
    complete("each[2]/one", 1, "x");
    complete("each[3]/one", 1, "x");
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
  }

  @Test
  void one_that_fails_does_not_go_on() {
    agents(9, 5);
    Command told = next.getFirst();
    fail("each[0]/one", 1, "denied", false);
    drain();
    send(told);
    expect();
  }

  @Test
  void one_that_waits_for_what_is_to_be_undone_does_not_go_on() {
    list(9, 5, "{id: one, kind: agent, agent: echo, undo: {kind: tool, tool: text/x}}");
    Command told = next.getFirst();
    fail("each[0]/one", 1, "denied", false);
    expect(
        "ExecutionStarted",
        "ItemsOpened each",
        "StepScheduled each[0]/one#1",
        "StepScheduled each[1]/one#1",
        "StepFailed each[0]/one",
        "ItemFailed each[0]");
    send(told);
    expect();
    complete("each[1]/one", 1, "x");
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPENSATING);
    drain();
    send(told);
    expect();
  }

  @Test
  void items_that_take_no_time_are_decided_a_part_at_a_time_too() {
    list(7, 3, "{id: pick, kind: switch, cases: [{name: yes, when: 'true'}]}");
    expect(
        "ExecutionStarted",
        "ItemsOpened each",
        "StepCompleted each[0]/pick",
        "StepCompleted each[1]/pick",
        "ItemCompleted each[0]",
        "ItemCompleted each[1]");
    int told = 0;
    for (; !next.isEmpty(); told++) {
      goOn();
    }
    assertThat(told).isEqualTo(3);
    assertThat(state.status()).isEqualTo(ExecutionStatus.COMPLETED);
  }

  @Test
  void lists_in_lists_share_the_part_of_a_decision() {
    list(
        2,
        2,
        "{id: in, kind: forEach, items: '[1..2]', steps: [{id: one, kind: agent, agent: echo}]}");
    expect(
        "ExecutionStarted", "ItemsOpened each", "ItemsOpened each[0]/in", "ItemsOpened each[1]/in");
    List<Command.Open> both = next;
    assertThat(both).containsExactly(open("each[0]/in", 0), open("each[1]/in", 0));
    both.forEach(this::send);
    expect(
        "StepScheduled each[0]/in[0]/one#1",
        "StepScheduled each[0]/in[1]/one#1",
        "StepScheduled each[1]/in[0]/one#1",
        "StepScheduled each[1]/in[1]/one#1");
  }

  @Test
  void a_list_that_is_begun_anew_is_not_moved_by_what_was_told_before() {
    part = 2;
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo}
          - id: each
            kind: forEach
            items: "[1..9]"
            concurrency: 5
            steps: [{id: one, kind: agent, agent: echo}]
        edges: [{from: a, to: each}]
        """);
    complete("a", 1, "x");
    Command told = next.getFirst();
    send(new Command.Rollback(ID, "a", "wrong", "ada", "r1"));
    complete("a", 2, "y");
    drain();
    send(told);
    expect();
    assertThat(told).isEqualTo(open("each", 2));
  }

  /** Were it cut short, what it had not taken over would be lost to the next retry. */
  @Test
  void what_goes_on_from_another_is_opened_at_once() {
    origin = new Origin(UUID.randomUUID(), 9, Origin.Mode.RETRY, ID, null, Map.of(), null);
    agents(9, 5);
    assertThat(((Event.ExecutionStarted) log.getFirst()).part()).isNull();
    assertThat(log.stream().filter(Event.StepScheduled.class::isInstance)).hasSize(5);
    assertThat(next).isEmpty();
  }
}
