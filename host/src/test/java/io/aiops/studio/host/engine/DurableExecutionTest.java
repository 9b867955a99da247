package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.definition.StepChange;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.query.ExecutionReader;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.worker.TaskWorker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Engine and worker on a real PostgreSQL and a real Artemis; plugins given by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DurableExecutionTest {

  @TempDir static Path folder;

  private final AtomicInteger modelCalls = new AtomicInteger();
  private final AtomicInteger flaky = new AtomicInteger();
  private final CountDownLatch stuckBegan = new CountDownLatch(1);
  private final CountDownLatch stuckEnded = new CountDownLatch(1);
  private final Workshop workshop = new Workshop();
  private final Caller caller = workshop.ada;
  private Database database;
  private EmbeddedBroker broker;
  private TestNode node;
  private Executions executions;
  private ExecutionReader reader;

  @BeforeAll
  void start() {
    database = TestDatabase.create();
    broker = EmbeddedBroker.start(folder);
    node = new TestNode(database, workshop, new ArtemisTaskQueue(broker, Clock.systemUTC()));
    TaskWorker worker = node.worker(plugins());
    node.hub.listen(append -> {
      if (append.state().status().terminal()) {
        worker.stop(append.state().id());
      }
    });
    node.queue.serve(node.engine());
    node.queue.serve(worker, 8, Set.of("default"));
    executions = node.executions;
    reader = node.reader;
  }

  @AfterAll
  void stop() throws Exception {
    node.close();
    broker.close();
    database.close();
  }

  private FakePlugins plugins() {
    return new FakePlugins()
        .agent(
            "echo",
            (task, context) -> new AgentResult.Completed(Map.of("text", task.instruction())))
        .agent(
            "asks",
            (task, context) ->
                new AgentResult.Completed(
                    context
                        .generate(
                            new ModelRequest(
                                "", List.of(Message.user(task.instruction())), List.of(), Map.of()))
                        .text()))
        .agent(
            "flaky",
            (task, context) -> {
              if (flaky.incrementAndGet() < 3) {
                throw new PluginException(PluginException.Category.UNAVAILABLE, "not yet");
              }
              return new AgentResult.Completed(task.attempt());
            })
        .agent(
            "stuck",
            (task, context) -> {
              stuckBegan.countDown();
              try {
                new CountDownLatch(1).await();
                return new AgentResult.Completed(null);
              } finally {
                stuckEnded.countDown();
              }
            })
        .agent("leaks", (task, context) -> new AgentResult.Completed(new Object()))
        .says(
            "fake",
            (message, context) -> {
              modelCalls.incrementAndGet();
              return "said " + message;
            })
        .tool("voice", "shout", (arguments, context) -> arguments.get("text") + "!");
  }

  @Test
  void runs_agents_tools_and_expressions_to_the_end() {
    save(
        "chain",
        """
        inputs: {type: object, properties: {who: {type: string, default: you}}}
        steps:
          - {id: hello, kind: agent, agent: echo, instruction: "hello {{ inputs.who }}"}
          - {id: loud, kind: tool, tool: voice/shout, input: {text: "{{ steps.hello.output.text }}"}}
          - {id: ask, kind: agent, agent: asks, instruction: "what"}
          - id: each
            kind: forEach
            items: "[1..20]"
            concurrency: 5
            steps: [{id: t, kind: transform, expression: "item * 2"}]
            output: "{{ steps.t.output }}"
        edges: [{from: hello, to: loud}, {from: loud, to: each}]
        output: {loud: "{{ steps.loud.output }}", ask: "{{ steps.ask.output }}", sum: "{{ $sum(steps.each.output) }}"}
        """);
    ExecutionViews.Detail detail = finish(run("chain", Map.of("who", "Ada")));
    assertThat(detail.summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(detail.output().toString()).isEqualTo("{loud=hello Ada!, ask=said what, sum=420}");
    assertThat(detail.summary().usage().inputTokens()).isEqualTo(10);
    assertThat(detail.summary().usage().simulated()).isTrue();
    assertThat(detail.summary().usage().cost()).isEqualByComparingTo("0.00007");
    assertThat(detail.steps()).hasSize(24).allMatch(step -> step.status() == Status.COMPLETED);
    assertThat(detail.lastSequence()).isEqualTo(detail.steps().size() * 2 + 22);
  }

  @Test
  void tries_again_until_it_works() {
    flaky.set(0);
    save(
        "retry",
        """
        steps: [{id: a, kind: agent, agent: flaky, retry: {attempts: 5, delay: PT0.05S}}]
        """);
    ExecutionViews.Detail detail = finish(run("retry", Map.of()));
    assertThat(detail.summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(detail.output()).isEqualTo(3);
    assertThat(detail.steps().getFirst().attempts()).hasSize(3);
  }

  @Test
  void cancelling_interrupts_what_runs() throws Exception {
    save("stuck", "steps: [{id: a, kind: agent, agent: stuck}]");
    UUID id = run("stuck", Map.of());
    stuckBegan.await();
    executions.cancel(caller, id);
    assertThat(finish(id).summary().status()).isEqualTo(Status.CANCELLED);
    stuckEnded.await();
  }

  @Test
  void a_workflow_runs_as_a_step_of_another() {
    save(
        "greets",
        """
        inputs: {type: object, properties: {who: {type: string, default: you}}}
        steps: [{id: hello, kind: agent, agent: echo, instruction: "hello {{ inputs.who }}"}]
        output: "{{ steps.hello.output.text }}"
        """);
    save(
        "greeter",
        """
        steps:
          - id: each
            kind: forEach
            items: ["Ada", "Grace"]
            steps: [{id: greet, kind: workflow, workflow: greets, inputs: {who: "{{ item }}"}}]
            output: "{{ steps.greet.output }}"
        output: "{{ steps.each.output }}"
        """
            .replace("[\"Ada\", \"Grace\"]", "'[\"Ada\", \"Grace\"]'"));
    ExecutionViews.Detail parent = finish(run("greeter", Map.of()));
    assertThat(parent.output()).isEqualTo(List.of("hello Ada", "hello Grace"));
    Object input = parent.steps().get(1).attempts().getFirst().input();
    UUID child = UUID.fromString(((Map<?, ?>) input).get("execution").toString());
    assertThat(reader.get(caller, child).parent())
        .isEqualTo(new ExecutionViews.Parent(parent.summary().id(), "each[0]/greet", 1));
    assertThat(executions.replay(caller, parent.summary().id()).difference()).isNull();
    assertThat(promises()).isEmpty();
  }

  @Test
  void a_child_that_failed_fails_its_parent_and_says_which_it_was() {
    save("breaks", "steps: [{id: a, kind: agent, agent: leaks, retry: {attempts: 1}}]");
    save("trusts", "steps: [{id: a, kind: workflow, workflow: breaks}]");
    ExecutionViews.Detail parent = finish(run("trusts", Map.of()));
    assertThat(parent.summary().status()).isEqualTo(Status.FAILED);
    Object input = parent.steps().getFirst().attempts().getFirst().input();
    assertThat(parent.summary().failure().message())
        .contains(((Map<?, ?>) input).get("execution").toString(), "breaks");
  }

  @Test
  void a_child_that_cannot_begin_fails_its_step_and_one_that_runs_itself_ends() {
    save("nowhere", "steps: [{id: a, kind: workflow, workflow: is-not-there}]");
    assertThat(finish(run("nowhere", Map.of())).summary().failure().message())
        .contains("no workflow 'is-not-there'");
    save("itself", "steps: [{id: a, kind: workflow, workflow: itself}]");
    assertThat(finish(run("itself", Map.of())).summary().failure().message())
        .contains("at most 10");
  }

  @Test
  void who_cancels_a_parent_cancels_its_children() {
    save("sleeps", "steps: [{id: a, kind: wait, duration: PT1H}]");
    save("waits", "steps: [{id: a, kind: workflow, workflow: sleeps}]");
    UUID id = run("waits", Map.of());
    UUID child =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    reader
                        .list(caller, new ExecutionViews.Filter("sleeps", null, null, 10))
                        .items(),
                found -> !found.isEmpty())
            .getFirst()
            .id();
    executions.cancel(caller, id);
    assertThat(finish(id).summary().status()).isEqualTo(Status.CANCELLED);
    assertThat(finish(child).summary().status()).isEqualTo(Status.CANCELLED);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> promises().isEmpty());
  }

  @Test
  void what_was_done_is_undone_before_it_fails_and_done_anew_by_a_retry() {
    save(
        "books",
        """
        steps:
          - {id: a, kind: tool, tool: voice/shout, input: {text: in},
             undo: {kind: tool, tool: voice/shout, input: {text: "un{{ steps.a.output }}"}}}
          - {id: b, kind: agent, agent: flaky, retry: {attempts: 2, delay: PT0S}}
        edges: [{from: a, to: b}]
        """);
    flaky.set(0);
    UUID id = run("books", Map.of());
    ExecutionViews.Detail failed = finish(id);
    assertThat(failed.summary().failure().category()).isEqualTo("unavailable");
    assertThat(failed.steps())
        .extracting(ExecutionViews.Step::path)
        .containsExactly("a", "a~undo", "b");
    assertThat(failed.steps().get(1).attempts().getFirst().output()).isEqualTo("unin!!");
    UUID retry = executions.rerun(caller, id, new ExecutionService.Rerun.Retry(null)).executionId();
    ExecutionViews.Detail again = finish(retry);
    assertThat(again.summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(reader.events(caller, retry, 0, 100))
        .extracting(ExecutionViews.Event::type)
        .doesNotContain("StepAdopted");
  }

  private List<io.aiops.studio.host.execution.Promise> promises() {
    java.time.Instant now = Clock.systemUTC().instant();
    return new JdbcExecutionStore(database).unkept(now.plusSeconds(60), now, 10);
  }

  @Test
  void what_it_did_is_verified_and_decided_again_without_asking_a_model() {
    save(
        "asked",
        """
        steps:
          - {id: ask, kind: agent, agent: asks, instruction: "why"}
          - {id: pause, kind: wait, duration: PT0.01S}
          - id: each
            kind: forEach
            items: "[1..3]"
            steps: [{id: t, kind: transform, expression: "item / 3"}]
        edges: [{from: ask, to: pause}, {from: pause, to: each}]
        """);
    UUID id = run("asked", Map.of());
    assertThat(finish(id).summary().status()).isEqualTo(Status.COMPLETED);
    int asked = modelCalls.get();
    ExecutionViews.Verification verified = reader.verify(caller, id);
    assertThat(verified.intact()).isTrue();
    assertThat(executions.replay(caller, id))
        .isEqualTo(new ExecutionService.Replayed(verified.events(), verified.hash(), null, null));
    assertThat(modelCalls.get()).isEqualTo(asked);
    Caller other = Workshop.person(UUID.randomUUID());
    assertThatThrownBy(() -> executions.replay(other, id)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> reader.verify(other, id)).isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_retry_pays_nothing_that_completed_again() {
    save(
        "fragile",
        """
        steps:
          - {id: ask, kind: agent, agent: asks, instruction: "why"}
          - {id: try, kind: agent, agent: flaky, retry: {attempts: 2, delay: PT0S}}
        edges: [{from: ask, to: try}]
        """);
    flaky.set(0);
    UUID id = run("fragile", Map.of());
    assertThat(finish(id).summary().status()).isEqualTo(Status.FAILED);
    int asked = modelCalls.get();
    ExecutionService.Started retry =
        executions.rerun(caller, id, new ExecutionService.Rerun.Retry("again"));
    assertThat(retry.created()).isTrue();
    assertThat(executions.rerun(caller, id, new ExecutionService.Rerun.Retry("again")))
        .isEqualTo(new ExecutionService.Started(retry.executionId(), false));
    ExecutionViews.Detail detail = finish(retry.executionId());
    assertThat(detail.summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(modelCalls.get()).isEqualTo(asked);
    assertThat(reader.get(caller, id).summary().status()).isEqualTo(Status.FAILED);
    assertThat(executions.replay(caller, retry.executionId()))
        .returns(null, ExecutionService.Replayed::difference)
        .returns(
            reader.verify(caller, retry.executionId()).hash(), ExecutionService.Replayed::hash);
    assertThatThrownBy(() ->
            executions.rerun(caller, retry.executionId(), new ExecutionService.Rerun.Retry(null)))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("Fork it");
  }

  /** Its numbers are others than those that are read from the log. */
  @Test
  void a_retry_pays_nothing_again_of_an_item_that_an_expression_made() {
    save(
        "fragile-list",
        """
        steps:
          - id: each
            kind: forEach
            items: "[1..3]"
            concurrency: 1
            steps:
              - {id: ask, kind: agent, agent: asks, instruction: "why {{ item }}"}
              - {id: try, kind: agent, agent: flaky, retry: {attempts: 2, delay: PT0S}}
            edges: [{from: ask, to: try}]
        """);
    flaky.set(0);
    int before = modelCalls.get();
    UUID id = run("fragile-list", Map.of());
    assertThat(finish(id).summary().status()).isEqualTo(Status.FAILED);
    assertThat(modelCalls.get()).isEqualTo(before + 1);
    ExecutionService.Started retry =
        executions.rerun(caller, id, new ExecutionService.Rerun.Retry(null));
    assertThat(finish(retry.executionId()).summary().status()).isEqualTo(Status.COMPLETED);
    assertThat(modelCalls.get()).isEqualTo(before + 3);
  }

  @Test
  void a_fork_runs_again_from_a_step_with_another_instruction() {
    save(
        "forked",
        """
        steps:
          - {id: ask, kind: agent, agent: asks, instruction: "why"}
          - {id: say, kind: agent, agent: echo, instruction: "old {{ steps.ask.output }}"}
        edges: [{from: ask, to: say}]
        """);
    UUID id = run("forked", Map.of());
    finish(id);
    int asked = modelCalls.get();
    Map<String, StepChange> changes =
        Map.of("say", new StepChange("new {{ steps.ask.output }}", null, null));
    UUID fork =
        executions
            .rerun(caller, id, new ExecutionService.Rerun.Fork("say", null, null, changes, null))
            .executionId();
    assertThat(finish(fork).output()).isEqualTo(Map.of("text", "new said why"));
    assertThat(modelCalls.get()).isEqualTo(asked);
    assertThat(executions.replay(caller, fork).difference()).isNull();
    assertThatThrownBy(() ->
            executions.rerun(
                caller, id, new ExecutionService.Rerun.Fork("gone", null, null, Map.of(), null)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void a_rollback_goes_back_to_a_step_of_what_runs_and_forks_what_has_ended() {
    save(
        "back",
        """
        steps:
          - {id: say, kind: agent, agent: echo, instruction: "hi"}
          - {id: nap, kind: wait, duration: PT1H}
        edges: [{from: say, to: nap}]
        """);
    UUID id = run("back", Map.of());
    ExecutionViews.Detail waiting =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> reader.get(caller, id), d -> d.steps().getLast().status() == Status.WAITING);
    assertThat(waiting.steps().getFirst().attempts()).hasSize(1);
    ExecutionService.Rerun.RollBack wrong =
        new ExecutionService.Rerun.RollBack("say", "too short", null);
    assertThat(executions.rerun(caller, id, wrong))
        .isEqualTo(new ExecutionService.Started(id, false));
    ExecutionViews.Detail again =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> reader.get(caller, id),
                d ->
                    d.steps().getLast().status() == Status.WAITING
                        && d.steps().getFirst().attempts().size() == 2);
    assertThat(again.steps().getFirst().attempts().getLast().output().toString())
        .contains("too short", "\"hi\"");
    executions.cancel(caller, id);
    finish(id);
    UUID fork = executions.rerun(caller, id, wrong).executionId();
    assertThat(fork).isNotEqualTo(id);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> reader.get(caller, fork), d -> d.steps().getLast().status() == Status.WAITING);
    assertThat(executions.replay(caller, fork).difference()).isNull();
    executions.cancel(caller, fork);
    finish(fork);
    Caller other = Workshop.person(UUID.randomUUID());
    assertThatThrownBy(() -> executions.rerun(other, id, wrong))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_step_that_takes_too_long_is_ended() {
    save(
        "slow",
        """
        steps: [{id: a, kind: agent, agent: stuck, timeout: PT0.2S, retry: {attempts: 1}}]
        """);
    ExecutionViews.Detail detail = finish(run("slow", Map.of()));
    assertThat(detail.summary().failure().category()).isEqualTo("timeout");
  }

  @Test
  void what_is_no_json_is_refused_where_it_came_from() {
    save("leaks", "steps: [{id: a, kind: agent, agent: leaks, retry: {attempts: 1}}]");
    assertThat(finish(run("leaks", Map.of())).summary().failure().message())
        .contains("java.lang.Object");
  }

  @Test
  void a_plugin_that_is_missing_is_named() {
    save("missing", "steps: [{id: a, kind: agent, agent: gone, retry: {attempts: 1}}]");
    assertThat(finish(run("missing", Map.of())).summary().failure().message())
        .contains("no agent 'gone'");
  }

  @Test
  void the_same_key_gives_the_same_execution_and_another_request_under_it_is_refused() {
    save(
        "keyed",
        "inputs: {type: object, properties: {n: {}, m: {}}}\nsteps: [{id: a, kind: agent, agent: echo}]");
    Started first =
        executions.start(caller, new StartRequest("keyed", null, ordered("n", "m"), "k"));
    Started second =
        executions.start(caller, new StartRequest("keyed", null, ordered("m", "n"), "k"));
    assertThat(second).isEqualTo(new Started(first.executionId(), false));
    assertThatThrownBy(
            () -> executions.start(caller, new StartRequest("keyed", null, Map.of("n", 2), "k")))
        .isInstanceOf(ConflictException.class);
  }

  private static Map<String, Object> ordered(String first, String second) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put(first, 1);
    inputs.put(second, 1);
    return inputs;
  }

  @Test
  void inputs_that_do_not_match_are_named_and_nothing_is_kept() {
    save(
        "strict",
        """
        inputs: {type: object, properties: {n: {type: integer}}, required: [n]}
        steps: [{id: a, kind: agent, agent: echo}]
        """);
    assertThatThrownBy(() -> run("strict", Map.of("n", "x", "m", 1)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("inputs.n")
        .hasMessageContaining("inputs.m");
    assertThat(reader.list(caller, new ExecutionViews.Filter("strict", null, null, 10)).items())
        .isEmpty();
  }

  @Test
  void another_workspace_sees_nothing_of_it() {
    save("mine", "steps: [{id: a, kind: agent, agent: echo}]");
    UUID id = run("mine", Map.of());
    Caller other = Workshop.person(UUID.randomUUID());
    assertThatThrownBy(() -> reader.get(other, id)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> executions.cancel(other, id)).isInstanceOf(NotFoundException.class);
    assertThat(reader.list(other, new ExecutionViews.Filter(null, null, null, 10)).items())
        .isEmpty();
  }

  private void save(String name, String body) {
    workshop.save(name, body);
  }

  private UUID run(String workflow, Map<String, Object> inputs) {
    return node.start(workflow, inputs);
  }

  private ExecutionViews.Detail finish(UUID id) {
    return node.ended(id);
  }
}
