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

  private static final int MOST_STEPS = 20_000;
  private static final int MOST_FAULTS = 12;
  static final int LONGEST_STEP = 30;
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

  /** Whether a clock has jumped: by it a worker may believe that a task is fresh. */
  boolean jumped;

  private final Set<Rule> without;
  private final List<String> trace;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  final Meanwhile meanwhile = new Meanwhile(this, nodes);
  private final boolean inside;

  /** What went wrong in the middle of something that takes it for its own. */
  private Throwable broken;

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
      if (broken != null) {
        throw new AssertionError(broken.getMessage(), broken);
      }
    }
    laws.ended();
  }

  private boolean act() {
    if (faults.strike(50)) {
      meanwhile.mishap();
      return true;
    }
    if (callers.waiting() && chance.oneIn(6)) {
      callers.next();
      return true;
    }
    if (chance.oneIn(64)) {
      chance.of(nodes).idle();
      chance.of(nodes).upkeep().keepPromises();
    }
    if (database.waits() && chance.oneIn(16)) {
      chance.of(nodes).upkeep().grant();
    }
    if (chance.oneIn(16) && nodes.getFirst().upkeep().firstLook()) {
      return true;
    }
    return actOne();
  }

  /** Somebody takes a step; false if nobody has anything to do. */
  boolean actOne() {
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

  /** Something is wrong with what the real classes may take for their own failure. */
  void broken(Throwable why) {
    broken = broken == null ? why : broken;
  }

  /** The time that only goes forward. */
  long nanos() {
    return broker.now * 1_000_000;
  }

  /** Nobody has anything to do now: time passes until somebody has. */
  private boolean advance() {
    if (callers.waiting()) {
      callers.next();
      return true;
    }
    if (chance.of(nodes).upkeep().keepPromises()
        || nodes.getFirst().upkeep().firstLook()
        || places()) {
      return true;
    }
    long look = looks() ? database.rows.nextLook().map(Instant::toEpochMilli).orElse(NEVER) : NEVER;
    long next = Math.min(nextDue(), look);
    if (next < NEVER) {
      broker.now = Math.max(broker.now, next);
      if (look <= broker.now && nodes.stream().mapToInt(node -> node.upkeep().sweep()).sum() == 0) {
        // Their clocks are behind.
        broker.now += SWEPT_EVERY;
      }
      return true;
    }
    return callers.signal();
  }

  /** When somebody has something to do by itself; never, if nobody has. */
  long nextDue() {
    long next = broker.nextDue();
    for (SimulatedNode node : nodes) {
      next = Math.min(next, node.next());
    }
    return next;
  }

  /** Somebody gets a place that is free, or is told again of the one it has. */
  private boolean places() {
    SimulatedNode node = chance.of(nodes);
    if (node.stands()) {
      return false;
    }
    boolean waiting = database.waits();
    for (int i = 0; waiting && i <= MOST_FAULTS && idle(); i++) {
      node.upkeep().grant();
    }
    if (database.untold()) {
      broker.now += UNHEARD;
      for (int i = 0; i < GRANTS && idle(); i++) {
        node.upkeep().grant();
      }
    }
    return !idle();
  }

  /** Nothing is to be handled now. */
  private boolean idle() {
    return broker.idle() && nodes.stream().noneMatch(SimulatedNode::told);
  }
}
