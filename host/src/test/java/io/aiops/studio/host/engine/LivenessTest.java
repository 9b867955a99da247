package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.messaging.TestBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue.Delayed;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import io.aiops.studio.host.worker.LeaseKeeper;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is lost on the way, and who stands still for too long, on a real PostgreSQL and a real
 * Artemis; time passes ten times as fast as on the wall.
 */
class LivenessTest {

  private static final int TIMES = 10;
  private static final Duration BEAT = Duration.ofMillis(100);

  /** A machine that stands for a moment is no worker that has died. */
  private static final Duration LEASE = Duration.ofSeconds(10);

  private static final Set<String> POOL = Set.of("default");

  @RegisterExtension private final TestBroker broker = new TestBroker();

  private final FastClock clock = new FastClock(TIMES);
  private final Workshop workshop = new Workshop();
  private final Caller caller = workshop.ada;
  private final Map<String, AtomicInteger> modelCalls = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
  private final CountDownLatch stands = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final List<AutoCloseable> parts = new ArrayList<>();
  private int losesEvery = Integer.MAX_VALUE;
  private Database database;
  private TestNode node;

  @BeforeEach
  void start() {
    database = keep(TestDatabase.create());
    node = node();
    node.queue.serve(losing(node.engine()));
    ScheduledExecutorService sweeping = Executors.newSingleThreadScheduledExecutor();
    parts.add(sweeping::shutdownNow);
    sweeping.scheduleWithFixedDelay(node.sweeper::sweep, 0, 5_000 / TIMES, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    goesOn.countDown();
    for (AutoCloseable part : parts.reversed()) {
      part.close();
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  private TestNode node() {
    return keep(
        new TestNode(database, workshop, broker.node(false), clock, UnaryOperator.identity()));
  }

  private void works(TestNode at, Leases leases, int most) {
    LeaseKeeper keeper = new LeaseKeeper(leases, UUID.randomUUID(), BEAT, LEASE);
    at.queue.serve(at.worker(plugins(), UnaryOperator.identity(), keeper), most, POOL);
  }

  /** Loses every n-th message on its way, starts too; the others wait as long as they should. */
  private io.aiops.studio.host.taskqueue.TaskQueue.Engine losing(Engine engine) {
    return new io.aiops.studio.host.taskqueue.TaskQueue.Engine() {
      @Override
      public Sends handle(List<Command> batch) {
        Sends sends =
            engine.handle(
                batch.stream().filter(c -> !(c instanceof Command.Start) || arrives()).toList());
        return new Sends(
            sends.tasks().stream().filter(task -> arrives()).toList(),
            sends.delayed().stream()
                .filter(delayed -> arrives())
                .map(d -> new Delayed(d.command(), Instant.now().plus(clock.until(d.due()))))
                .toList(),
            sends.commands());
      }

      @Override
      public void idle() {
        engine.idle();
      }
    };
  }

  private boolean arrives() {
    boolean arrives = sent.incrementAndGet() % losesEvery != 0;
    if (!arrives) {
      lost.incrementAndGet();
    }
    return arrives;
  }

  private FakePlugins plugins() {
    return new FakePlugins()
        .agent("asks", (task, context) -> new AgentResult.Completed(ask(context)))
        .agent(
            "slow",
            (task, context) -> {
              count(runs, context.idempotencyKey());
              // Longer than a message may take, and longer than any lease.
              goesOn.await(13, TimeUnit.SECONDS);
              return new AgentResult.Completed("slow");
            })
        .agent(
            "zombie",
            (task, context) -> {
              String said = ask(context);
              if (count(runs, context.idempotencyKey()) == 1) {
                stands.countDown();
                goesOn.await();
              }
              context.call("voice__post", Map.of());
              return new AgentResult.Completed(said);
            })
        .agent(
            "endless",
            (task, context) -> {
              stands.countDown();
              try {
                goesOn.await();
                return new AgentResult.Completed(null);
              } finally {
                stopped.countDown();
              }
            })
        .says(
            "fake",
            (message, context) -> {
              count(modelCalls, context.idempotencyKey());
              return "ok";
            })
        .tool("voice", "post", (arguments, context) -> count(effects, context.idempotencyKey()));
  }

  private static String ask(AgentContext context) throws InterruptedException {
    return context
        .generate(new ModelRequest("", List.of(Message.user("why")), List.of(), Map.of()))
        .text();
  }

  private static int count(Map<String, AtomicInteger> counts, String key) {
    return counts.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
  }

  @Test
  void what_is_lost_on_the_way_is_sent_again_and_every_execution_ends() {
    losesEvery = 4;
    works(node, node.leases, 16);
    workshop.save(
        "lossy",
        """
        steps:
          - {id: ask, kind: agent, agent: asks, instruction: "why"}
          - {id: nap, kind: wait, duration: PT2S}
          - {id: say, kind: transform, expression: "1 + 1"}
          - {id: again, kind: agent, agent: asks, instruction: "why not"}
        edges: [{from: ask, to: nap}, {from: nap, to: say}, {from: say, to: again}]
        """);
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ids.add(node.start("lossy"));
    }
    for (UUID id : ids) {
      assertThat(ends(id, Duration.ofSeconds(120))).isEqualTo(ExecutionStatus.COMPLETED);
      assertThat(completed(id)).containsExactlyInAnyOrder("ask", "nap", "say", "again");
      assertThat(node.executions.replay(caller, id).difference()).isNull();
    }
    assertThat(lost.get()).as("lost").isGreaterThan(40);
    assertThat(modelCalls).hasSize(80);
    assertThat(modelCalls.values()).as("calls of one attempt").allMatch(n -> n.get() == 1);
  }

  @Test
  void a_task_that_a_live_worker_holds_is_not_run_a_second_time() {
    works(node, node.leases, 4);
    TestNode other = node();
    works(other, other.leases, 4);
    workshop.save("slow", "steps: [{id: a, kind: agent, agent: slow, timeout: PT1H}]");
    UUID id = node.start("slow");
    assertThat(ends(id, Duration.ofSeconds(120))).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(runs.values()).singleElement().matches(n -> n.get() == 1);
  }

  @Test
  void who_stood_longer_than_its_lease_changes_nothing_any_more() throws InterruptedException {
    CountDownLatch beats = new CountDownLatch(1);
    works(node, pausing(node.leases, beats), 1);
    workshop.save(
        "zombie",
        """
        steps: [{id: a, kind: agent, agent: zombie, tools: [voice/post], timeout: PT1H}]
        """);
    UUID id = node.start("zombie");
    stands.await();
    TestNode other = node();
    works(other, other.leases, 1);
    assertThat(ends(id, Duration.ofSeconds(120))).isEqualTo(ExecutionStatus.COMPLETED);
    goesOn.countDown();
    beats.countDown();
    long events = node.store.header(id).orElseThrow().lastSequence();
    Awaitility.await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofMinutes(1))
        .until(() -> node.store.events(id, events, 10).isEmpty());
    assertThat(completed(id)).containsExactly("a");
    assertThat(runs.values()).singleElement().matches(n -> n.get() == 2);
    assertThat(modelCalls.values()).singleElement().matches(n -> n.get() == 1);
    assertThat(effects.values()).singleElement().matches(n -> n.get() == 1);
  }

  /** Its worker stands: it tells nobody that it is there, and asks nothing. */
  private static Leases pausing(Leases leases, CountDownLatch until) {
    return (Leases)
        Proxy.newProxyInstance(
            Leases.class.getClassLoader(),
            new Class<?>[] {Leases.class},
            (proxy, method, arguments) -> {
              until.await();
              return method.invoke(leases, arguments);
            });
  }

  @Test
  void cancelling_reaches_a_task_on_another_node() throws InterruptedException {
    works(node, node.leases, 1);
    workshop.save("endless", "steps: [{id: a, kind: agent, agent: endless}]");
    UUID id = node.start("endless");
    stands.await();
    node.executions.cancel(caller, id);
    assertThat(ends(id, Duration.ofSeconds(120))).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(stopped.await(60, TimeUnit.SECONDS)).as("interrupted by the beat").isTrue();
  }

  private List<String> completed(UUID id) {
    return node.store.events(id, 0, 1_000).stream()
        .map(Recorded::event)
        .filter(Event.StepCompleted.class::isInstance)
        .map(event -> ((Event.StepCompleted) event).path())
        .toList();
  }

  private ExecutionStatus ends(UUID id, Duration within) {
    return Awaitility.await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> node.store.header(id).orElseThrow().status(), ExecutionStatus::terminal);
  }
}
