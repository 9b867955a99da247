package io.aiops.studio.host.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.node.Nodes.Self;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a node tells the others of what its plugins write. */
class NodesTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);

  private final List<String> written = new CopyOnWriteArrayList<>();
  private final NodeStore store =
      new InMemoryNodeStore() {
        @Override
        public void log(UUID node, String plugin, List<NodeLog.Line> lines) {
          written.add(plugin + " " + lines.size());
          super.log(node, plugin, lines);
        }
      };

  private static NodeLog log(long written, String text) {
    return new NodeLog(
        written,
        List.of(new NodeLog.Line(Instant.EPOCH, "1.0.0", "failed", ADMIN.workspaceId(), text)));
  }

  @Test
  void what_is_new_is_written_once_and_shown_to_administrators_of_its_workspace() {
    AtomicReference<Map<String, NodeLog>> logs =
        new AtomicReference<>(Map.of("echo", log(1, "once")));
    Self self =
        new Self(
            UUID.randomUUID(), UUID.randomUUID(), "one", NodeRole.ALL, Node.Broker.EMBEDDED, 8);
    try (Nodes nodes = Nodes.join(store, self, List::of)) {
      nodes.tellLogs(logs::get);
      nodes.tellPools(() -> List.of(new Node.Pool("gpu", 1)));
      nodes.up();
      Awaitility.await().atMost(SOON).until(() -> !nodes.log(ADMIN, "echo").isEmpty());
      Awaitility.await().atMost(SOON).until(() -> nodes.pools().equals(Set.of("gpu")));
      nodes.leaving();
      Awaitility.await()
          .atMost(SOON)
          .until(() -> store.list().getFirst().state() == Node.State.LEAVING);
      assertThat(written).containsExactly("echo 1");
      assertThat(nodes.log(Somebody.with(Role.ADMINISTRATOR), "echo"))
          .as("for another workspace")
          .isEmpty();
      Caller builder = Somebody.with(Role.BUILDER, ADMIN.workspaceId());
      assertThatThrownBy(() -> nodes.log(builder, "echo"))
          .isInstanceOf(AccessDeniedException.class);
      logs.set(Map.of("echo", log(2, "again")));
    }
    assertThat(written).as("said goodbye").containsExactly("echo 1", "echo 1");
    assertThat(store.log(ADMIN.workspaceId(), "echo").getFirst().lines().getFirst().text())
        .isEqualTo("again");
  }

  @Test
  void what_is_forgotten_of_a_plugin_is_forgotten_there_too() {
    AtomicReference<Map<String, NodeLog>> logs =
        new AtomicReference<>(Map.of("echo", log(1, "once"), "http", log(2, "stays")));
    Self self =
        new Self(
            UUID.randomUUID(), UUID.randomUUID(), "one", NodeRole.ALL, Node.Broker.EMBEDDED, 8);
    try (Nodes nodes = Nodes.join(store, self, List::of)) {
      nodes.tellLogs(logs::get);
      nodes.up();
      Awaitility.await().atMost(SOON).until(() -> !nodes.log(ADMIN, "echo").isEmpty());
      logs.set(Map.of("http", log(2, "stays")));
      Awaitility.await().atMost(SOON).until(() -> nodes.log(ADMIN, "echo").isEmpty());
      assertThat(nodes.log(ADMIN, "http")).isNotEmpty();
      logs.set(Map.of("echo", log(1, "anew"), "http", log(2, "stays")));
      Awaitility.await().atMost(SOON).until(() -> !nodes.log(ADMIN, "echo").isEmpty());
    }
  }
}
