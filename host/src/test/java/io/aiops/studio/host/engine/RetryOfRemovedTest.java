package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.ExecutionService.Rerun;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbiRetentionStore;
import io.aiops.studio.host.persistence.JdbiWorkflowStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.problem.NotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody asks for a retry of what is being removed. */
class RetryOfRemovedTest {

  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: triage
      steps: [{id: a, kind: agent, agent: echo}]
      """;

  private final List<String> audited = new CopyOnWriteArrayList<>();
  private final Caller ada = Somebody.with(Role.ADMINISTRATOR);
  private final Database database = TestDatabase.create();
  private final JdbcExecutionStore store = new JdbcExecutionStore(database);
  private final JdbiWorkflowStore workflows = new JdbiWorkflowStore(database);
  private final Executions executions =
      new Executions(
          store,
          workflows,
          new Definitions(workflows),
          new Replay(new Expressions()),
          new PostedQueue(),
          (caller, action, subject, detail) -> audited.add(action),
          Clock.systemUTC());

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.shutdownNow();
    executions.close();
    database.close();
  }

  private UUID cancelled() {
    var workflow = WorkflowReader.read(TEXT).workflow().orElseThrow();
    Instant at = Clock.systemUTC().instant();
    workflows.save(ada.workspaceId(), workflow, TEXT, "ada", at, null);
    UUID id = executions.start(ada, new StartRequest("triage", null, Map.of(), null)).executionId();
    UUID workflowId = store.header(id).orElseThrow().workflowId();
    ExecutionState state = new ExecutionState(id, ada.workspaceId(), workflow);
    List<Event> events =
        List.of(
            new Event.ExecutionStarted(workflowId, "triage", 1, Map.of(), "ada", null),
            new Event.StepScheduled("a", 1, "x", "start"),
            new Event.ExecutionCancelled("ada"));
    events.forEach(event -> state.apply(event, at));
    store.append(List.of(Append.of(state, 1, at, events, new Shown(state, at))));
    return id;
  }

  private long waiting() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .mapTo(Long.class)
                .one());
  }

  @Test
  void it_is_refused_once_that_is_gone_and_does_not_begin_with_nothing() throws Exception {
    UUID old = cancelled();
    CompletableFuture<Integer> removed;
    CompletableFuture<ExecutionService.Started> retried;
    try (Handle handle = database.jdbi().open()) {
      handle.begin();
      // The removal has chosen what goes, and comes no further than this table.
      handle.execute("lock table dead_letter in share mode");
      removed =
          CompletableFuture.supplyAsync(
              () ->
                  new JdbiRetentionStore(database)
                      .remove(ada.workspaceId(), Clock.systemUTC().instant().plusSeconds(60), 10),
              threads);
      await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 1);
      retried =
          CompletableFuture.supplyAsync(
              () -> executions.rerun(ada, old, new Rerun.Retry(null)), threads);
      await().atMost(Duration.ofSeconds(20)).until(() -> waiting() == 2 || retried.isDone());
      handle.rollback();
    }
    assertThat(removed.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThatThrownBy(() -> retried.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining(old.toString());
    assertThat(audited).doesNotContain("execution.retry");
    long left =
        database
            .jdbi()
            .withHandle(handle ->
                handle.createQuery("select count(*) from execution").mapTo(Long.class).one());
    assertThat(left).isZero();
  }
}
