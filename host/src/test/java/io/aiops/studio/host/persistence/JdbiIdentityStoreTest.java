package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityStore;
import io.aiops.studio.host.identity.IdentityStoreContract;
import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbiIdentityStoreTest extends IdentityStoreContract {

  private static final Caller ADA =
      new Caller(UUID.randomUUID(), "ada", UUID.randomUUID(), Role.ADMINISTRATOR, Set.of(), true);

  private final Database database = TestDatabase.create();
  private final JdbiAuditLog audit = new JdbiAuditLog(database, Clock.systemUTC());

  @Override
  protected IdentityStore store() {
    return new JdbiIdentityStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_fails_leaves_nothing_not_even_a_line_of_audit() {
    IdentityStore store = store();
    UUID workspace = UUID.randomUUID();
    assertThatThrownBy(() ->
            store.atomically(() -> {
              store.awaitTurnToStart();
              store.addWorkspace(workspace, "half", Instant.now());
              store.awaitTurnToChangeMembers(workspace);
              audit.record(ADA, "workspace.create", "half", Map.of());
              throw new ConflictException("changed my mind");
            }))
        .isInstanceOf(ConflictException.class);
    assertThat(audit.page(ADA.workspaceId(), null, 10).items()).isEmpty();
    int left =
        database
            .jdbi()
            .withHandle(handle ->
                handle.createQuery("select count(*) from workspace").mapTo(int.class).one());
    assertThat(left).isZero();
  }

  @Test
  void workers_hear_of_every_workspace() {
    UUID one = UUID.randomUUID();
    UUID two = UUID.randomUUID();
    store().addWorkspace(one, "one", Instant.EPOCH);
    store().addWorkspace(two, "two", Instant.EPOCH);
    assertThat(new JdbiWorkspaces(database).all()).containsExactlyInAnyOrder(one, two);
  }

  @Test
  void the_audit_record_is_read_in_pages_of_one_workspace() {
    Caller other =
        new Caller(ADA.userId(), "ada", UUID.randomUUID(), Role.ADMINISTRATOR, Set.of(), false);
    for (int i = 1; i <= 5; i++) {
      audit.record(ADA, "act", "subject " + i, Map.of("n", i));
      audit.record(other, "act", "elsewhere", Map.of());
    }
    var first = audit.page(ADA.workspaceId(), null, 3);
    assertThat(first.items())
        .extracting(AuditEntry::subject)
        .containsExactly("subject 5", "subject 4", "subject 3");
    var second = audit.page(ADA.workspaceId(), first.next(), 3);
    assertThat(second.items())
        .extracting(AuditEntry::subject)
        .containsExactly("subject 2", "subject 1");
    assertThat(second.next()).isNull();
    assertThat(second.items().getLast().details()).isEqualTo(Map.of("n", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_record set action = 'nothing'",
        "delete from audit_record",
        "truncate audit_record"
      })
  void nobody_changes_the_audit_record(String statement) {
    audit.record(ADA, "act", "subject", Map.of());
    assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(statement)))
        .isInstanceOf(JdbiException.class)
        .hasMessageContaining("append-only");
    assertThat(audit.page(ADA.workspaceId(), null, 10).items()).hasSize(1);
  }
}
