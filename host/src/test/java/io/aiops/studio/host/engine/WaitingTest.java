package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.Tool;
import io.aiops.studio.host.approval.ApprovalPeople;
import io.aiops.studio.host.approval.ApprovalService.Decision;
import io.aiops.studio.host.approval.ApprovalViews.Filter;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.approval.Approvals;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsTaskQueue;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbcLeases;
import io.aiops.studio.host.persistence.JdbiApprovalStore;
import io.aiops.studio.host.persistence.JdbiCallLedger;
import io.aiops.studio.host.persistence.JdbiExecutionRows;
import io.aiops.studio.host.persistence.JdbiFileStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.query.ExecutionReader;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.worker.LeaseKeeper;
import io.aiops.studio.host.worker.TaskWorker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What waits for people and for signals, on a real PostgreSQL and a real Artemis, while engine and
 * worker come and go.
 */
@Timeout(60)
class WaitingTest {

  @TempDir Path folder;

  private final AtomicInteger modelCalls = new AtomicInteger();
  private final List<Object> sent = new CopyOnWriteArrayList<>();
  private final InMemoryWorkflowStore workflows = new InMemoryWorkflowStore();
  private final Caller ada =
      new Caller(
          UUID.randomUUID(),
          "ada",
          UUID.randomUUID(),
          Role.BUILDER,
          EnumSet.allOf(Permission.class));
  private Database database;
  private EmbeddedBroker broker;
  private JdbcExecutionStore store;
  private JmsTaskQueue queue;
  private TaskWorker worker;
  private Executions executions;
  private Approvals approvals;
  private SignalGate signals;
  private ExecutionReader reader;

  private record Alone() implements ApprovalPeople {
    @Override
    public boolean member(UUID workspaceId, String userName) {
      return false;
    }

    @Override
    public Optional<Caller> standing(UUID userId, UUID workspaceId) {
      return Optional.empty();
    }
  }

  private record AsNamed() implements ConnectionResolver {
    @Override
    public Optional<Resolved> tool(UUID workspaceId, String reference) {
      String[] parts = reference.split("/", 2);
      return Optional.of(new Resolved(parts[0], parts[1], Map.of()));
    }

