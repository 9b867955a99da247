package io.aiops.studio.host.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Queueing;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.engine.Judge;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.LimitStore;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.execution.Verification;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;

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
  private static final Instant BEGIN = Instant.parse("2026-11-23T08:00:00Z");

  final Library library;
  final Chance chance;
  final Faults faults;
  final SimulatedBroker broker;
  final SimulatedDatabase database;
  final Outside outside = new Outside();
  private final Set<Rule> without;
  private final List<String> trace;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final Queue<Runnable> callers = new ArrayDeque<>();
  private final boolean inside;
  private boolean othersMove;
  private int asked;
  int granted;
  int admitted;
  int crashes;
  int stale;

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
      execution(book);
      book = limited(book) ? book : library.any(chance);
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

  private static boolean limited(Library.Book book) {
    return book.workflow().queueing().executions() > 0;
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

  private void execution(Library.Book book) {
    UUID id = chance.uuid();
    callers.add(() -> start(id, book));
    if (chance.oneIn(8)) {
      callers.add(() -> {
        database.truths.get(id).cancelled = true;
        send(new Command.Cancel(id, "ada"));
      });
    }
    if (chance.oneIn(3)) {
      List<Step> steps = book.workflow().body().steps();
      String path = chance.of(steps).id();
      callers.add(() -> send(new Command.Rollback(id, path, "wrong", "ada", "r")));
    }
    for (int i = chance.below(3); i > 0; i--) {
      String name = chance.oneIn(2) ? "go" : "stop";
      callers.add(() -> send(new Command.Signal(id, name, name, name, "ada")));
    }
  }

  private void start(UUID id, Library.Book book) {
    Request request =
        new Request(
            id,
            Library.WORKSPACE,
            book.version().workflowId(),
            book.workflow().name(),
            book.version().version(),
            Map.of(),
            "ada",
            Instant.ofEpochMilli(broker.now),
            null,
            "",
            null,
            4,
            limited(book),
            null,
            false);
    database.create(request, new ExecutionState(id, Library.WORKSPACE, book.workflow()));
    if (traced()) {
      say("start of " + id + ": " + book.version().text());
    }
    if (faults.strike(6)) {
      say("the start is not sent");
    } else {
      Command start = new Command.Start(id, chance.oneIn(2) ? request.header() : null);
      if (inside || looks()) {
        chance.of(nodes).post(start);
      } else {
        broker.add(start, true);
      }
    }
  }

  private void send(Command command) {
    say("somebody sends " + command);
    broker.add(command, true);
  }

  /** What the events ask of people, they answer, some of them twice. */
  void happened(UUID id, Event event) {
    if (event instanceof Event.ApprovalRequested e) {
      for (int i = 1 + chance.below(2); i > 0; i--) {
        Verdict verdict = Verdict.values()[chance.below(3)];
        callers.add(() ->
            send(
                new Command.Decide(
                    id, e.path(), e.attempt(), e.round(), e.hash(), verdict, "edited", "", "ada")));
      }
      if (chance.oneIn(4)) {
        callers.add(() ->
            send(
                new Command.Delegate(
                    id, e.path(), e.attempt(), e.round(), "grace", "", "ada", "d" + e.path())));
      }
    }
  }

  void run() {
    for (int step = 0; act() || advance(); step++) {
      if (step == MOST_STEPS) {
        throw new AssertionError("it never ends: " + broker);
      }
      broker.now += chance.below(LONGEST_STEP);
    }
    check();
  }

  private boolean act() {
    if (faults.strike(50)) {
      mishap();
      return true;
    }
    if (!callers.isEmpty() && chance.oneIn(6)) {
      callers.remove().run();
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

  /** Nobody has anything to do now: time passes until somebody has. */
  private boolean advance() {
    if (!callers.isEmpty()) {
      callers.remove().run();
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
    for (Truth truth : database.truths.values()) {
      String name = truth.wants();
      if (name != null) {
        assertThat(truth.child() && !truth.waitedFor())
            .as("outlives its parent: %s", truth)
            .isFalse();
        send(new Command.Signal(truth.state.id(), name, name, name + asked++, "ada"));
        return true;
      }
    }
    return false;
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

  /** At no time more than there are places. */
  void withinBounds() {
    Map<UUID, Integer> running = new HashMap<>();
    for (Truth truth : database.truths.values()) {
      ExecutionState state = truth.state;
      if (state.limited() && !state.queued() && !state.status().terminal()) {
        UUID workflow = database.rows.header(state.id()).orElseThrow().workflowId();
        assertThat(running.merge(workflow, 1, Integer::sum))
            .as("at the same time of %s", state.workflow().name())
            .isLessThanOrEqualTo(state.workflow().queueing().executions());
      }
    }
  }

  /** Tasks that died with the broker of their process. */
  int died() {
    return broker.died();
  }

  int children() {
    return (int) database.truths.values().stream().filter(Truth::child).count();
  }

  /** Children that were cancelled since nobody waited for them any more. */
  int disowned() {
    return (int)
        database.truths.values().stream()
            .filter(t -> t.child() && t.state.status() == ExecutionStatus.CANCELLED)
            .count();
  }

  int plans() {
    return database.truths.values().stream().mapToInt(t -> t.plans).sum();
  }

  int undone() {
    return database.truths.values().stream().mapToInt(t -> t.undone).sum();
  }

  /** The broker will not bring it again: the log must show it. */
  void acknowledged(Command command) {
    // Of a child that could not begin, there is none.
    Truth truth = database.truths.get(command.executionId());
    if (truth != null && !truth.shows(command)) {
      throw new AssertionError("lost: " + command + " by " + truth);
    }
  }

  private void check() {
    assertThat(broker.empty()).as("left on the broker: %s", broker).isTrue();
    assertThat(database.rows.unkept(BEGIN, BEGIN, 1)).as("promises nobody kept").isEmpty();
    assertThat(database.claims.standing(Library.WORKSPACE))
        .as("places lost")
        .isEqualTo(new LimitStore.Standing(0, 0));
    assertThat(database.connections.places.empty()).as("no place at a connection is left").isTrue();
    for (Truth truth : database.truths.values()) {
      ExecutionState state = truth.state;
      ExecutionStatus status = state.status();
      assertThat(status.terminal()).as("stuck: %s", truth).isTrue();
      assertThat(database.rows.header(state.id()).orElseThrow().status()).isEqualTo(status);
      if (status != ExecutionStatus.CANCELLED && state.undos().reason() == null) {
        Judge.judge(state.root(), status);
      }
      if (chance.oneIn(20)) {
        assertThat(Verification.of(database.rows, state.id(), state.sequence()).problem()).isNull();
      }
    }
  }
}
