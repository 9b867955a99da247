package io.aiops.studio.host.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.InMemoryPlaceStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.query.ExecutionViews.Filter;
import io.aiops.studio.host.query.ExecutionViews.Page;
import io.aiops.studio.host.query.QueueViews.Queue;
import io.aiops.studio.host.query.QueueViews.Silent;
import io.aiops.studio.host.query.QueueViews.Unfinished;
import io.aiops.studio.host.taskqueue.QueueCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueReaderTest {

  private static final Caller ADA =
      new Caller(
          new UUID(0, 1),
          "ada",
          new UUID(0, 2),
          Role.VIEWER,
          EnumSet.allOf(Permission.class),
          true);

  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private long added;
  private long settled;
  private int asked;
  private boolean silent;
  private List<ExecutionRows.Late> late = List.of();

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  private final ExecutionRows rows =
      new ExecutionRows() {
        @Override
        public Page list(UUID workspaceId, Filter filter) {
          return new Page(List.of(), null);
        }

        @Override
        public Optional<Row> find(UUID workspaceId, UUID executionId) {
          return Optional.empty();
        }

        @Override
        public Unfinished unfinished(UUID workspaceId) {
          assertThat(workspaceId).isEqualTo(ADA.workspaceId());
          return new Unfinished(1, 2, null);
        }

        @Override
        public long slaBreaches(UUID workspaceId, Instant since) {
          assertThat(workspaceId).isEqualTo(ADA.workspaceId());
          Instant dayAgo = now.minus(Duration.ofDays(1));
          assertThat(since).isBetween(dayAgo.minusSeconds(1), dayAgo);
          return 3;
        }

        @Override
        public List<Late> lateSteps(UUID workspaceId, Instant since) {
          assertThat(workspaceId).isEqualTo(ADA.workspaceId());
          Instant dayAgo = now.minus(Duration.ofDays(1));
          assertThat(since).isBetween(dayAgo.minusSeconds(1), dayAgo);
          return late;
        }
      };

  private final InMemoryPlaceStore places = new InMemoryPlaceStore(clock, UUID::randomUUID);

  private final QueueReader reader =
      new QueueReader(
          () -> {
            asked++;
            if (silent) {
              now = now.plusSeconds(5);
              throw new UnavailableException("The broker is silent.", new TimeoutException());
            }
            return List.of(
                new QueueCounts(
                    "tasks", 3, 1, 2, 1, Map.of(7, Duration.ofSeconds(4)), added, settled),
                new QueueCounts("tasks.gpu", 0, 0, 0, 1, null, 0, 0),
                new QueueCounts("commands", 0, 0, 0, 1, null, 0, 0));
          },
          rows,
          places,
          workspace -> List.of(new Silent("n1", "Connection 'tickets'", now)),
          QueueReaderTest::workflow,
          clock);

  private static Workflow workflow(UUID workspaceId, UUID workflowId, int version) {
    if (version != 1) {
      throw new IllegalStateException("No workflow version " + version);
    }
    return WorkflowReader.read(
            """
            schema: aiops-studio/workflow/v1
            name: t
            steps:
              - {id: a, kind: agent, agent: e}
              - {id: pause, kind: wait, duration: PT1H}
              - id: each
                kind: forEach
                items: inputs.list
                steps: [{id: b, kind: tool, tool: x/y, pool: gpu}]
            """)
        .workflow()
        .orElseThrow();
  }

  private static ExecutionRows.Late late(int version, String path, long count) {
    return new ExecutionRows.Late(new UUID(0, 7), version, path, count);
  }

  private Queue after(Duration duration) {
    now = now.plus(duration);
    return reader.queues(ADA).queues().getFirst();
  }

  @Test
  void rates_are_those_of_the_last_seconds() {
    assertThat(after(Duration.ZERO))
        .isEqualTo(new Queue("tasks", 3, 1, 2, 1, 4000L, null, null, 0L, null));
    added = 100;
    settled = 50;
    assertThat(after(Duration.ofSeconds(5)).addedPerSecond()).isEqualTo(20);
    assertThat(after(Duration.ofSeconds(5)).settledPerSecond()).isEqualTo(5);
    assertThat(after(Duration.ofSeconds(5)).settledPerSecond()).isZero();
  }

  @Test
  void what_is_bounded_and_what_does_not_answer_are_shown() {
    places.connection(ADA.workspaceId(), "tickets", 5);
    places.connection(new UUID(0, 9), "theirs", 5);
    QueueViews.Overview overview = reader.queues(ADA);
    assertThat(overview.connections())
        .containsExactly(new QueueViews.Connection("tickets", "CONNECTOR", 5, 0, 0));
    assertThat(overview.silent()).containsExactly(new Silent("n1", "Connection 'tickets'", now));
  }

  @Test
  void many_pages_ask_the_broker_once_a_second() {
    for (int i = 0; i < 10; i++) {
      after(Duration.ofMillis(100));
    }
    assertThat(asked).isEqualTo(1);
    after(Duration.ofMillis(100));
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void one_question_to_a_silent_broker_answers_all_who_ask_within_a_second_after_it() {
    silent = true;
    for (int i = 0; i < 8; i++) {
      assertThatThrownBy(() -> reader.queues(ADA)).isInstanceOf(UnavailableException.class);
    }
    assertThat(asked).isEqualTo(1);
    silent = false;
    assertThatThrownBy(() -> after(Duration.ofMillis(999)))
        .isInstanceOf(UnavailableException.class);
    assertThat(after(Duration.ofMillis(1)).waiting()).isEqualTo(3);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void a_broker_that_counts_anew_or_not_at_all_gives_no_rate() {
    added = 100;
    settled = -1;
    after(Duration.ZERO);
    added = 3;
    @Nullable Queue then = after(Duration.ofSeconds(2));
    assertThat(then.addedPerSecond()).isNull();
    assertThat(then.settledPerSecond()).isNull();
    added = 7;
    after(Duration.ofSeconds(20));
    added = 17;
    assertThat(after(Duration.ofSeconds(5)).addedPerSecond()).isEqualTo(2);
  }

  @Test
  void says_how_many_executions_of_the_workspace_have_not_ended() {
    assertThat(reader.queues(ADA).unfinished()).isEqualTo(new Unfinished(1, 2, null));
  }

  @Test
  void says_of_each_pool_how_many_of_its_steps_were_late() {
    late =
        List.of(
            late(1, "a", 2),
            late(1, "pause", 4),
            late(1, "each", 8),
            late(1, "each[]/b", 16),
            late(1, "a[]/planned", 32),
            late(1, "gone", 64),
            late(2, "a", 128));
    assertThat(reader.queues(ADA).queues())
        .extracting(Queue::name, Queue::slaBreaches)
        .containsExactly(tuple("tasks", 2L), tuple("tasks.gpu", 16L), tuple("commands", null));
  }

  @Test
  void says_how_many_promises_the_workspace_broke_within_a_day() {
    assertThat(reader.queues(ADA).slaBreaches()).isEqualTo(3);
  }
}
