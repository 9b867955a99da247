package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import io.aiops.studio.host.execution.Origin;
import io.aiops.studio.host.execution.Rollback;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.retention.Retentions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is removed, when, and what is not. */
class JdbiRetentionStoreTest {

  private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");
  private static final String LARGE = "x".repeat(100_000);

  private final Database database = TestDatabase.create();
  private final JdbcExecutionStore executions = new JdbcExecutionStore(database);
  private final TestClock clock = new TestClock();
  private final List<String> audited = new ArrayList<>();
  private final Retentions retentions =
      new Retentions(
          new JdbiRetentionStore(database),
          new JdbiFiringStore(database)::forget,
          (caller, action, subject, details) -> audited.add(action + details),
          clock);
  private final Caller mine = caller();
  private final Caller theirs = caller();

  private static Caller caller() {
    return new Caller(
        UUID.randomUUID(),
        "ada",
        UUID.randomUUID(),
        Role.ADMINISTRATOR,
        EnumSet.allOf(Permission.class),
        true);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nothing_is_removed_unless_somebody_says_so() {
    UUID ended = execution(mine, T0, true, null);
    clock.advance(Duration.ofDays(10_000));
    assertThat(retentions.sweep()).isZero();
    assertThat(executions.header(ended)).isPresent();
    assertThat(retentions.retention(mine).days()).isNull();
  }

  @Test
  void removes_what_ended_long_ago_in_that_workspace_with_all_that_was_kept_of_it() {
    UUID old = execution(mine, T0, true, null);
    UUID running = execution(mine, T0, false, null);
    UUID other = execution(theirs, T0, true, null);
    UUID young = execution(mine, T0.plus(Duration.ofDays(30)), true, null);
    clock.advance(Duration.ofDays(39));
    assertThat(retentions.keep(mine, 30).due()).isEqualTo(1);
    assertThat(audited).containsExactly("retention.change{days=30}");
    assertThat(retentions.sweep()).as("within the day of grace").isZero();
    clock.advance(Duration.ofDays(2));
    assertThat(retentions.sweep()).isEqualTo(1);
    assertThat(executions.header(old)).isEmpty();
    assertThat(executions.events(old, 0, 10)).isEmpty();
    assertThat(executions.header(running)).isPresent();
    assertThat(executions.header(other)).isPresent();
    assertThat(executions.events(young, 0, 10)).hasSize(3);
    assertThat(number("select count(*) from blob_use")).isEqualTo(3);
    assertThat(retentions.retention(mine).due()).isZero();
  }

  @Test
  void a_large_value_goes_with_the_last_execution_that_needs_it() {
    execution(mine, T0, true, null);
    execution(mine, T0.plus(Duration.ofDays(30)), true, null);
    // Blobs bear the database's time, which is far ahead of this test's.
    clock.advance(Duration.ofDays(3_650));
    JdbiRetentionStore store = new JdbiRetentionStore(database);
    store.remove(mine.workspaceId(), T0.plusSeconds(60), 10);
    assertThat(store.removeUnusedBlobs(clock.instant(), 10)).isZero();
    store.remove(mine.workspaceId(), clock.instant(), 10);
    assertThat(store.removeUnusedBlobs(clock.instant(), 10)).isEqualTo(1);
  }

  @Test
  void what_an_unfinished_execution_comes_from_stays() {
    UUID origin = execution(mine, T0, true, null);
    execution(mine, T0, false, origin);
    JdbiRetentionStore store = new JdbiRetentionStore(database);
    assertThat(store.remove(mine.workspaceId(), T0.plusSeconds(60), 10)).isZero();
    assertThat(executions.header(origin)).isPresent();
  }

  @Test
  void what_an_output_holds_that_postgresql_cannot_read_stops_nothing() {
    UUID origin = execution(mine, T0, true, null);
    for (String output : List.of("a\0b", "half \ud800", "\\u0000 \"executionId\":\"x\"")) {
      execution(mine, T0, false, origin, new Rollback("wrong", Map.of("executionId", output)));
    }
    UUID old = execution(mine, T0, true, null);
    JdbiRetentionStore store = new JdbiRetentionStore(database);
    assertThat(store.remove(mine.workspaceId(), T0.plusSeconds(60), 10)).isEqualTo(1);
    assertThat(executions.header(old)).isEmpty();
    assertThat(executions.header(origin)).isPresent();
  }

  /** A step that is a workflow, begun again, goes on from the child before. */
  @Test
  void so_do_the_children_of_one_that_is_gone_on_from() {
    UUID origin = execution(mine, T0, true, null);
    UUID child = execution(mine, T0, true, null);
    UUID going = execution(mine, T0, false, origin);
    UUID earlier = execution(mine, T0, true, null);
    for (Map.Entry<UUID, UUID> born : Map.of(child, origin, earlier, going).entrySet()) {
      database
          .jdbi()
          .useHandle(handle ->
              handle.execute(
                  "update execution set parent_id = ? where id = ?",
                  born.getValue(),
                  born.getKey()));
    }
    JdbiRetentionStore store = new JdbiRetentionStore(database);
    assertThat(store.remove(mine.workspaceId(), T0.plusSeconds(60), 10)).isZero();
    assertThat(executions.header(child)).isPresent();
    assertThat(executions.header(earlier)).isPresent();
  }

  @Test
  void what_has_many_events_is_removed_a_few_at_once() {
    for (int i = 0; i < 3; i++) {
      execution(mine, T0, true, null);
    }
    database
        .jdbi()
        .useHandle(handle -> handle.execute("update execution set last_sequence = 60000"));
    JdbiRetentionStore store = new JdbiRetentionStore(database);
    for (int i = 0; i < 3; i++) {
      assertThat(store.remove(mine.workspaceId(), T0.plusSeconds(60), 10)).isEqualTo(1);
    }
    assertThat(store.remove(mine.workspaceId(), T0.plusSeconds(60), 10)).isZero();
    assertThat(number("select count(*) from execution_event")).isZero();
  }

  /** A retry of a retry asks the first what it had rolled back. */
  @Test
  void so_does_what_that_comes_from() {
    UUID first = execution(mine, T0, true, null);
    UUID second = execution(mine, T0, true, first);
    UUID third = execution(mine, T0, true, second);
    execution(mine, T0, false, third);
    UUID alone = execution(mine, T0, true, null);
    JdbiRetentionStore store = new JdbiRetentionStore(database);
    assertThat(store.remove(mine.workspaceId(), T0.plusSeconds(60), 10)).isEqualTo(1);
    assertThat(executions.header(alone)).isEmpty();
    for (UUID needed : List.of(first, second, third)) {
      assertThat(executions.header(needed)).isPresent();
    }
  }

  /** Once it is run again itself, what that had undone has to be known. */
  @Test
  void so_does_what_a_younger_one_comes_from_that_has_ended() {
    Instant later = T0.plus(Duration.ofDays(5));
    UUID undone = execution(mine, T0, true, null);
    UUID first = execution(mine, T0, true, undone);
    UUID second = execution(mine, T0, true, first);
    UUID retry = execution(mine, later, true, second);
    UUID alone = execution(mine, T0, true, null);
    JdbiRetentionStore store = new JdbiRetentionStore(database);
    assertThat(store.remove(mine.workspaceId(), T0.plusSeconds(60), 10)).isEqualTo(1);
    assertThat(executions.header(alone)).isEmpty();
    for (UUID needed : List.of(undone, first, second, retry)) {
      assertThat(executions.header(needed)).isPresent();
    }
    Instant much = later.plusSeconds(60);
    assertThat(store.remove(mine.workspaceId(), much, 10)).as("with the last of them").isEqualTo(4);
  }

  @Test
  void history_is_still_append_only_for_everybody_else() {
    execution(mine, T0, true, null);
    assertThatThrownBy(() ->
            database.jdbi().useHandle(handle -> handle.execute("delete from execution_event")))
        .hasMessageContaining("append-only");
    JdbiRetentionStore store = new JdbiRetentionStore(database);
    store.remove(mine.workspaceId(), T0.plusSeconds(60), 10);
    execution(mine, T0, true, null);
    assertThatThrownBy(() ->
            database.jdbi().useHandle(handle -> handle.execute("delete from execution_event")))
        .as("after a removal, on the same connections")
        .hasMessageContaining("append-only");
  }

  @Test
  void refuses_what_makes_no_sense() {
    assertThatThrownBy(() -> retentions.keep(mine, 0))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("days")
        .hasMessageContaining("1 to 36500");
  }

  private long number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private UUID execution(Caller caller, Instant at, boolean ended, @Nullable UUID origin) {
    return execution(caller, at, ended, origin, null);
  }

  private UUID execution(
      Caller caller,
      Instant at,
      boolean ended,
      @Nullable UUID origin,
      @Nullable Rollback rollback) {
    Request request =
        new Request(
            UUID.randomUUID(),
            caller.workspaceId(),
            UUID.randomUUID(),
            "triage",
            1,
            Map.of(),
            "ada",
            at,
            null,
            "h",
            origin == null
                ? null
                : new Origin(origin, 3, Origin.Mode.RETRY, origin, null, Map.of(), rollback),
            4);
    executions.create(request);
    ExecutionState state =
        new ExecutionState(
            request.id(),
            caller.workspaceId(),
            WorkflowReader.read("name: x\nsteps: [{id: a, agent: echo}]").workflow().orElseThrow());
    List<Event> events = new ArrayList<>();
    events.add(
        new Event.ExecutionStarted(
            request.workflowId(), "triage", 1, Map.of(), "ada", request.origin()));
    events.add(new Event.StepScheduled("a", 1, LARGE, "start"));
    if (ended) {
      events.add(new Event.ExecutionCancelled("ada"));
    }
    events.forEach(event -> state.apply(event, at));
    executions.append(List.of(Append.of(state, 1, at, events, new Shown(state, at))));
    return request.id();
  }
}
