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
 * @param pools that it serves, by name; none without the role
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
    List<Pool> pools,
    List<String> pluginsBehind,
    Instant joinedAt,
    Instant lastBeatAt,
    Duration silence) {

  /** Without a beat for so long a node counts as dead: seven beats missed. */
  public static final Duration DEAD_AFTER = Duration.ofSeconds(15);

  /**
   * A pool that a node serves.
   *
   * @param running its tasks that the node is at; 0 once it is not alive: others take them over
   */
  public record Pool(String name, int running) {}

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
    pools = List.copyOf(pools);
    pluginsBehind = List.copyOf(pluginsBehind);
    if (state != State.LEFT && silence.compareTo(DEAD_AFTER) > 0) {
      state = State.DEAD;
    }
    if (state == State.DEAD || state == State.LEFT) {
      pools = pools.stream().map(pool -> new Pool(pool.name(), 0)).toList();
    }
  }

  /** Its tasks that it is at, of all pools. */
  public int running() {
    return pools.stream().mapToInt(Pool::running).sum();
  }

  /** Whether it takes part now. */
  public boolean alive() {
    return state == State.JOINING || state == State.UP || state == State.LEAVING;
  }
}
