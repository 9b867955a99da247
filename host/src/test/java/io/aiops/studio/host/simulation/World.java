package io.aiops.studio.host.simulation;

import io.aiops.studio.host.definition.Queueing;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One schedule: up to two executions, one to three nodes, a broker, a database, callers from
 * outside, and what goes wrong between any two of their steps. One seed decides all of it; nothing
 * in here has a thread.
 */
final class World {

  private static final int MOST_STEPS = 6_000;
  private static final int MOST_FAULTS = 10;
  private static final int LONGEST_STEP = 30;
  private static final int FARTHEST_JUMP = 7_200_000;
  private static final long SWEPT_EVERY = 600_000;
  private static final int UNHEARD = 4_000;
  private static final int GRANTS = 10 * (MOST_FAULTS + 1);
  private static final long NEVER = Long.MAX_VALUE;
  static final Instant BEGIN = Instant.parse("2026-11-23T08:00:00Z");

  final Library library;
  final Chance chance;
  final Faults faults;
  final SimulatedBroker broker;
  final SimulatedDatabase database;
  final Outside outside = new Outside();
  final Callers callers;
  final Laws laws;
  final Tally tally = new Tally(this);
  private final Set<Rule> without;
  private final List<String> trace;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final boolean inside;
  private boolean othersMove;

  /**
   * @param trace what happened is added to it; null if nobody wants to know
   */
  World(long seed, Library library, Set<Rule> without, List<String> trace) {
    this.library = library;
    this.without = without.isEmpty() ? EnumSet.noneOf(Rule.class) : EnumSet.copyOf(without);
    this.trace = trace;
    this.chance = new Chance(seed);
    this.faults = new Faults(chance, MOST_FAULTS);
    this.broker = new SimulatedBroker(chance, faults, looks() || without(Rule.LOOK));
    this.database = new SimulatedDatabase(this);
    this.callers = new Callers(this);
    this.laws = new Laws(this);
    broker.now = BEGIN.toEpochMilli();
    for (String kind : List.of("model", "tool")) {
      if (library.wide && chance.oneIn(2)) {
        database.connections.bound(kind, 1 + chance.below(2));
      }
    }
    int size = 1 + chance.below(3);
    this.inside = size == 1 && mayBeInside() && chance.oneIn(2);
    if (inside) {
      broker.dieWithNode();
    }
    for (int i = size; i > 0; i--) {
      nodes.add(new SimulatedNode(this, "node" + i, pools(nodes.size())));
    }
    Library.Book book = library.any(chance);
    for (int i = 1 + chance.below(2); i > 0; i--) {
      callers.execution(book);
      book = book.limited() ? book : library.any(chance);
    }
  }

  /** The first node serves all; of others each something. */
  private Set<String> pools(int before) {
    return before == 0 || chance.oneIn(2)
        ? Set.of(Queueing.DEFAULT_POOL, Library.OTHER_POOL)
        : Set.of(chance.oneIn(2) ? Queueing.DEFAULT_POOL : Library.OTHER_POOL);
  }

  private boolean mayBeInside() {
    return without.isEmpty() || without(Rule.TOLD_UNTIL_DECIDED);
  }

  /** Not where it would hide that another rule is missing. */
  private boolean looks() {
    return !without(Rule.LOOK) && !without(Rule.SENDS_AGAIN) && !without(Rule.OUTCOME_WITH_TASK);
  }

  boolean without(Rule rule) {
    return without.contains(rule);
  }

  /** The broker is in the process of the one node. */
  boolean inside() {
    return inside;
  }

  boolean traced() {
    return trace != null;
  }

  void say(String what) {
    if (trace != null) {
      trace.add(Instant.ofEpochMilli(broker.now) + " " + what);
    }
  }

  /** A start need not be in the journal where somebody looks for what was lost. */
  void post(Command.Start start) {
    if (inside || looks()) {
      chance.of(nodes).post(start);
    } else {
      broker.add(start, true);
    }
  }

  void run() {
    for (int step = 0; act() || advance(); step++) {
      if (step == MOST_STEPS) {
        throw new AssertionError("it never ends: " + broker);
      }
      broker.now += chance.below(LONGEST_STEP);
    }
    laws.ended();
  }

