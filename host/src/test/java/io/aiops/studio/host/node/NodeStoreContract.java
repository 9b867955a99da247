package io.aiops.studio.host.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.node.Node.Broker;
import io.aiops.studio.host.node.Node.State;
import io.aiops.studio.host.node.NodeStore.Beat;
import io.aiops.studio.host.node.Nodes.Self;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every node store must do, and what nodes make of it. */
public abstract class NodeStoreContract {

  /** An empty one. */
  protected abstract NodeStore store();

  /** Lets all nodes be silent for so long. */
  protected abstract void pass(Duration silence);

  private static Beat beat(UUID id, UUID seat, State state) {
    return new Beat(
        id,
        seat,
        "one",
        Set.of(NodeRole.ENGINE, NodeRole.WEB),
        state,
        Broker.SHARED,
        8,
        List.of(),
        List.of(),
        NodePlugins.UNKNOWN,
        List.of());
  }

  private static Self self(String name, UUID seat, Broker broker) {
    return new Self(UUID.randomUUID(), seat, name, NodeRole.ALL, broker, 8);
  }

  @Test
  void a_node_is_seen_with_what_it_last_said_of_itself() {
    NodeStore store = store();
    UUID id = UUID.randomUUID();
    UUID seat = UUID.randomUUID();
    store.beat(beat(id, seat, State.JOINING));
    store.beat(
        new Beat(
            id,
            seat,
            "one",
            Set.of(NodeRole.ENGINE, NodeRole.WEB),
            State.UP,
            Broker.SHARED,
            9,
            List.of(new Node.Pool("default", 3), new Node.Pool("gpu", 0)),
            List.of("agent-echo"),
            NodePlugins.UNKNOWN,
            List.of()));
    assertThat(store.list())
        .singleElement()
        .satisfies(node -> {
          assertThat(node.id()).isEqualTo(id);
          assertThat(node.roles()).containsExactlyInAnyOrder(NodeRole.ENGINE, NodeRole.WEB);
          assertThat(node.state()).isEqualTo(State.UP);
          assertThat(node.workers()).isEqualTo(9);
          assertThat(node.pools())
              .containsExactly(new Node.Pool("default", 3), new Node.Pool("gpu", 0));
          assertThat(node.running()).isEqualTo(3);
          assertThat(node.pluginsBehind()).containsExactly("agent-echo");
          assertThat(node.alive()).isTrue();
        });
  }

  @Test
  void a_node_that_left_is_at_nothing_any_more() {
    NodeStore store = store();
    Beat left = beat(UUID.randomUUID(), UUID.randomUUID(), State.LEFT);
    store.beat(
        new Beat(
            left.id(),
            left.seat(),
            left.name(),
            left.roles(),
            State.LEFT,
            left.broker(),
            9,
            List.of(new Node.Pool("default", 3)),
            List.of(),
            NodePlugins.UNKNOWN,
            List.of()));
    assertThat(store.list())
        .singleElement()
        .satisfies(node -> {
          assertThat(node.running()).isZero();
          assertThat(node.pools()).containsExactly(new Node.Pool("default", 0));
        });
  }

  @Test
  void how_plugins_stand_on_a_node_is_known_while_it_lives() {
    NodeStore store = store();
    NodePlugins plugins =
        new NodePlugins(
            7,
            List.of(
                new NodePlugins.Plugin(
                    "echo",
                    "1.0.0",
                    "active",
                    null,
                    List.of(
                        new NodePlugins.Figures("1.0.0", true, 3, 40, 2, 5, 64L),
                        new NodePlugins.Figures("0.9.0", false, 1, 4, 0, null, null))),
                new NodePlugins.Plugin("http", null, "failed", "x".repeat(600), List.of())));
    Beat beat = beat(UUID.randomUUID(), UUID.randomUUID(), State.UP);
    store.beat(beat);
    assertThat(store.plugins()).containsExactly(new NodePlugins.At("one", NodePlugins.UNKNOWN));
    store.beat(
        new Beat(
            beat.id(),
            beat.seat(),
            beat.name(),
            beat.roles(),
            State.UP,
            beat.broker(),
            8,
            List.of(),
            List.of("http"),
            plugins,
            List.of()));
    assertThat(store.plugins()).containsExactly(new NodePlugins.At("one", plugins));
    assertThat(plugins.plugins().getLast().error()).hasSize(501);
    pass(Node.DEAD_AFTER.plusSeconds(1));
    assertThat(store.plugins()).isEmpty();
  }

