package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.Tool;
import io.aiops.studio.host.Closing;
import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionResolver;
import io.aiops.studio.host.connection.ConnectionStore.Stored;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.execution.PlaceStore.Standing;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.TestBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcCallLedger;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbcLeases;
import io.aiops.studio.host.persistence.JdbiConnectionStore;
import io.aiops.studio.host.persistence.JdbiFileStore;
import io.aiops.studio.host.persistence.JdbiLimitStore;
import io.aiops.studio.host.persistence.JdbiPlaceStore;
import io.aiops.studio.host.persistence.JdbiWorkflowStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.worker.LeaseKeeper;
import io.aiops.studio.host.worker.TaskWorker;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bounds on calls of a connection, on a real database and broker, with a real worker. */
class PlacesTest {

  /**
   * The outside: how many calls it has at the same time, and had. The first waits until another is
   * beside it, so that whether any two ever meet is not left to how busy the machine is.
   */
  private static final class Outside {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger all = new AtomicInteger();
    private final CountDownLatch two = new CountDownLatch(2);

    void call() throws InterruptedException {
      all.incrementAndGet();
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      try {
        two.countDown();
        assertThat(two.await(60, TimeUnit.SECONDS)).as("a second call beside the first").isTrue();
        assertThat(new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS)).isFalse();
      } finally {
        now.decrementAndGet();
      }
    }
  }

  @RegisterExtension private final TestBroker broker = new TestBroker();
  private final Caller ada = Somebody.with(Role.BUILDER);
  private final Outside tickets = new Outside();
  private final Outside models = new Outside();
  private final AtomicInteger posted = new AtomicInteger();
  private Database database;
  private ArtemisTaskQueue queue;
  private DyingEngine engine;
  private TaskWorker worker;
  private JdbiWorkflowStore workflows;
  private JdbiPlaceStore places;
  private Grantor grantor;
  private Executions executions;
  private Stored ticketing;
  private Stored llm;

  @BeforeEach
  void start() {
    Clock clock = Clock.systemUTC();
    Expressions expressions = new Expressions();
    database = TestDatabase.create();
    queue = broker.node(true, clock);
    workflows = new JdbiWorkflowStore(database);
    places = new JdbiPlaceStore(database);
    ticketing = connection(Connection.Kind.CONNECTOR, "tickets", 5);
    llm = connection(Connection.Kind.MODEL, "llm", 3);
    JdbcExecutionStore store = new JdbcExecutionStore(database);
    EventHub hub = new EventHub(store);
    worker =
        new TaskWorker(
            plugins(),
            new Bound(),
            new JdbiFileStore(database),
            new JdbcCallLedger(database),
            new LeaseKeeper(new JdbcLeases(database), UUID.randomUUID()),
            expressions,
            hub,
            clock,
            100,
            true);
    hub.listen(append -> {
      if (append.state().status().terminal()) {
        worker.stop(append.state().id());
      }
    });
    grantor =
        new Grantor(
            new JdbiLimitStore(database), places, this::post, (caller, act, on, how) -> {}, 0);
    hub.listen(grantor::appended);
    Definitions definitions = new Definitions(workflows);
    executions =
        new Executions(
            store,
            workflows,
            definitions,
            new Replay(expressions),
            queue,
            (caller, act, on, how) -> {},
            clock);
    engine =
        new DyingEngine(11, () -> new Engine(store, definitions, expressions, hub, clock, 1_000));
    queue.serve(engine);
    queue.serve(worker, 32, Set.of("default"));
    grantor.run();
  }

  @AfterEach
  void stop() throws Exception {
    Closing.all(queue, grantor, executions, worker, database);
  }

  private Stored connection(Connection.Kind kind, String name, int calls) {
    Stored stored =
        new Stored(UUID.randomUUID(), kind, name, name, Map.of(), calls, Instant.now(), "ada");
    new JdbiConnectionStore(database).save(ada.workspaceId(), stored);
    return stored;
  }

  /** Gets lost now and then. */
  private void post(Command command) {
    if (posted.incrementAndGet() % 100 != 1) {
      queue.post(command);
    }
  }

  /** Both connections take only so many calls. */
  private final class Bound implements ConnectionResolver {
    @Override
    public Optional<Resolved> tool(UUID workspaceId, String reference) {
      return Optional.of(
          new Resolved("tickets", "open", Map.of(), new Bounded(ticketing.id(), "tickets")));
    }

    @Override
    public Optional<Resolved> model(UUID workspaceId, String reference) {
      return Optional.of(new Resolved("llm", "m1", Map.of(), new Bounded(llm.id(), "llm")));
    }
  }

  private FakePlugins plugins() {
    ModelProvider model =
        new ModelProvider() {
          @Override
          public ModelResponse generate(ModelRequest request, CallContext context)
              throws InterruptedException {
            models.call();
            return new ModelResponse("yes", List.of(), new ModelResponse.Usage(1, 1), "m1", true);
          }

          @Override
          public List<String> models(CallContext context) {
            return List.of("m1");
          }
        };
    Tool open =
        new Tool(
            "open",
            "Open",
            "",
            "{\"type\":\"object\"}",
            Tool.Effect.NONE,
            (arguments, context) -> {
              tickets.call();
              return "opened";
            });
    ModelRequest question = new ModelRequest("", List.of(Message.user("?")), List.of(), Map.of());
    return new FakePlugins()
        .agent(
            "thinks",
            (task, context) -> {
              context.generate(question);
              Object opened = context.call("tickets__open", Map.of());
              return new AgentResult.Completed(opened + context.generate(question).text());
            })
        .model("llm", model)
        .connector("tickets", () -> List.of(open));
  }

  private void save(String name, String steps) {
    String text = "schema: aiops-studio/workflow/v1\nname: " + name + "\n" + steps;
    workflows.save(
        ada.workspaceId(),
        WorkflowReader.read(text).workflow().orElseThrow(),
        text,
        "ada",
        Instant.now(),
        null);
  }

  private UUID start(String workflow) {
    return executions.start(ada, new StartRequest(workflow, null, Map.of(), null)).executionId();
  }

  @Test
  void no_more_calls_than_a_connection_takes_are_made_though_engines_die_in_between() {
    save("opens", "steps: [{id: a, kind: tool, tool: tickets/open}]");
    save(
        "thinks",
        "steps: [{id: a, kind: agent, agent: thinks, model: llm, tools: [tickets/open]}]");
    save(
        "each",
        """
        steps:
          - id: list
            kind: forEach
            items: "[1..40]"
            concurrency: 20
            steps: [{id: t, kind: tool, tool: tickets/open}]
        """);
    UUID list = start("each");
    UUID thinks = start("thinks");
    for (int i = 0; i < 349; i++) {
      start("opens");
    }
    for (int i = 0; i < 49; i++) {
      start("thinks");
    }
    Completed.await(database, 400);
    assertThat(tickets.most.get()).isBetween(2, 5);
    assertThat(models.most.get()).isBetween(2, 3);
    assertThat(tickets.all.get()).as("none is made twice").isEqualTo(349 + 50 + 40);
    assertThat(models.all.get()).as("none is paid again").isEqualTo(2 * 50);
    assertThat(engine.deaths()).isPositive();
    assertThat(places.standing(ada.workspaceId()))
        .containsExactly(
            new Standing("tickets", "CONNECTOR", 5, 0, 0), new Standing("llm", "MODEL", 3, 0, 0));
    assertThat(executions.replay(ada, list).difference()).isNull();
    assertThat(executions.replay(ada, thinks).difference()).isNull();
  }
}
