package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.Definitions;
import io.aiops.studio.host.engine.Engine;
import io.aiops.studio.host.engine.ExecutionService;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.engine.Executions;
import io.aiops.studio.host.engine.Replay;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.messaging.EmbeddedBroker;
import io.aiops.studio.host.messaging.JmsTaskQueue;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbiExecutionRows;
import io.aiops.studio.host.persistence.JdbiFiringStore;
import io.aiops.studio.host.persistence.JdbiTriggerStore;
import io.aiops.studio.host.persistence.JdbiWorkflowStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.query.ExecutionReader;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Filter;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes on one real PostgreSQL and one real Artemis. */
class TriggersAcrossNodesTest {

  @TempDir Path folder;

  private final Expressions expressions = new Expressions();
  private final List<String> outcomes = new ArrayList<>();
  private final List<JmsTaskQueue> queues = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Database database;
  private EmbeddedBroker broker;
  private JdbiWorkflowStore workflows;
  private JdbcExecutionStore log;
  private ExecutionReader reader;

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    workflows = new JdbiWorkflowStore(database);
    log = new JdbcExecutionStore(database);
    EventHub hub = new EventHub(log);
    reader = new ExecutionReader(new JdbiExecutionRows(database), log, workflows, hub);
    JmsTaskQueue queue = queue();
    queue.serve(
        new Engine(log, new Definitions(workflows), expressions, hub, Clock.systemUTC(), 1_000));
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    queues.forEach(JmsTaskQueue::close);
    broker.close();
    database.close();
  }

  private JmsTaskQueue queue() {
    JmsTaskQueue queue = new JmsTaskQueue(EmbeddedBroker.URL, "", "", Clock.systemUTC());
    queues.add(queue);
    return queue;
  }

  private static Caller person(UUID workspace) {
    return new Caller(
        UUID.randomUUID(), "ada", workspace, Role.BUILDER, Set.of(Permission.values()));
  }

  /** A node's triggers; {@code around} stands between them and the executions. */
  private TriggerParts node(Caller person, Clock clock, UnaryOperator<ExecutionService> around) {
    return node(() -> Optional.of(person), clock, around);
  }

  private TriggerParts node(
      Supplier<Optional<Caller>> person, Clock clock, UnaryOperator<ExecutionService> around) {
    Definitions definitions = new Definitions(workflows);
    return new TriggerParts(
        new TriggerParts.Needs(
            new JdbiTriggerStore(database),
            new JdbiFiringStore(database),
            around.apply(
                new Executions(
                    log,
                    workflows,
                    definitions,
                    new Replay(expressions),
                    queue(),
                    (c, a, s, d) -> {},
                    clock)),
            log,
            workflows,
            (user, workspace) -> person.get(),
            expressions,
            Secrets.withKey(null, folder.resolve("key")),
            (c, a, s, d) -> {},
            (cause, outcome, count) -> {
              synchronized (outcomes) {
                outcomes.add(cause + " " + outcome + " " + count);
              }
            },
            clock));
  }

  private void save(UUID workspace, String name, String body) {
    String text = "schema: aiops-studio/workflow/v1\nname: " + name + "\n" + body;
    var read = WorkflowReader.read(text);
    assertThat(read.problems()).isEmpty();
    workflows.save(workspace, read.workflow().orElseThrow(), text, "ada", Instant.now(), null);
  }

  private static final String NOTHING =
      """
      inputs: {type: object, properties: {at: {type: string}, n: {}}}
      steps: [{id: a, kind: wait, duration: PT0.001S}]
      output: {n: "{{ inputs.n }}"}
      """;

  private static Definition every(String cron, Missed missed) {
    return new Definition(
        "work",
        null,
        Map.of("at", "{{ event.scheduledAt }}"),
        new Source.Schedule(cron, "UTC", missed, 1000),
        true);
  }

  /** Rounds on all nodes at the same time until there is nothing left to do. */
  private void together(Collection<TriggerParts> nodes) throws Exception {
    List<Callable<Integer>> rounds = new ArrayList<>();
    for (TriggerParts node : nodes) {
      rounds.add(() -> {
        int count = 0;
        while (node.round()) {
          count++;
        }
        return count;
      });
    }
    for (Future<Integer> each : threads.invokeAll(rounds)) {
      each.get();
    }
  }

  private List<ExecutionViews.Summary> all(Caller caller, String workflow) {
    List<ExecutionViews.Summary> all = new ArrayList<>();
    String before = null;
    do {
      ExecutionViews.Page page = reader.list(caller, new Filter(workflow, null, before, 200));
      all.addAll(page.items());
      before = page.next();
    } while (before != null);
    return all;
  }

  @Test
  void two_nodes_that_compete_fire_each_time_of_each_schedule_once() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    List<TriggerParts> nodes = List.of(node(ada, clock, e -> e), node(ada, clock, e -> e));
    TriggerService service = nodes.getFirst().service();
    for (int i = 0; i < 40; i++) {
      service.save(ada, "every-minute-" + i, every("* * * * *", Missed.SKIP));
    }
    Instant begin = clock.instant();
    for (int minute = 0; minute < 10; minute++) {
      clock.advance(Duration.ofSeconds(60));
      together(nodes);
    }
    assertThat(all(ada, "work")).hasSize(400).allMatch(e -> e.startedBy().equals("ada"));
    for (Trigger trigger : service.list(ada)) {
      assertThat(service.firings(ada, trigger.name(), null, 200).items())
          .hasSize(10)
          .allMatch(firing -> firing.status() == Firing.Status.STARTED)
          .extracting(Firing::scheduledAt)
          .doesNotHaveDuplicates()
          .allMatch(at -> at.isAfter(begin) && !at.isAfter(clock.instant()));
      assertThat(trigger.nextAt()).isAfter(clock.instant());
    }
  }

  @Test
  void a_node_that_dies_before_or_after_the_start_neither_loses_nor_doubles_it() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    AtomicInteger count = new AtomicInteger();
    TriggerParts dying = node(ada, clock, real -> new Dying(real, count));
    TriggerParts other = node(ada, clock, e -> e);
    for (int i = 0; i < 10; i++) {
      other.service().save(ada, "t-" + i, every("*/5 * * * *", Missed.ALL));
    }
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofMinutes(5));
      together(List.of(dying, other));
      // What the dying one took is left to it until the lease ends.
      clock.advance(Dispatcher.LEASE);
      together(List.of(other));
    }
    assertThat(count.get()).as("deaths").isPositive();
    assertThat(all(ada, "work")).hasSize(110);
    for (int i = 0; i < 10; i++) {
      assertThat(other.service().firings(ada, "t-" + i, null, 200).items())
          .hasSize(11)
          .allMatch(firing -> firing.status() == Firing.Status.STARTED);
    }
  }

  /** Dies at every start: now before, now after it. */
  private record Dying(ExecutionService real, AtomicInteger count) implements ExecutionService {
    @Override
    public Started start(Caller caller, StartRequest request) {
      if (count.incrementAndGet() % 2 == 0) {
        real.start(caller, request);
      }
      throw new IllegalStateException("dead");
    }

    @Override
    public Started rerun(Caller caller, UUID executionId, Rerun request) {
      return real.rerun(caller, executionId, request);
    }

    @Override
    public Replayed replay(Caller caller, UUID executionId) {
      return real.replay(caller, executionId);
    }

    @Override
    public void cancel(Caller caller, UUID executionId) {
      real.cancel(caller, executionId);
    }
  }

  @Test
  void what_was_missed_goes_by_the_policy_and_a_backfill_makes_up_for_it_once() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    TriggerParts node = node(ada, clock, e -> e);
    TriggerService service = node.service();
    Instant begin = clock.instant();
    service.save(ada, "skip", every("*/10 * * * *", Missed.SKIP));
    service.save(ada, "once", every("*/10 * * * *", Missed.ONCE));
    service.save(ada, "all", every("*/10 * * * *", Missed.ALL));
    clock.advance(Duration.ofMinutes(65));
    together(List.of(node));
    assertThat(service.firings(ada, "skip", null, 99).items())
        .singleElement()
        .satisfies(firing -> {
          assertThat(firing.status()).isEqualTo(Firing.Status.SKIPPED);
          assertThat(firing.reason()).contains("6 times were missed");
        });
    assertThat(service.firings(ada, "once", null, 99).items())
        .extracting(Firing::status)
        .containsExactlyInAnyOrder(Firing.Status.SKIPPED, Firing.Status.STARTED);
    assertThat(service.firings(ada, "all", null, 99).items())
        .hasSize(6)
        .allMatch(firing -> firing.status() == Firing.Status.STARTED);

    assertThat(service.backfill(ada, "once", begin, clock.instant()))
        .isEqualTo(new TriggerService.Backfilled(6, 1));
    assertThat(service.backfill(ada, "once", begin, clock.instant()))
        .isEqualTo(new TriggerService.Backfilled(0, 7));
    together(List.of(node));
    assertThat(service.firings(ada, "once", null, 99).items())
        .filteredOn(firing -> firing.status() == Firing.Status.STARTED)
        .hasSize(7);
    assertThat(outcomes).contains("SCHEDULE missed 6", "SCHEDULE missed 5");
  }

  @Test
  void who_may_no_longer_run_starts_nothing_and_the_history_says_so() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    List<Optional<Caller>> standing = new ArrayList<>(List.of(Optional.of(ada)));
    TriggerParts node = node(standing::getLast, clock, e -> e);
    node.service().save(ada, "t", every("* * * * *", Missed.SKIP));
    for (Optional<Caller> now :
        List.of(
            Optional.<Caller>empty(),
            Optional.of(
                new Caller(
                    ada.userId(),
                    "ada",
                    ada.workspaceId(),
                    Role.VIEWER,
                    Set.of(Permission.values()))))) {
      standing.add(now);
      clock.advance(Duration.ofMinutes(1));
      together(List.of(node));
      assertThat(node.service().firings(ada, "t", null, 9).items().getFirst())
          .returns(Firing.Status.FAILED, Firing::status)
          .satisfies(firing -> assertThat(firing.reason()).contains("'ada', who may not run"));
    }
    assertThat(all(ada, "work")).isEmpty();
  }

  @Test
  void each_end_of_a_watched_execution_fires_once_with_its_output() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "first", NOTHING);
    save(ada.workspaceId(), "work", NOTHING);
    List<TriggerParts> nodes =
        List.of(node(ada, Clock.systemUTC(), e -> e), node(ada, Clock.systemUTC(), e -> e));
    nodes
        .getFirst()
        .service()
        .save(
            ada,
            "after",
            new Definition(
                "work",
                null,
                Map.of(),
                new Source.Completion("first", Set.of(Source.Ending.COMPLETED)),
                true));
    Executions starter =
        new Executions(
            log,
            workflows,
            new Definitions(workflows),
            new Replay(expressions),
            queue(),
            (c, a, s, d) -> {},
            Clock.systemUTC());
    for (int i = 0; i < 200; i++) {
      starter.start(ada, new StartRequest("first", null, Map.of("n", i), null));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          together(nodes);
          assertThat(all(ada, "work")).hasSize(200);
        });
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(all(ada, "work"))
                .hasSize(200)
                .allMatch(e -> e.status() == ExecutionViews.Status.COMPLETED));
    assertThat(
            all(ada, "work").stream().map(e -> reader.get(ada, e.id()).inputs().get("n")).toList())
        .doesNotHaveDuplicates()
        .hasSize(200);
  }

  @Test
  void a_circle_of_completions_ends_and_says_so() {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "ping", NOTHING);
    save(ada.workspaceId(), "pong", NOTHING);
    TriggerParts node = node(ada, Clock.systemUTC(), e -> e);
    for (List<String> pair : List.of(List.of("ping", "pong"), List.of("pong", "ping"))) {
      node.service()
          .save(
              ada,
              "after-" + pair.getFirst(),
              new Definition(
                  pair.getLast(),
                  null,
                  Map.of(),
                  new Source.Completion(pair.getFirst(), Set.of(Source.Ending.COMPLETED)),
                  true));
    }
    node.service()
        .save(ada, "begin", new Definition("ping", null, Map.of(), new Source.Queue(), true));
    node.service().fire(ada, "begin", null, null);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          together(List.of(node));
          List<Firing> firings = new ArrayList<>();
          firings.addAll(node.service().firings(ada, "after-ping", null, 99).items());
          firings.addAll(node.service().firings(ada, "after-pong", null, 99).items());
          assertThat(firings)
              .filteredOn(firing -> firing.status() == Firing.Status.FAILED)
              .singleElement()
              .satisfies(firing -> assertThat(firing.reason()).contains("circle", "17 times"));
          assertThat(firings)
              .filteredOn(firing -> firing.status() == Firing.Status.STARTED)
              .hasSize(15);
        });
    assertThat(all(ada, "ping").size() + all(ada, "pong").size()).isEqualTo(16);
  }

  @Test
  void a_trigger_that_is_switched_off_fires_by_hand_only() throws Exception {
    Caller ada = person(UUID.randomUUID());
    save(ada.workspaceId(), "work", NOTHING);
    TestClock clock = new TestClock();
    TriggerParts node = node(ada, clock, e -> e);
    TriggerService service = node.service();
    service.save(ada, "t", every("* * * * *", Missed.ALL));
    service.enable(ada, "t", false);
    clock.advance(Duration.ofMinutes(5));
    together(List.of(node));
    assertThat(all(ada, "work")).isEmpty();
    TriggerService.Fired fired = service.fire(ada, "t", null, "once");
    assertThat(service.fire(ada, "t", null, "once").executionId()).isEqualTo(fired.executionId());
    assertThat(all(ada, "work")).hasSize(1);
    service.enable(ada, "t", true);
    clock.advance(Duration.ofMinutes(1));
    together(List.of(node));
    assertThat(all(ada, "work")).as("on again: from now on, nothing was missed").hasSize(2);
  }
}
