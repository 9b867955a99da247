package io.aiops.studio.host.persistence;

import static io.aiops.studio.host.connection.Connection.Kind.CONNECTOR;
import static io.aiops.studio.host.connection.Connection.Kind.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.connection.ConnectionStore.Stored;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbiConnectionStoreTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final Database database = TestDatabase.create();
  private final JdbiConnectionStore store = new JdbiConnectionStore(database);
  private final UUID workspace = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  @AfterEach
  void close() {
    database.close();
  }

  private static Stored connection(Connection.Kind kind, String name, String url) {
    return new Stored(
        UUID.randomUUID(), kind, name, "http", Map.of("url", url, "n", 1), null, T0, "ada");
  }

  @Test
  void a_workspace_sees_and_removes_its_own_only() {
    Stored mine = connection(CONNECTOR, "crm", "mine");
    Stored theirs = connection(CONNECTOR, "crm", "theirs");
    store.save(workspace, mine);
    store.save(other, theirs);
    assertThat(store.find(workspace, CONNECTOR, "crm")).contains(mine);
    assertThat(store.list(other)).containsExactly(theirs);
    assertThat(store.find(workspace, MODEL, "crm")).isEmpty();
    assertThat(store.find(UUID.randomUUID(), CONNECTOR, "crm")).isEmpty();
    assertThat(store.remove(UUID.randomUUID(), CONNECTOR, "crm")).isFalse();
    assertThat(store.remove(other, CONNECTOR, "crm")).isTrue();
    assertThat(store.find(workspace, CONNECTOR, "crm")).contains(mine);
    assertThat(store.list(other)).isEmpty();
  }

  @Test
  void a_bound_changes_what_bears_its_name_in_its_workspace_and_nothing_else_of_it() {
    Stored mine = connection(CONNECTOR, "crm", "mine");
    Stored model = connection(MODEL, "crm", "model");
    Stored theirs = connection(CONNECTOR, "crm", "theirs");
    store.save(workspace, mine);
    store.save(workspace, model);
    store.save(other, theirs);
    Instant later = T0.plusSeconds(1);
    Stored bounded =
        new Stored(mine.id(), CONNECTOR, "crm", "http", mine.settings(), 5, later, "bob");
    assertThat(store.bound(workspace, CONNECTOR, "crm", 5, later, "bob")).contains(bounded);
    assertThat(store.list(workspace)).containsExactly(bounded, model);
    assertThat(store.list(other)).containsExactly(theirs);
    assertThat(store.bound(workspace, CONNECTOR, "crm", null, later, "bob"))
        .hasValueSatisfying(free -> assertThat(free.calls()).isNull());
    assertThat(store.bound(workspace, CONNECTOR, "erp", 5, later, "bob")).isEmpty();
    assertThat(store.bound(UUID.randomUUID(), CONNECTOR, "crm", 5, later, "bob")).isEmpty();
  }

  @Test
  void saving_again_keeps_the_id_that_its_secrets_are_sealed_to() {
    Stored first = connection(MODEL, "gpt", "one");
    store.save(workspace, first);
    store.save(workspace, connection(MODEL, "gpt", "two"));
    assertThat(store.list(workspace))
        .singleElement()
        .returns(first.id(), Stored::id)
        .satisfies(stored -> assertThat(stored.settings()).containsEntry("url", "two"));
  }
}