    @Override
    public Optional<Resolved> model(UUID workspaceId, String reference) {
      return Optional.of(new Resolved("fake", "m1", Map.of()));
    }
  }

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    broker = EmbeddedBroker.start(folder);
    store = new JdbcExecutionStore(database);
    up();
  }

  private void up() {
    Clock clock = Clock.systemUTC();
    EventHub hub = new EventHub(store);
    Expressions expressions = new Expressions();
    Definitions definitions = new Definitions(workflows);
    queue = new JmsTaskQueue(EmbeddedBroker.URL, "", "", clock);
    worker =
        new TaskWorker(
            plugins(),
            new AsNamed(),
            new JdbiFileStore(database),
            new JdbiCallLedger(database),
            new LeaseKeeper(new JdbcLeases(database), UUID.randomUUID()),
            expressions,
            hub,
            clock,
            100);
    queue.serve(new Engine(store, definitions, expressions, hub, clock, 1_000));
    queue.serve(worker, 8, Set.of("default"));
    executions =
        new Executions(
            store,
            workflows,
            definitions,
            new Replay(expressions),
            queue,
            (c, a, s, d) -> {},
            clock);
    approvals =
        new Approvals(
            new JdbiApprovalStore(database),
            new Alone(),
            queue::send,
            new byte[32],
            (c, a, s, d) -> {},
            clock);
    signals = new SignalGate(store, queue::send, (c, a, s, d) -> {});
    reader = new ExecutionReader(new JdbiExecutionRows(database), store, workflows, hub);
  }

  private void down() {
    executions.close();
    queue.close();
    worker.close();
  }

  private void restart() {
    down();
    up();
  }

  @AfterEach
  void stop() {
    down();
    broker.close();
    database.close();
  }

  private FakePlugins plugins() {
    ModelProvider model =
        new ModelProvider() {
          @Override
          public ModelResponse generate(ModelRequest request, CallContext context) {
            modelCalls.incrementAndGet();
            return new ModelResponse(
                "Dear x", List.of(), new ModelResponse.Usage(10, 5), "m1", true);
          }

          @Override
          public List<String> models(CallContext context) {
            return List.of("m1");
          }
        };
    Tool send =
        new Tool(
            "send",
            "Send",
            "",
            "{\"type\":\"object\"}",
            Tool.Effect.NONE,
            (arguments, context) -> {
              sent.add(Map.copyOf(arguments));
              return Map.of("sent", arguments.get("text"));
            });
    return new FakePlugins()
        .model("fake", model)
        .connector("mail", () -> List.of(send))
        .agent(
            "writer",
            (task, context) -> {
              String text =
                  context
                      .generate(
                          new ModelRequest("", List.of(Message.user("write")), List.of(), Map.of()))
                      .text();
              return new AgentResult.Completed(context.call("mail__send", Map.of("text", text)));
            });
  }

  private UUID run(String steps) {
    String text = "schema: aiops-studio/workflow/v1\nname: waits\n" + steps;
    var read = WorkflowReader.read(text);
    assertThat(read.problems()).isEmpty();
    workflows.save(
        ada.workspaceId(),
        read.workflow().orElseThrow(),
        text,
        "ada",
        Clock.systemUTC().instant(),
        null);
    return executions.start(ada, new StartRequest("waits", null, Map.of(), null)).executionId();
  }

  private View asked(UUID execution, String step) {
    Summary summary =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    approvals.list(ada, new Filter(false, execution, null, 10)).items().stream()
                        .filter(one -> one.step().equals(step))
                        .findFirst()
                        .orElse(null),
                one -> one != null);
    return approvals.get(ada, summary.id());
  }

  private void decide(View approval, Verdict verdict, @Nullable Object details) {
    approvals.decide(
        ada, approval.summary().id(), new Decision(approval.hash(), verdict, details, "as agreed"));
  }

  private ExecutionViews.Detail ended(UUID execution) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> reader.get(ada, execution), one -> one.summary().status().terminal());
  }

  @Test
  void what_was_asked_before_a_restart_is_decided_after_it_and_nothing_is_paid_or_sent_twice() {
    UUID id =
        run(
            """
            steps:
              - {id: write, kind: agent, agent: writer, tools: [mail/send], approve: [mail/*]}
              - id: ask
                kind: approval
                question: "Sent {{ steps.write.output.sent }}. Archive it?"
              - {id: paid, kind: signal, signal: paid}
            edges: [{from: write, to: ask}, {from: ask, to: paid}]
            """);
    View call = asked(id, "write");
    assertThat(call.summary().tool()).isEqualTo("mail/send");
    assertThat(call.details()).isEqualTo(Map.of("text", "Dear x"));
    assertThat(sent).isEmpty();
    signals.send(ada, id, new SignalService.Signal("paid", Map.of("amount", 7), "p1"));
    restart();
    decide(call, Verdict.EDIT, Map.of("text", "Dear y"));
    View question = asked(id, "ask");
    assertThat(question.summary().question()).isEqualTo("Sent Dear y. Archive it?");
    assertThat(sent).containsExactly(Map.of("text", "Dear y"));
    assertThat(modelCalls).hasValue(1);
    restart();
    assertThatThrownBy(() -> decide(call, Verdict.REJECT, null))
        .isInstanceOf(ConflictException.class);
    decide(question, Verdict.APPROVE, null);
    ExecutionViews.Detail ended = ended(id);
    assertThat(ended.summary().status()).isEqualTo(ExecutionViews.Status.COMPLETED);
    assertThat(ended.output()).isEqualTo(Map.of("amount", 7));
    assertThat(modelCalls).hasValue(1);
    assertThat(sent).hasSize(1);
    assertThat(approvals.get(ada, call.summary().id()).summary().state()).isEqualTo(State.EDITED);
    assertThat(approvals.get(ada, question.summary().id()).outcome().by()).isEqualTo("ada");
    assertThat(executions.replay(ada, id).difference()).isNull();
  }

  @Test
  void a_call_that_is_rejected_is_not_made_and_fails_the_agent_that_does_not_mind() {
    UUID id =
        run("steps: [{id: write, kind: agent, agent: writer, tools: [mail/send], approve: ['*']}]");
    decide(asked(id, "write"), Verdict.REJECT, null);
    ExecutionViews.Detail ended = ended(id);
    assertThat(ended.summary().failure().category()).isEqualTo("denied");
    assertThat(ended.summary().failure().message())
        .contains("'mail/send' was rejected by ada: as agreed");
    assertThat(sent).isEmpty();
    assertThat(executions.replay(ada, id).difference()).isNull();
  }

  @Test
  void nobody_decides_so_others_are_asked_and_then_it_gives_up() {
    UUID id =
        run(
            """
            steps:
              - id: ask
                kind: approval
                question: Go on?
                assignees: [nobody]
                sla: PT0.3S
                escalateTo: ["role:builder"]
                timeout: PT2S
            """);
    View escalated = asked(id, "ask");
    assertThat(escalated.summary().escalated()).isTrue();
    assertThat(escalated.summary().assignees()).containsExactly("nobody", "role:builder");
    assertThat(ended(id).summary().failure().category()).isEqualTo("timeout");
    assertThat(approvals.get(ada, escalated.summary().id()).summary().state())
        .isEqualTo(State.WITHDRAWN);
  }
}
