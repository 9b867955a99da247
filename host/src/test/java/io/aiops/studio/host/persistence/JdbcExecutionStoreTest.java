package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStoreContract;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Verification;
import io.aiops.studio.host.query.ExecutionRows;
import io.aiops.studio.host.query.ExecutionViews;
import io.aiops.studio.host.query.ExecutionViews.Filter;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcExecutionStoreTest extends ExecutionStoreContract {

  private final Database database = TestDatabase.create();

  @Override
  protected ExecutionStore store() {
    return new JdbcExecutionStore(database);
  }

  @Override
  protected void saved(
      ExecutionStore store, UUID inWorkspace, UUID workflow, int newest, boolean removed) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                insert into workflow (id, workspace_id, name, newest_version, removed)
                values (?, ?, 'triage', ?, ?)
                on conflict (id) do update
                set newest_version = excluded.newest_version, removed = excluded.removed
                """,
                workflow,
                inWorkspace,
                newest,
                removed));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_large_value_is_kept_once_and_events_stay_small() {
    ExecutionStore store = store();
    ExecutionStore.Request mine = request(workspace, null, "h", T0);
    store.create(mine);
    String large = "x".repeat(1_000_000);
    store.append(
        List.of(
            append(
                state(mine),
                started(mine),
                new Event.StepScheduled("a", 1, large, "start"),
                new Event.StepCompleted("a", 1, large, null, List.of()))));
    assertThat(number("select count(*) from blob")).isEqualTo(1);
    assertThat(number("select count(*) from blob_use")).isEqualTo(1);
    assertThat(number("select max(length(payload)) from execution_event")).isLessThan(1_000);
    number("with gone as (delete from blob returning 1) select count(*) from gone");
    assertThatThrownBy(() -> store.events(mine.id(), 0, 10))
        .hasMessageContaining("blob")
        .hasMessageContaining("is missing");
  }

  private long number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  @Test
  void lists_show_one_workspace_only_newest_first_in_pages() {
    ExecutionStore store = store();
    JdbiExecutionRows rows = new JdbiExecutionRows(database);
    UUID other = UUID.randomUUID();
    ExecutionStore.Request mine = request(workspace, null, "h", T0);
    ExecutionStore.Request theirs = request(other, null, "h", T0);
    store.create(mine);
    store.create(theirs);
    ExecutionState state = state(mine);
    Failure failure = new Failure("denied", "no");
    store.append(List.of(append(state, started(mine), new Event.ExecutionFailed("a", failure))));
    assertThat(rows.list(workspace, new Filter(null, null, null, 10)).items())
        .singleElement()
        .returns(mine.id(), Summary::id)
        .returns(Status.FAILED, Summary::status)
        .returns(new ExecutionViews.Failure("denied", "no", null), Summary::failure)
        .returns(T0, Summary::endedAt);
    assertThat(rows.list(workspace, new Filter("other", null, null, 10)).items()).isEmpty();
    assertThat(rows.list(workspace, new Filter(null, Status.RUNNING, null, 10)).items()).isEmpty();
    assertThat(rows.find(workspace, theirs.id())).isEmpty();
    assertThat(rows.find(other, theirs.id())).isPresent();
    assertThat(rows.find(other, mine.id())).isEmpty();
  }

  @Test
  void breaches_are_counted_of_one_workspace_and_since_a_time() {
    ExecutionStore store = store();
    JdbiExecutionRows rows = new JdbiExecutionRows(database);
    UUID other = UUID.randomUUID();
    for (UUID of : List.of(workspace, other)) {
      ExecutionStore.Request request = request(of, null, "h", T0);
      store.create(request);
      store.append(
          List.of(
              append(
                  state(request),
                  started(request),
                  new Event.StepScheduled("a", 1, null, "start"),
                  new Event.SlaBreached("a", T0),
                  new Event.SlaBreached(null, T0))));
    }
    assertThat(rows.slaBreaches(workspace, T0)).isEqualTo(2);
    assertThat(rows.slaBreaches(workspace, T0.plusSeconds(1))).isZero();
    assertThat(rows.slaBreaches(UUID.randomUUID(), T0)).isZero();
  }

  @Test
  void late_steps_are_counted_by_what_the_workflow_says_of_them() {
    ExecutionStore store = store();
    JdbiExecutionRows rows = new JdbiExecutionRows(database);
    ExecutionStore.Request request = request(workspace, null, "h", T0);
    store.create(request);
    ExecutionState state =
        new ExecutionState(
            request.id(),
            workspace,
            WorkflowReader.read(
                    """
                    schema: aiops-studio/workflow/v1
                    name: triage
                    steps:
                      - id: each
                        kind: forEach
                        items: inputs.list
                        concurrency: 2
                        steps: [{id: b, kind: agent, agent: echo}]
                    """)
                .workflow()
                .orElseThrow());
    store.append(
        List.of(
            append(
                state,
                started(request),
                new Event.ItemsOpened("each", List.of(1, 2)),
                new Event.StepScheduled("each[0]/b", 1, null, "each"),
                new Event.StepScheduled("each[1]/b", 1, null, "each"),
                new Event.SlaBreached("each", T0),
                new Event.SlaBreached("each[0]/b", T0),
                new Event.SlaBreached("each[1]/b", T0),
                new Event.SlaBreached(null, T0))));
    UUID workflow = request.workflowId();
    assertThat(rows.lateSteps(workspace, T0))
        .containsExactlyInAnyOrder(
            new ExecutionRows.Late(workflow, 3, "each", 1),
            new ExecutionRows.Late(workflow, 3, "each[]/b", 2));
    assertThat(rows.lateSteps(workspace, T0.plusSeconds(1))).isEmpty();
    assertThat(rows.lateSteps(UUID.randomUUID(), T0)).isEmpty();
  }

  /** Or the queue would bring it for ever, and hold up all that comes after it. */
  @Test
  void events_the_database_can_never_take_are_not_called_a_database_that_is_away() {
    ExecutionStore store = store();
    ExecutionStore.Request request = request(workspace, null, "h", T0);
    store.create(request);
    Failure failure = new Failure("no\0category", "no");
    assertThatThrownBy(() ->
            store.append(
                List.of(
                    append(
                        state(request),
                        started(request),
                        new Event.ExecutionFailed("a", failure)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("refuses");
    assertThat(store.events(request.id(), 0, 10)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update execution_event set payload = '{}' where sequence = 2               | 2
          update execution_event set type = 'StepSkipped' where sequence = 2         | 2
          update execution_event set at = at + interval '1 us' where sequence = 3    | 3
          update execution_event set hash = sha256('x') where sequence = 1           | 1
          update execution_event set sequence = 9 where sequence = 3                 | 3
          delete from execution_event where sequence = 2                             | 2
          delete from execution_event where sequence = 3                             | 3
          """)
  void who_changes_it_past_the_studio_is_found_out(String statement, long firstBad) {
    ExecutionStore store = store();
    ExecutionStore.Request request = request(workspace, null, "h", T0);
    store.create(request);
    store.append(
        List.of(
            append(
                state(request),
                started(request),
                new Event.StepScheduled("a", 1, "x", "start"),
                new Event.StepCompleted("a", 1, "y", null, List.of()))));
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("alter table execution_event disable trigger user");
          assertThat(handle.execute(statement)).isEqualTo(1);
          handle.execute("alter table execution_event enable trigger user");
        });
    Verification found = Verification.of(store, request.id(), 3);
    assertThat(found.firstBad()).isEqualTo(firstBad);
    assertThat(found.problem()).contains("event");
  }

  @ParameterizedTest
  @ValueSource(strings = {"update execution_event set type = 'x'", "delete from execution_event"})
  void nobody_changes_what_has_happened(String statement) {
    ExecutionStore store = store();
    ExecutionStore.Request request = request(workspace, null, "h", T0);
    store.create(request);
    store.append(List.of(append(state(request), started(request))));
    assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(statement)))
        .isInstanceOf(JdbiException.class)
        .hasMessageContaining("append-only");
    assertThat(store.events(request.id(), 0, 10)).hasSize(1);
  }
}
