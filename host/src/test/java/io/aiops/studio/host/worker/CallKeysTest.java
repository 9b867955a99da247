package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call is known by what it asks, to the ledger and to the outside, and not by its place. */
class CallKeysTest {

  private final WorkerBench bench = new WorkerBench();
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void close() {
    bench.close();
  }

  private static String ask(AgentContext context, String what) throws Exception {
    return context.generate(WorkerBench.question(what)).text();
  }

  private static void shout(AgentContext context, String what) throws Exception {
    Object unused = context.call("voice__shout", Map.of("text", what));
  }

  /** As one does that asks from several threads. */
  private void asksInAnotherOrderEachTime(String... first) {
    bench.plugins.agent(
        "threads",
        (task, context) -> {
          List<String> order = new ArrayList<>(List.of(first));
          if (runs.incrementAndGet() % 2 == 0) {
            order = order.reversed();
          }
          for (String each : order) {
            ask(context, each);
          }
          return new AgentResult.Completed("done");
        });
  }

  @Test
  void an_agent_that_asks_in_another_order_pays_nothing_again_however_often_it_comes() {
    asksInAnotherOrderEachTime("one", "two", "three");
    Task task = WorkerBench.agent("threads");
    bench.run(task);
    for (int i = 0; i < 3; i++) {
      bench.runAgain(task);
    }
    assertThat(bench.asked).containsExactly("one", "two", "three");
  }

  @Test
  void nor_does_the_attempt_that_goes_on_from_it() {
    asksInAnotherOrderEachTime("one", "two");
    SomeTask some = WorkerBench.shouting("threads");
    bench.run(some.task());
    bench.run(some.after(1).task());
    assertThat(bench.asked).containsExactly("one", "two");
  }

  @Test
  void what_is_asked_anew_the_second_time_is_kept_and_asked_once() {
    bench.plugins.agent(
        "wavers",
        (task, context) ->
            new AgentResult.Completed(
                ask(context, runs.incrementAndGet() == 1 ? "one" : "two") + ask(context, "end")));
    Task task = WorkerBench.agent("wavers");
    bench.run(task);
    for (int i = 0; i < 3; i++) {
      bench.runAgain(task);
    }
    assertThat(bench.asked).containsExactly("one", "end", "two");
  }

  /** Someone who looks again and again how something stands. */
  @Test
  void the_same_question_has_its_answers_in_their_order() {
    bench.plugins.agent(
        "polls",
        (task, context) -> new AgentResult.Completed(ask(context, "how") + ask(context, "how")));
    Task task = WorkerBench.agent("polls");
    Object first = bench.run(task).output();
    assertThat(bench.asked).hasSize(2);
    assertThat(bench.runAgain(task).output()).isEqualTo(first).isEqualTo("answer 1answer 2");
    assertThat(bench.asked).hasSize(2);
  }

  /**
   * Attempt 1 pays A and then B fails; attempt 2 pays B: under A's key it would get A's receipt.
   */
  @Test
  void another_attempt_that_does_something_else_does_it_under_another_key() {
    bench.plugins.agent(
        "pays",
        (task, context) -> {
          shout(context, runs.incrementAndGet() == 1 ? "pay A" : "pay B");
          return new AgentResult.Completed("paid");
        });
    SomeTask some = WorkerBench.shouting("pays");
    bench.run(some.task());
    bench.run(some.after(1).task());
    assertThat(bench.shouted).containsExactly("pay A", "pay B");
    assertThat(bench.keys).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void the_same_effect_has_one_key_whoever_makes_it_and_wherever_among_the_others() {
    bench.plugins.agent(
        "pays",
        (task, context) -> {
          if (runs.incrementAndGet() == 2) {
            shout(context, "pay B");
          }
          shout(context, "pay A");
          return new AgentResult.Completed("paid");
        });
    // Neither goes on from the other: the outside has to know it again.
    bench.run(WorkerBench.shouting("pays").task());
    String key = bench.keys.getFirst();
    bench.run(WorkerBench.shouting("pays").task());
    assertThat(bench.shouted).containsExactly("pay A", "pay B", "pay A");
    assertThat(end(bench.keys.get(2))).isEqualTo(end(key)).isNotEqualTo(end(bench.keys.get(1)));
  }

  /** Without the execution, which is another one's here. */
  private static String end(String key) {
    return key.substring(key.indexOf('/'));
  }

  @Test
  void a_call_that_failed_and_is_made_again_has_the_same_key_and_a_second_one_another() {
    bench.plugins.agent(
        "tries",
        (task, context) -> {
          try {
            shout(context, "hoarse");
          } catch (PluginException e) {
            shout(context, "hoarse");
          }
          shout(context, "hoarse");
          return new AgentResult.Completed("done");
        });
    assertThat(bench.run(WorkerBench.agent("tries")).failure()).isNull();
    assertThat(bench.keys).hasSize(3);
    assertThat(bench.keys.get(1)).isEqualTo(bench.keys.get(0)).isNotEqualTo(bench.keys.get(2));
  }
}
