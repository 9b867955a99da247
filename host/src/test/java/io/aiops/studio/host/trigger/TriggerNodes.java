package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.Closing;
import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.Definitions;
import io.aiops.studio.host.engine.Engine;
import io.aiops.studio.host.engine.ExecutionService;
import io.aiops.studio.host.engine.Executions;
import io.aiops.studio.host.engine.Replay;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.EmbeddedBroker;
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
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on one real PostgreSQL and one real Artemis, for tests of several at once. */
abstract class TriggerNodes {

  @TempDir Path folder;

  protected final Expressions expressions = new Expressions();
  protected final List<String> outcomes = new ArrayList<>();
  private final List<ArtemisTaskQueue> queues = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Database database;
  private EmbeddedBroker broker;
  protected JdbiWorkflowStore workflows;
  protected JdbcExecutionStore log;
  protected ExecutionReader reader;
  protected EventHub hub;

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    broker = EmbeddedBroker.start(folder.resolve("broker"));
    workflows = new JdbiWorkflowStore(database);
    log = new JdbcExecutionStore(database);
    hub = new EventHub(log);
    reader = new ExecutionReader(new JdbiExecutionRows(database), log, workflows, hub);
    ArtemisTaskQueue queue = queue();
    queue.serve(
        new Engine(log, new Definitions(workflows), expressions, hub, Clock.systemUTC(), 1_000));
  }

  @AfterEach
  void stop() throws Exception {
    threads.shutdownNow();
    Closing.all(() -> Closing.all(queues.toArray(AutoCloseable[]::new)), broker, database);
  }

  protected final ArtemisTaskQueue queue() {
    ArtemisTaskQueue queue = new ArtemisTaskQueue(EmbeddedBroker.URL, "", "", Clock.systemUTC());
    queues.add(queue);
    return queue;
  }

  protected static Caller person(UUID workspace) {
    return new Caller(
        UUID.randomUUID(), "ada", workspace, Role.BUILDER, Set.of(Permission.values()), true);
  }

  protected static Definition every(String cron, Missed missed) {
    return new Definition(
        "work",
        null,
        Map.of("at", "{{ event.scheduledAt }}"),
        new Source.Schedule(cron, "UTC", missed, 1000),
        true);
  }

  /** A node's triggers; {@code around} stands between them and the executions. */
  protected final TriggerParts node(
      Caller person, Clock clock, UnaryOperator<ExecutionService> around) {
    return node(() -> Optional.of(person), clock, around);
  }

  protected final TriggerParts node(
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

  protected final void save(UUID workspace, String name, String body) {
    String text = "schema: aiops-studio/workflow/v1\nname: " + name + "\n" + body;
    var read = WorkflowReader.read(text);
    assertThat(read.problems()).isEmpty();
    workflows.save(workspace, read.workflow().orElseThrow(), text, "ada", Instant.now(), null);
  }

  protected static final String NOTHING =
      """
      inputs: {type: object, properties: {at: {type: string}, n: {}}}
      steps: [{id: a, kind: wait, duration: PT0.001S}]
      output: {n: "{{ inputs.n }}"}
      """;

  /** It ends badly, at once. */
  protected static final String FAILS =
      """
      inputs: {type: object, properties: {n: {}}}
      steps: [{id: a, kind: signal, signal: never, timeout: PT0.001S}]
      """;

  /** How many outcomes are still to be sent. */
  protected final int repliesDue() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from trigger_firing where reply_due")
                .mapTo(Integer.class)
                .one());
  }

  /** Rounds on all nodes at the same time until there is nothing left to do. */
  protected final void together(Collection<TriggerParts> nodes) throws Exception {
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

  protected final List<ExecutionViews.Summary> all(Caller caller, String workflow) {
    List<ExecutionViews.Summary> all = new ArrayList<>();
    String before = null;
    do {
      ExecutionViews.Page page = reader.list(caller, new Filter(workflow, null, before, 200));
      all.addAll(page.items());
      before = page.next();
    } while (before != null);
    return all;
  }
}
