package io.aiops.studio.host.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A node as the others see it.
 *
 * @param id a new one at each start
 * @param name {@code STUDIO_NODE}
 * @param broker whether the node's broker is its own or shared
 * @param workers tasks it runs at the same time; 0 without the role
 * @param pluginsBehind plugins that do not serve there as the studio's list has them
 * @param lastBeatAt by the database's clock, as all here
 * @param silence since then, when this was read
 */
public record Node(
    UUID id,
    String name,
    Set<NodeRole> roles,
    State state,
    Broker broker,
    int workers,
    List<String> pluginsBehind,
    Instant joinedAt,
    Instant lastBeatAt,
    Duration silence) {

  /** Without a beat for so long a node counts as dead: seven beats missed. */
  public static final Duration DEAD_AFTER = Duration.ofSeconds(15);

  /** Where its messages go. */
  public enum Broker {
    EMBEDDED,
    SHARED
  }

  /** Where in its life it is. DEAD is never written down: it is what silence means. */
  public enum State {
    JOINING,
    UP,
    LEAVING,
    LEFT,
    DEAD
  }

  public Node {
    roles = Set.copyOf(roles);
    pluginsBehind = List.copyOf(pluginsBehind);
    if (state != State.LEFT && silence.compareTo(DEAD_AFTER) > 0) {
      state = State.DEAD;
    }
  }

  /** Whether it takes part now. */
  public boolean alive() {
    return state == State.JOINING || state == State.UP || state == State.LEAVING;
  }
}