  @Test
  void what_does_not_answer_a_node_is_known_in_its_workspace_while_the_node_lives() {
    NodeStore store = store();
    UUID ours = UUID.randomUUID();
    Instant until = Instant.parse("2026-11-28T12:00:00Z");
    Silent tickets = new Silent(ours, "Connection 'tickets'", until);
    Silent theirs = new Silent(UUID.randomUUID(), "Connection 'theirs'", until);
    Beat beat = beat(UUID.randomUUID(), UUID.randomUUID(), State.UP);
    store.beat(silent(beat, List.of(theirs, tickets)));
    assertThat(store.silent(ours)).containsExactly(new Silent.At("one", tickets));
    assertThat(store.silent(UUID.randomUUID())).isEmpty();
    pass(Node.DEAD_AFTER.plusSeconds(1));
    assertThat(store.silent(ours)).isEmpty();
    store.beat(silent(beat, List.of()));
    assertThat(store.silent(ours)).isEmpty();
  }

  private static NodeLog.Line line(@Nullable UUID workspaceId, String text) {
    return new NodeLog.Line(
        Instant.parse("2026-11-29T12:00:00Z"), "1.0.0", "failed", workspaceId, text);
  }

  @Test
  void what_a_plugin_wrote_is_kept_with_its_node_each_line_for_its_workspace_or_for_all() {
    NodeStore store = store();
    UUID ours = UUID.randomUUID();
    Beat beat = beat(UUID.randomUUID(), UUID.randomUUID(), State.UP);
    store.beat(beat);
    store.log(beat.id(), "echo", List.of(line(ours, "before")));
    store.log(
        beat.id(),
        "echo",
        List.of(line(null, "begins"), line(UUID.randomUUID(), "theirs"), line(ours, "ours")));
    store.log(beat.id(), "http", List.of(line(UUID.randomUUID(), "theirs")));
    assertThat(store.log(ours, "echo"))
        .containsExactly(new NodeLog.At("one", List.of(line(null, "begins"), line(ours, "ours"))));
    assertThat(store.log(UUID.randomUUID(), "echo"))
        .containsExactly(new NodeLog.At("one", List.of(line(null, "begins"))));
    assertThat(store.log(ours, "http")).isEmpty();
    store.log(UUID.randomUUID(), "echo", List.of(line(null, "of nobody")));
    store.log(beat.id(), "gone", List.of(line(ours, "ours")));
    store.log(beat.id(), "gone", List.of());
    assertThat(store.log(ours, "gone")).isEmpty();
    pass(Duration.ofHours(1).plusSeconds(1));
    assertThat(store.log(ours, "echo")).as("of one that is dead").hasSize(1);
    store.bury(Duration.ofHours(1));
    assertThat(store.log(ours, "echo")).isEmpty();
  }

  private static Beat silent(Beat beat, List<Silent> silent) {
    return new Beat(
        beat.id(),
        beat.seat(),
        beat.name(),
        beat.roles(),
        beat.state(),
        beat.broker(),
        beat.workers(),
        beat.pools(),
        beat.pluginsBehind(),
        beat.plugins(),
        silent);
  }

  @Test
  void silence_means_death_unless_the_node_said_goodbye() {
    NodeStore store = store();
    store.beat(beat(UUID.randomUUID(), UUID.randomUUID(), State.UP));
    store.beat(beat(UUID.randomUUID(), UUID.randomUUID(), State.LEFT));
    pass(Node.DEAD_AFTER.plusSeconds(1));
    assertThat(store.list())
        .extracting(Node::state)
        .containsExactlyInAnyOrder(State.DEAD, State.LEFT);
    assertThat(store.bury(Duration.ofHours(1))).isZero();
    assertThat(store.bury(Node.DEAD_AFTER)).isEqualTo(2);
    assertThat(store.list()).isEmpty();
  }

  @Test
  void who_joins_on_a_seat_takes_the_place_of_who_was_there() {
    NodeStore store = store();
    UUID seat = UUID.randomUUID();
    store.beat(beat(UUID.randomUUID(), seat, State.UP));
    try (Nodes nodes = Nodes.join(store, self("again", seat, Broker.EMBEDDED), List::of)) {
      assertThat(store.list()).extracting(Node::id).containsExactly(nodes.id());
      assertThat(nodes.alone()).isTrue();
    }
    assertThat(store.list()).extracting(Node::state).containsExactly(State.LEFT);
  }

  @Test
  void nodes_of_one_database_must_share_the_broker() {
    NodeStore store = store();
    try (Nodes first =
        Nodes.join(store, self("first", UUID.randomUUID(), Broker.EMBEDDED), List::of)) {
      assertThat(first.alone()).isTrue();
      assertThatThrownBy(
              () -> Nodes.join(store, self("second", UUID.randomUUID(), Broker.SHARED), List::of))
          .hasMessageContaining("node 'first' already works on this database")
          .hasMessageContaining("STUDIO_BROKER_URL");
    }
    try (Nodes second =
            Nodes.join(store, self("second", UUID.randomUUID(), Broker.SHARED), List::of);
        Nodes third =
            Nodes.join(store, self("third", UUID.randomUUID(), Broker.SHARED), List::of)) {
      assertThat(third.alone()).isFalse();
      assertThat(third.count()).containsEntry(State.LEFT, 1).containsEntry(State.JOINING, 2);
      assertThat(second.roles()).isEqualTo(NodeRole.ALL);
    }
  }
}
