package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.Closing;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.event.EventHub;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.LimitStore.Standing;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.messaging.ArtemisTaskQueue;
import io.aiops.studio.host.messaging.TestBroker;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbiLimitStore;
import io.aiops.studio.host.persistence.JdbiPlaceStore;
import io.aiops.studio.host.persistence.JdbiWorkflowStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bounds on executions that run at the same time, on a real database and broker. */
class LimitsTest {

  private static final int WORKERS = 64;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RegisterExtension private final TestBroker broker = new TestBroker();
  private final Expressions expressions = new Expressions();
  private Database database;
  private ArtemisTaskQueue queue;
  private JdbiWorkflowStore workflows;
  private JdbcExecutionStore store;
  private JdbiLimitStore limits;
  private JdbiPlaceStore places;
  private EventHub hub;
  private Grantor grantor;
  private Executions executions;

  private final CountedWork work = new CountedWork();
  private final AtomicInteger lost = new AtomicInteger();

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    queue = broker.node(false);
    workflows = new JdbiWorkflowStore(database);
    store = new JdbcExecutionStore(database);
    limits = new JdbiLimitStore(database);
    places = new JdbiPlaceStore(database);
    hub = new EventHub(store);
  }

  @AfterEach
  void stop() throws Exception {
    Closing.all(queue, grantor, executions, work, database);
  }

  private void run(int studioMost, TaskQueue.Engine engine, Consumer<Command> granted) {
    grantor =
        new Grantor(limits, places, granted, (caller, act, subject, details) -> {}, studioMost);
    hub.listen(grantor::appended);
    executions =
        new Executions(
            store,
            workflows,
            new Definitions(workflows),
            new Replay(expressions),
            queue,
            (caller, act, subject, details) -> {},
            grantor::bounded,
            Clock.systemUTC());
    queue.serve(engine);
    queue.serve(work, WORKERS, Set.of("default"));
    grantor.run();
  }

  private Engine engine() {
    return new Engine(
        store, new Definitions(workflows), expressions, hub, Clock.systemUTC(), 1_000);
  }

  private void save(Caller caller, String limit) {
    String text =
        """
        schema: aiops-studio/workflow/v1
        name: two
        %s
        steps:
          - {id: a, kind: transform, expression: "1"}
          - {id: b, kind: transform, expression: "1"}
        edges: [{from: a, to: b}]
        """
            .formatted(limit);
    workflows.save(
        caller.workspaceId(),
        WorkflowReader.read(text).workflow().orElseThrow(),
        text,
        "ada",
        Instant.now(),
        null);
  }

  private static Caller person(Role role) {
    return new Caller(
        UUID.randomUUID(),
        "ada",
        UUID.randomUUID(),
        role,
        role == Role.ADMINISTRATOR
            ? Set.of(Permission.values())
            : Set.of(Permission.VIEW, Permission.RUN),
        true);
  }

  private void start(Caller caller, int many) {
    for (int i = 0; i < many; i++) {
      executions.start(caller, new StartRequest("two", null, Map.of(), null));
    }
  }

  private void awaitStanding(Caller caller, Standing standing) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> limits.standing(caller.workspaceId()).equals(standing));
  }

  @Test
  void no_more_than_five_are_ever_at_work_and_all_complete_though_engines_die_in_between() {
    Caller ada = person(Role.OPERATOR);
    save(ada, "limits: {executions: 5}");
    Consumer<Command> losing =
        command -> {
          if (lost.incrementAndGet() % 150 != 1) {
            queue.post(command);
          }
        };
    DyingEngine dying = new DyingEngine(7, this::engine);
    run(0, dying, losing);
    work.filling = 5;
    int many = Integer.getInteger("studio.limits", 400);
    start(ada, many);
    Completed.await(database, many);
    assertThat(work.most()).isEqualTo(5);
    assertThat(dying.deaths()).isPositive();
    assertThat(lost.get()).isGreaterThan(many);
    assertThat(limits.standing(ada.workspaceId())).isEqualTo(new Standing(0, 0));
  }

  @Test
  void a_workspace_that_floods_leaves_another_its_share() {
    Caller floods = person(Role.OPERATOR);
    Caller other = person(Role.OPERATOR);
    save(floods, "");
    save(other, "");
    run(4, engine(), queue::post);
    work.filling = Integer.MAX_VALUE;
    start(floods, 300);
    awaitStanding(floods, new Standing(4, 296));
    start(other, 40);
    awaitStanding(other, new Standing(0, 40));
    Awaitility.await().atMost(PATIENCE).until(() -> work.atWork.size() == 4);
    work.goOn();
    Completed.await(database, 340);
    assertThat(work.most()).isEqualTo(4);
    int first = work.workspaces.indexOf(other.workspaceId());
    int last = work.workspaces.lastIndexOf(other.workspaceId());
    double share = 40.0 / (last - first + 1);
    assertThat(share).as("of the places while both wanted some").isBetween(0.4, 1.0);
  }

  @Test
  void a_workspaces_bound_counts_for_what_starts_from_then_on_and_goes_again() {
    Caller ada = person(Role.ADMINISTRATOR);
    save(ada, "");
    run(0, engine(), queue::post);
    assertThat(grantor.bound(ada, 2).executions()).isEqualTo(2);
    work.filling = 2;
    start(ada, 40);
    Completed.await(database, 40);
    assertThat(work.most()).isEqualTo(2);
    assertThat(grantor.bound(ada, null).executions()).isNull();
    start(ada, 1);
    Completed.await(database, 41);
    assertThatThrownBy(() -> grantor.bound(ada, 0))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("executions");
    assertThatThrownBy(() -> grantor.bound(person(Role.OPERATOR), 3))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void one_that_is_cancelled_leaves_its_place_whether_it_waits_or_runs() {
    Caller ada = person(Role.OPERATOR);
    save(ada, "limits: {executions: 1}");
    work.holding = true;
    run(0, engine(), queue::post);
    List<UUID> ids = new ArrayList<>();
    for (int waiting = 0; waiting < 3; waiting++) {
      ids.add(executions.start(ada, new StartRequest("two", null, Map.of(), null)).executionId());
      awaitStanding(ada, new Standing(1, waiting));
    }
    Awaitility.await().atMost(PATIENCE).until(() -> work.atWork.size() == 1);
    assertThat(work.atWork).containsExactly(ids.get(0));
    executions.cancel(ada, ids.get(1));
    awaitStanding(ada, new Standing(1, 1));
    executions.cancel(ada, ids.get(0));
    Awaitility.await().atMost(PATIENCE).until(() -> work.atWork.contains(ids.get(2)));
    assertThat(work.atWork).doesNotContain(ids.get(1));
  }

  @Test
  void a_place_whose_execution_has_ended_or_never_was_is_taken_back() {
    Caller ada = person(Role.OPERATOR);
    save(ada, "limits: {executions: 1}");
    run(0, engine(), queue::post);
    start(ada, 1);
    Completed.await(database, 1);
    UUID ended =
        database
            .jdbi()
            .withHandle(
                handle -> handle.createQuery("select id from execution").mapTo(UUID.class).one());
    for (UUID leaked : List.of(ended, UUID.randomUUID())) {
      int places =
          database
              .jdbi()
              .withHandle(handle ->
                  handle.execute(
                      """
                      insert into limit_claim (execution_id, workspace_id, workflow_id, workflow_most,
                          priority, asked_at, granted_at, taken)
                      select ?, workspace_id, workflow_id, 1, 4, now(), now(), true from execution
                      """,
                      leaked));
      assertThat(places).isEqualTo(1);
    }
    start(ada, 1);
    Completed.await(database, 2);
    assertThat(limits.standing(ada.workspaceId())).isEqualTo(new Standing(0, 0));
    assertThat(store.header(ended).orElseThrow().status()).isEqualTo(ExecutionStatus.COMPLETED);
  }
}
