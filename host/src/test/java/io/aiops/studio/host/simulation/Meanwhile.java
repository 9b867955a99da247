package io.aiops.studio.host.simulation;

import java.util.List;

/** What goes on, and goes wrong, while one node is in the middle of something. */
final class Meanwhile {

  private static final int FARTHEST_JUMP = 7_200_000;
  private static final int LEASE = 15_000;
  private static final int LONGEST_STAND = 4 * LEASE;
  private static final int MOST_MEANWHILE = 8;

  private final World world;
  private final List<SimulatedNode> nodes;

  /** Not while it goes on already. */
  private boolean othersMove;

  /**
   * @param nodes those that there are, at any time
   */
  Meanwhile(World world, List<SimulatedNode> nodes) {
    this.world = world;
    this.nodes = nodes;
  }

  /** One of those things that may go wrong at any time. */
  void mishap() {
    SimulatedNode node = world.chance.of(nodes);
    switch (world.chance.below(10)) {
      case 0 -> node.crash();
      case 1 -> node.losesEngineSession();
      case 2 -> node.losesWorkerSession();
      case 3 -> {
        if (world.inside()) {
          node.crash();
        } else {
          world.say("the broker is started anew");
          world.broker.restart();
        }
      }
      case 4 -> {
        world.jumped = true;
        node.skew = world.chance.below(2 * FARTHEST_JUMP) - FARTHEST_JUMP;
        world.say("the clock of " + node + " jumps to " + node.skew);
      }
      case 5 -> {
        world.say("groups find new owners");
        world.broker.rebalance();
      }
      case 6, 7, 8 ->
          node.stand(
              world.chance.below(world.chance.oneIn(2) ? LEASE : LONGEST_STAND),
              world.chance.oneIn(2));
      default -> {
        world.say("all die");
        nodes.forEach(SimulatedNode::crash);
      }
    }
  }

  /** Between what a node read and what it writes, its session is lost and another node goes on. */
  void moveOn(SimulatedNode slow) {
    if (!othersMove && nodes.size() > 1 && world.faults.strike(12)) {
      othersMove = true;
      world.say(slow + " pauses before its commit");
      slow.losesEngineSession();
      for (SimulatedNode node : nodes) {
        if (node != slow && node.decides()) {
          node.decides();
        }
      }
      world.say(slow + " goes on");
      othersMove = false;
    }
  }

  /** While a call is under way, other workers go on. */
  void work(SimulatedNode calling) {
    if (!othersMove && nodes.size() > 1 && world.chance.oneIn(4)) {
      othersMove = true;
      nodes.stream().filter(node -> node != calling).forEach(SimulatedNode::works);
      othersMove = false;
    }
  }

  /**
   * A call takes long: all go on meanwhile.
   *
   * @param stands whether the node that makes it does not: it stands in the middle of it
   */
  void longCall(SimulatedNode calling, int millis, boolean stands) {
    if (othersMove) {
      return;
    }
    othersMove = true;
    world.say("the call takes " + millis + " ms");
    long until = world.broker.now + millis;
    if (stands) {
      calling.stand(millis, world.chance.oneIn(2));
    }
    while (world.broker.now < until) {
      if (world.faults.strike(25)) {
        mishap();
      }
      world.broker.now =
          world.actOne()
              ? world.broker.now + world.chance.below(World.LONGEST_STEP)
              : Math.min(until, Math.max(world.broker.now + 1, world.nextDue()));
    }
    othersMove = false;
    calling.lives();
  }

  /** While a node waits for a commit, all go on, its other threads too, and may come to harm. */
  void all(SimulatedNode waiting) {
    if (othersMove || !world.chance.oneIn(3)) {
      return;
    }
    othersMove = true;
    for (int i = world.chance.below(MOST_MEANWHILE); i > 0; i--) {
      if (world.faults.strike(50)) {
        mishap();
      } else {
        world.actOne();
      }
      world.broker.now += world.chance.below(World.LONGEST_STEP);
    }
    othersMove = false;
    waiting.lives();
  }
}
