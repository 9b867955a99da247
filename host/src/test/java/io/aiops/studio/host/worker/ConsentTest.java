package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Decided;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Command.Result;
import io.aiops.studio.host.taskqueue.SomeTask;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskApprovals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No call that a person has to approve is made before they did, and none but that one. */
@Timeout(120)
class ConsentTest {

  private final WorkerBench bench = new WorkerBench();

  @BeforeEach
  void an_agent_that_asks_its_model_and_then_calls_a_tool() {
    bench.plugins.agent(
        "shouts",
        (task, context) -> {
          String text = context.generate(WorkerBench.question("what?")).text();
          try {
            return new AgentResult.Completed(context.call("voice__shout", Map.of("text", text)));
          } catch (PluginException e) {
            return new AgentResult.Completed("could not: " + e.getMessage());
          }
        });
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static Task with(SomeTask task, Decided... decided) {
    return task.approvals(new TaskApprovals(List.of("voice/*"), List.of(decided))).task();
  }

  private static Decided decided(Ask ask, Verdict verdict, @Nullable Object details) {
    return new Decided(
        ask.hash(), ask.tool(), ask.question(), verdict, details, "too loud", "grace");
  }

  @Test
  void the_attempt_ends_by_asking_although_the_agent_swallows_it() {
    SomeTask task = WorkerBench.shouting("shouts");
    Result result = bench.run(with(task));
    assertThat(result.ask())
        .isEqualTo(Ask.call("shouts", "voice/shout", Map.of("text", "answer 1")));
    assertThat(result.output()).isNull();
    assertThat(result.failure()).isNull();
    assertThat(result.calls()).hasSize(1);
    assertThat(bench.shouted).isEmpty();
  }

  @Test
  void what_is_approved_is_called_and_the_model_is_not_paid_again() {
    SomeTask task = WorkerBench.shouting("shouts");
    Ask ask = bench.run(with(task)).ask();
    Outcome outcome =
        bench.run(with(task, decided(ask, Verdict.APPROVE, null)), false).orElseThrow();
    assertThat(outcome.round()).isEqualTo(1);
    assertThat(outcome.result().output()).isEqualTo(Map.of("loud", "answer 1!", "n", 1));
    assertThat(bench.asked).hasSize(1);
    assertThat(bench.shouted).containsExactly("answer 1");
  }

  @Test
  void what_is_edited_is_called_as_edited() {
    SomeTask task = WorkerBench.shouting("shouts");
    Ask ask = bench.run(with(task)).ask();
    bench.run(with(task, decided(ask, Verdict.EDIT, Map.of("text", "hush"))));
    assertThat(bench.shouted).containsExactly("hush");
  }

  @Test
  void what_is_rejected_is_an_error_of_the_tool_that_says_who_and_why() {
    SomeTask task = WorkerBench.shouting("shouts");
    Ask ask = bench.run(with(task)).ask();
    assertThat(bench.run(with(task, decided(ask, Verdict.REJECT, null))).output())
        .isEqualTo("could not: The call of 'voice/shout' was rejected by grace: too loud");
    assertThat(bench.shouted).isEmpty();
  }

  @Test
  void a_decision_about_other_arguments_does_not_count() {
    SomeTask task = WorkerBench.shouting("shouts");
    Ask other = Ask.call("shouts", "voice/shout", Map.of("text", "something else"));
    assertThat(bench.run(with(task, decided(other, Verdict.APPROVE, null))).ask()).isNotNull();
    assertThat(bench.shouted).isEmpty();
  }

  @Test
  void the_same_call_twice_needs_two_decisions() {
    bench.plugins.agent(
        "repeats",
        (task, context) -> {
          context.call("voice__shout", Map.of("text", "hey"));
          return new AgentResult.Completed(context.call("voice__shout", Map.of("text", "hey")));
        });
    SomeTask task = WorkerBench.shouting("repeats");
    Ask ask = bench.run(with(task)).ask();
    Decided yes = decided(ask, Verdict.APPROVE, null);
    assertThat(bench.run(with(task, yes)).ask()).isEqualTo(ask);
    assertThat(bench.shouted).containsExactly("hey");
    assertThat(bench.run(with(task, yes, yes)).ask()).isNull();
    assertThat(bench.shouted).containsExactly("hey", "hey");
  }

  @Test
  void what_is_called_is_what_was_approved_whatever_becomes_of_the_agents_map() {
    bench.plugins.agent(
        "sly",
        (task, context) -> {
          Map<String, Object> arguments = new HashMap<>();
          List<Object> inner = new ArrayList<>(List.of("a"));
          arguments.put("text", "hey");
          arguments.put("more", inner);
          Object loud = context.call("voice__shout", arguments);
          inner.add("b");
          return new AgentResult.Completed(loud);
        });
    SomeTask task = WorkerBench.shouting("sly");
    Ask ask = bench.run(with(task)).ask();
    assertThat(ask.details()).isEqualTo(Map.of("text", "hey", "more", List.of("a")));
  }

  @Test
  void it_asks_at_once_although_the_agent_goes_on_and_lets_it_do_nothing_more() {
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<PluginException.Category> after = new CompletableFuture<>();
    bench.plugins.agent(
        "goes on",
        (task, context) -> {
          try {
            context.call("voice__shout", Map.of("text", "hey"));
          } catch (PluginException e) {
            Thread.interrupted();
            asked.await();
          }
          try {
            context.generate(WorkerBench.question("more?"));
          } catch (PluginException e) {
            after.complete(e.category());
          }
          return new AgentResult.Completed("done");
        });
    assertThat(bench.run(with(WorkerBench.shouting("goes on"))).ask()).isNotNull();
    asked.countDown();
    assertThat(after.join()).isEqualTo(PluginException.Category.CANCELLED);
    assertThat(bench.asked).isEmpty();
  }

  @Test
  void an_agent_may_ask_by_itself_and_is_told_the_answer() {
    bench.plugins.agent(
        "modest",
        (task, context) ->
            task.decisions().isEmpty()
                ? new AgentResult.NeedsApproval("May I?", Map.of("n", 1))
                : new AgentResult.Completed(
                    task.decisions().getFirst().by()
                        + " "
                        + task.decisions().getFirst().approved()
                        + " "
                        + task.decisions().getFirst().edited()));
    SomeTask task = WorkerBench.shouting("modest");
    Ask ask = bench.run(with(task)).ask();
    assertThat(ask).isEqualTo(new Ask(null, "May I?", Map.of("n", 1)));
    assertThat(bench.run(with(task, decided(ask, Verdict.EDIT, Map.of("n", 2)))).output())
        .isEqualTo("grace true {n=2}");
  }
}
