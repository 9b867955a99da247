package io.aiops.studio.host.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiConnectionStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.plugin.FakePlugins;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What saving and bounding a connection changes, and what of it stays. */
class ConnectionsTest {

  private static final Map<String, @Nullable Object> SECRET =
      Map.of("type", "object", "properties", Map.of("key", Map.of("writeOnly", true)));
  private static final Map<String, @Nullable Object> NO_SECRET =
      Map.of("type", "object", "properties", Map.of("key", Map.of("type", "string")));

  @TempDir Path folder;

  private final Database database = TestDatabase.create();
  private final List<String> audit = new ArrayList<>();
  private final Caller ada = Somebody.with(Role.ADMINISTRATOR);

  private Connections connections;

  @BeforeEach
  void open() {
    connections = with(crm(SECRET));
    save(Map.of("key", "open sesame", "url", "https://crm"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static FakePlugins crm(Map<String, @Nullable Object> schema) {
    return new FakePlugins().tool("crm", "find", (given, context) -> "{}").settings("crm", schema);
  }

  private Connections with(FakePlugins plugins) {
    return new Connections(
        new JdbiConnectionStore(database),
        plugins,
        Secrets.withKey(null, folder.resolve("key")),
        BuiltIn.from(Map.of("STUDIO_OLLAMA", "off"), folder.toString()),
        resolved -> new ModelProbe.Answer(true, List.of(), ""),
        (who, action, subject, details) -> audit.add(action + " " + subject + " " + details),
        Clock.systemUTC());
  }

  private Connection save(Map<String, @Nullable Object> settings) {
    return connections.save(ada, Connection.Kind.CONNECTOR, "mine", "crm", settings, null);
  }

  private Connection bound(Caller caller, String name, @Nullable Integer calls) {
    return connections.bound(caller, Connection.Kind.CONNECTOR, name, calls);
  }

  private ConnectionResolver.Resolved resolved() {
    return connections.tool(ada.workspaceId(), "mine/find").orElseThrow();
  }

  @Test
  void a_bound_changes_nothing_else_and_is_recorded() {
    audit.clear();
    assertThat(bound(ada, "mine", 5).calls()).isEqualTo(5);
    assertThat(resolved().settings()).isEqualTo(Map.of("key", "open sesame", "url", "https://crm"));
    assertThat(resolved().bounded()).isNotNull();
    assertThat(bound(ada, "mine", null).calls()).isNull();
    assertThat(resolved().bounded()).isNull();
    assertThat(audit)
        .containsExactly(
            "connection.limit mine {kind=CONNECTOR, calls=5}",
            "connection.limit mine {kind=CONNECTOR, calls=null}");
  }

  @Test
  void a_connection_is_bounded_while_its_plugin_is_switched_off() {
    connections = with(new FakePlugins());
    assertThat(bound(ada, "mine", 5).calls()).isEqualTo(5);
  }

  @Test
  void who_may_not_or_means_nothing_that_is_there_bounds_nothing() {
    audit.clear();
    Caller builder = Somebody.with(Role.BUILDER, ada.workspaceId());
    assertThatThrownBy(() -> bound(builder, "mine", 5)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> bound(Somebody.with(Role.ADMINISTRATOR), "mine", 5))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> bound(ada, "other", 5)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> connections.bound(ada, Connection.Kind.MODEL, "mine", 5))
        .isInstanceOf(NotFoundException.class);
    for (int calls : new int[] {0, 10_001}) {
      assertThatThrownBy(() -> bound(ada, "mine", calls)).isInstanceOf(InvalidException.class);
    }
    assertThat(connections.list(ada)).extracting(Connection::calls).containsOnlyNulls();
    assertThat(audit).isEmpty();
  }

  @Test
  void a_secret_that_comes_back_as_asterisks_is_kept() {
    Connection saved = save(Map.of("key", Connections.MASK, "url", "https://other"));
    assertThat(saved.settings()).containsEntry("key", Connections.MASK);
    assertThat(resolved().settings())
        .isEqualTo(Map.of("key", "open sesame", "url", "https://other"));
  }

  @Test
  void a_secret_is_kept_too_if_its_schema_calls_it_one_no_more() {
    connections = with(crm(NO_SECRET));
    save(Map.of("key", Connections.MASK, "url", "https://other"));
    assertThat(resolved().settings())
        .isEqualTo(Map.of("key", "open sesame", "url", "https://other"));
  }

  @Test
  void asterisks_that_stand_for_nothing_kept_are_what_they_are() {
    connections = with(crm(NO_SECRET));
    save(Map.of("url", Connections.MASK));
    assertThat(resolved().settings()).isEqualTo(Map.of("url", Connections.MASK));
  }
}
