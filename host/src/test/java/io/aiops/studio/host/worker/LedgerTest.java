package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a model or a tool answered once is not asked again when the task comes again. */
class LedgerTest {

  private final WorkerBench bench = new WorkerBench();
  private final AtomicInteger runs = new AtomicInteger();

  @BeforeEach
  void an_agent_that_asks_a_model_twice_and_a_tool_once() {
    bench.plugins.agent(
        "asks",
        (task, context) -> {
          runs.incrementAndGet();
          String first = context.generate(WorkerBench.question("one")).text();
          Object loud = context.call("voice__shout", Map.of("text", first));
          String second = context.generate(WorkerBench.question("two " + loud)).text();
          return new AgentResult.Completed(List.of(first, loud, second));
        });
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_task_that_comes_again_reads_its_calls() {
    Task task = WorkerBench.agent("asks");
    Result first = bench.run(task);
    Result second = bench.runAgain(task);
    assertThat(runs).hasValue(2);
    assertThat(bench.asked).hasSize(2);
    assertThat(bench.shouted).containsExactly("answer 1");
    assertThat(String.valueOf(second.output())).isEqualTo(String.valueOf(first.output()));
    assertThat(second.calls()).isEqualTo(first.calls());
    assertThat(first.calls())
        .extracting(CallRecord::name)
        .containsExactly("fake/m1", "voice/shout", "fake/m1");
  }

  /** Such as one that stood still in the middle of a call while another did its task. */
  @Test
  void who_is_answered_second_goes_on_with_what_the_first_was_answered() {
    bench.plugins.agent(
        "late",
        (task, context) -> {
          Object loud = context.call("voice__shout", Map.of("text", "hi"));
          return new AgentResult.Completed(
              context.generate(WorkerBench.question("after " + loud)).text());
        });
    bench.ledger.beaten("\"what another heard\"");
    assertThat(bench.run(WorkerBench.agent("late")).failure()).isNull();
    assertThat(bench.shouted).containsExactly("hi");
    assertThat(bench.asked).containsExactly("after what another heard");
  }

  /** One reading of the database less, before the call, for nearly all calls there are. */
  @Test
  void what_surely_nobody_has_begun_is_not_looked_up() {
    bench.ledger.unreadable();
    assertThat(bench.run(WorkerBench.agent("asks")).failure()).isNull();
    assertThat(bench.asked).hasSize(2);
  }

  @Test
  void an_answer_is_kept_while_the_ledger_is_away_and_neither_asked_for_again_nor_lost() {
    bench.plugins.agent(
        "asks-in-an-outage",
        (task, context) -> {
          String first = context.generate(WorkerBench.question("one")).text();
          bench.ledger.away(3);
          return new AgentResult.Completed(
              first + ", " + context.generate(WorkerBench.question("two")).text());
        });
    Task task = WorkerBench.agent("asks-in-an-outage");
    bench.ledger.away(2);
    assertThat(bench.run(task).output()).isEqualTo("answer 1, answer 2");
    assertThat(bench.asked).hasSize(2);
  }

  /** Who does not know of the outage yet asks in vain; from then on nobody does. */
  @Test
  void an_outage_is_not_waited_out_beyond_the_steps_own_time_and_nobody_is_asked_in_it() {
    bench.plugins.agent(
        "waits",
        (task, context) ->
            new AgentResult.Completed(context.generate(WorkerBench.question("one")).text()));
    bench.ledger.away(Integer.MAX_VALUE);
    // The first has the time to ask on a machine that stands, the second asks nobody.
    for (Duration timeout : List.of(Duration.ofSeconds(6), Duration.ofMillis(600))) {
      Result result = bench.run(WorkerBench.agent("waits", timeout));
      assertThat(result.failure().category()).isEqualTo("timeout");
      assertThat(bench.asked).hasSize(1);
    }
    bench.ledger.away(0);
    assertThat(bench.run(WorkerBench.agent("waits")).failure()).isNull();
    assertThat(bench.asked).hasSize(2);
  }

  @Test
  void a_task_that_died_half_way_makes_only_the_calls_it_had_not_made() {
    AtomicInteger tries = new AtomicInteger();
    bench.plugins.agent(
        "dies",
        (task, context) -> {
          String first = context.generate(WorkerBench.question("one")).text();
          if (tries.incrementAndGet() == 1) {
            throw new PluginException(Category.UNAVAILABLE, "the power went");
          }
          return new AgentResult.Completed(
              first + ", " + context.generate(WorkerBench.question("two")).text());
        });
    Task task = WorkerBench.agent("dies");
    Result died = bench.run(task);
    assertThat(died.failure().category()).isEqualTo("unavailable");
    assertThat(died.calls()).hasSize(1);
    assertThat(bench.runAgain(task).output()).isEqualTo("answer 1, answer 2");
    assertThat(bench.asked).containsExactly("one", "two");
  }

  /** It is not paid again because the network broke at the second call. */
  @Test
  void an_attempt_after_one_that_was_interrupted_goes_on_from_its_calls() {
    AtomicInteger tries = new AtomicInteger();
    bench.plugins.agent(
        "interrupted",
        (task, context) -> {
          String first = context.generate(WorkerBench.question("one")).text();
          Object loud = context.call("voice__shout", Map.of("text", first));
          if (tries.incrementAndGet() < 3) {
            throw new PluginException(Category.UNAVAILABLE, "the line broke");
          }
          return new AgentResult.Completed(
              loud + ", " + context.generate(WorkerBench.question("two")).text());
        });
    SomeTask some = WorkerBench.shouting("interrupted");
    assertThat(bench.run(some.task()).calls()).extracting(CallRecord::inputTokens).contains(10L);
    Result second = bench.run(some.after(1).task());
    assertThat(second.calls())
        .as("nobody was asked, nothing was paid")
        .hasSize(2)
        .allMatch(call -> call.inputTokens() == 0 && call.cost() == null && call.millis() == 0);
    Result third = bench.run(some.after(2).task());
    assertThat(String.valueOf(third.output())).endsWith(", answer 2");
    assertThat(bench.asked).containsExactly("one", "two");
    assertThat(bench.shouted).containsExactly("answer 1");
    assertThat(third.calls()).extracting(CallRecord::inputTokens).containsExactly(0L, 0L, 10L);
  }

  /** Its node had not brought up the plugin, or it had waited too long for one. */
  @Test
  void an_attempt_that_called_nothing_does_not_break_the_row() {
    AtomicInteger tries = new AtomicInteger();
    bench.plugins.agent(
        "interrupted",
        (task, context) -> {
          int now = tries.incrementAndGet();
          if (now == 2) {
            throw new PluginException(Category.UNAVAILABLE, "it did not come so far");
          }
          Object loud = context.call("voice__shout", Map.of("text", "hi"));
          String first = context.generate(WorkerBench.question("one")).text();
          if (now == 1) {
            throw new PluginException(Category.UNAVAILABLE, "the line broke");
          }
          return new AgentResult.Completed(loud + ", " + first);
        });
    SomeTask some = WorkerBench.shouting("interrupted");
    bench.run(some.task());
    assertThat(bench.run(some.after(1).task()).calls()).isEmpty();
    Result third = bench.run(some.after(2, 1).task());
    assertThat(third.failure()).isNull();
    assertThat(bench.asked).containsExactly("one");
    assertThat(bench.shouted).containsExactly("hi");
    assertThat(third.calls()).hasSize(2).allMatch(call -> call.inputTokens() == 0);
  }

  @Test
  void an_attempt_that_goes_on_from_another_asks_what_it_asks_otherwise() {
    AtomicInteger tries = new AtomicInteger();
    bench.plugins.agent(
        "wavers",
        (task, context) ->
            new AgentResult.Completed(
                context.generate(WorkerBench.question("try " + tries.incrementAndGet())).text()));
    SomeTask some = WorkerBench.shouting("wavers");
    bench.run(some.task());
    assertThat(bench.run(some.after(1).task()).output()).isEqualTo("answer 2");
  }

  @Test
  void another_question_is_asked_and_another_attempt_too() {
    AtomicInteger tries = new AtomicInteger();
    bench.plugins.agent(
        "wavers",
        (task, context) ->
            new AgentResult.Completed(
                context.generate(WorkerBench.question("try " + tries.incrementAndGet())).text()));
    Task task = WorkerBench.agent("wavers");
    bench.run(task);
    assertThat(bench.runAgain(task).output()).isEqualTo("answer 2");
    assertThat(bench.asked).containsExactly("try 1", "try 2");
  }

  @Test
  void a_tool_step_that_comes_again_does_not_call_again() {
    Task task = WorkerBench.tool("voice/shout", Map.of("text", "hey"));
    Object first = bench.run(task).output();
    assertThat(String.valueOf(bench.runAgain(task).output())).isEqualTo(String.valueOf(first));
    assertThat(bench.shouted).containsExactly("hey");
    bench.run(bench.running(WorkerBench.tool("voice/shout", Map.of("text", "hey"))));
    assertThat(bench.shouted).hasSize(2);
  }

  @Test
  void a_call_is_the_same_whatever_order_its_arguments_have() {
    AtomicInteger tries = new AtomicInteger();
    bench.plugins.agent(
        "reorders",
        (task, context) -> {
          // As Map.of has it: another order in each process.
          Map<String, Object> arguments = new LinkedHashMap<>();
          boolean first = tries.incrementAndGet() == 1;
          arguments.put(first ? "text" : "more", first ? "hey" : Map.of());
          arguments.put(first ? "more" : "text", first ? Map.of() : "hey");
          return new AgentResult.Completed(context.call("voice__shout", arguments));
        });
    Task task = WorkerBench.agent("reorders");
    bench.run(task);
    bench.runAgain(task);
    assertThat(tries).hasValue(2);
    assertThat(bench.shouted).containsExactly("hey");
  }
}
