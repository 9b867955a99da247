package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbcExecutionStore;
import io.aiops.studio.host.persistence.JdbiIdentityStore;
import io.aiops.studio.host.persistence.JdbiUnwatched;
import io.aiops.studio.host.persistence.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An execution of workspace 'Lab' that no engine looks at, on a real PostgreSQL. */
class LateElsewhereTest {

  private static final UUID LAB = UUID.randomUUID();

  private final TestClock clock = new TestClock();
  private final UUID late = UUID.randomUUID();
  private Database database;
  private Forgotten forgotten;

  @BeforeEach
  void start() {
    database = TestDatabase.create();
    JdbcExecutionStore store = new JdbcExecutionStore(database);
    new JdbiIdentityStore(database).addWorkspace(LAB, "Lab", clock.instant());
    store.create(
        List.of(
            new Request(
                late,
                LAB,
                UUID.randomUUID(),
                "w",
                1,
                Map.of(),
                "ada",
                clock.instant(),
                null,
                "",
                null,
                4)));
    clock.advance(Duration.ofMinutes(2));
    forgotten =
        new Forgotten(
            new JdbiUnwatched(database),
            store,
            new Definitions(new InMemoryWorkflowStore()),
            clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void each_workspace_hears_how_many_of_others_are_late_and_no_more() {
    Forgotten.Found found = forgotten.find(UUID.randomUUID());
    assertThat(found.overdue()).isEmpty();
    assertThat(found.elsewhere()).isEqualTo(1);
    assertThat(found.toString()).doesNotContain(late.toString());
    assertThat(forgotten.find(LAB).elsewhere()).isZero();
  }

  @Test
  void who_keeps_the_studio_hears_which() {
    assertThat(forgotten.elsewhere(Somebody.with(Role.ADMINISTRATOR)))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.executionId()).isEqualTo(late);
          assertThat(each.workspace()).isEqualTo("Lab");
          assertThat(each.since()).isBefore(clock.instant().minusSeconds(60));
        });
    assertThat(forgotten.elsewhere(Somebody.with(Role.ADMINISTRATOR, LAB))).isEmpty();
  }

  @Test
  void nobody_else_does() {
    Caller keeper = Somebody.with(Role.ADMINISTRATOR);
    Caller ofAnother =
        new Caller(
            keeper.userId(), "bob", keeper.workspaceId(), keeper.role(), keeper.scopes(), false);
    for (Caller caller : List.of(ofAnother, Somebody.with(Role.OPERATOR))) {
      assertThatThrownBy(() -> forgotten.elsewhere(caller))
          .isInstanceOf(AccessDeniedException.class);
    }
  }
}