  private boolean act() {
    if (faults.strike(50)) {
      mishap();
      return true;
    }
    if (callers.waiting() && chance.oneIn(6)) {
      callers.next();
      return true;
    }
    if (chance.oneIn(64)) {
      chance.of(nodes).idle();
      chance.of(nodes).keepPromises();
    }
    if (database.waits() && chance.oneIn(16)) {
      chance.of(nodes).grant();
    }
    if (chance.oneIn(16) && nodes.getFirst().firstLook()) {
      return true;
    }
    int all = nodes.size() * SimulatedNode.acts();
    int from = chance.below(all);
    for (int i = 0; i < all; i++) {
      int one = (from + i) % all;
      if (nodes.get(one % nodes.size()).act(one / nodes.size())) {
        return true;
      }
    }
    return false;
  }

  private void mishap() {
    SimulatedNode node = chance.of(nodes);
    switch (chance.below(7)) {
      case 0 -> node.crash();
      case 1 -> node.losesEngineSession();
      case 2 -> node.losesWorkerSession();
      case 3 -> {
        if (inside) {
          node.crash();
        } else {
          say("the broker is started anew");
          broker.restart();
        }
      }
      case 4 -> {
        node.skew = chance.below(2 * FARTHEST_JUMP) - FARTHEST_JUMP;
        say("the clock of " + node + " jumps to " + node.skew);
      }
      case 5 -> {
        say("groups find new owners");
        broker.rebalance();
      }
      default -> {
        say("all die");
        nodes.forEach(SimulatedNode::crash);
      }
    }
  }

  /** Between what a node read and what it writes, its session is lost and another node goes on. */
  void othersMoveOn(SimulatedNode slow) {
    if (!othersMove && nodes.size() > 1 && faults.strike(12)) {
      othersMove = true;
      say(slow + " pauses before its commit");
      slow.losesEngineSession();
      for (SimulatedNode node : nodes) {
        if (node != slow && (node.act(0) || node.act(1))) {
          node.act(1);
        }
      }
      say(slow + " goes on");
      othersMove = false;
    }
  }

  /** While a call is under way, other workers go on. */
  void othersWork(SimulatedNode calling) {
    if (!othersMove && nodes.size() > 1 && chance.oneIn(4)) {
      othersMove = true;
      nodes.stream().filter(node -> node != calling).forEach(SimulatedNode::works);
      othersMove = false;
    }
  }

  /** The others have had the time to say what they run. */
  void settle(SimulatedNode waiting) {
    nodes.stream().filter(node -> node != waiting).forEach(SimulatedNode::tells);
  }

  /** Nobody has anything to do now: time passes until somebody has. */
  private boolean advance() {
    if (callers.waiting()) {
      callers.next();
      return true;
    }
    if (chance.of(nodes).keepPromises() || nodes.getFirst().firstLook() || places()) {
      return true;
    }
    long look = looks() ? database.rows.nextLook().map(Instant::toEpochMilli).orElse(NEVER) : NEVER;
    long next = Math.min(broker.nextDue(), look);
    if (next < NEVER) {
      broker.now = Math.max(broker.now, next);
      if (look <= broker.now && nodes.stream().mapToInt(SimulatedNode::sweep).sum() == 0) {
        // Their clocks are behind.
        broker.now += SWEPT_EVERY;
      }
      return true;
    }
    return callers.signal();
  }

  /** Somebody gets a place that is free, or is told again of the one it has. */
  private boolean places() {
    SimulatedNode node = chance.of(nodes);
    boolean waiting = database.waits();
    for (int i = 0; waiting && i <= MOST_FAULTS && idle(); i++) {
      node.grant();
    }
    if (database.untold()) {
      broker.now += UNHEARD;
      for (int i = 0; i < GRANTS && idle(); i++) {
        node.grant();
      }
    }
    return !idle();
  }

  /** Nothing is to be handled now. */
  private boolean idle() {
    return broker.idle() && nodes.stream().noneMatch(SimulatedNode::told);
  }
}
