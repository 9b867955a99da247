package io.aiops.studio.host.simulation;

import io.aiops.studio.host.engine.Engine;
import io.aiops.studio.host.engine.Liveness;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** A node with engine and worker. Each of its acts is one step of the schedule. */
final class SimulatedNode implements EventSink {

  /** What its threads do, each one thing at a time. */
  private enum Act {
    HANDLE,
    TAKE,
    BEGIN,
    WORK,
    SETTLE,
    ALARM
  }

  private static final Act[] ALL = Act.values();
  private static final int ACTS = ALL.length;

  /** Each list is opened in as many parts as there can be. */
  private static final int PART = 1;

  private static final int CACHED = 10;

  private final World world;
  private final String name;
  private final ExecutionStore store;
  private final Clock clock;
  private final Set<String> pools;
  long skew;
  private SimulatedEngine engine;
  private Upkeep upkeep;
  private SimulatedWorker worker;

  /** What it is in the middle of. */
  private final boolean[] busy = new boolean[ACTS];

  private int depth;

  /** Dead, though what it is in the middle of has not come to an end yet. */
  private boolean dead;

  /** It does nothing at all before then. */
  private long standsUntil;

  SimulatedNode(World world, String name, Set<String> pools) {
    this.world = world;
    this.pools = pools;
    this.name = name;
    this.store = world.database.executions(this);
    this.clock = new WorldClock(world, () -> skew);
    begin();
  }

  private void begin() {
    Instant begun = world.inside() ? clock.instant() : Instant.EPOCH;
    engine =
        new SimulatedEngine(
            world,
            this,
            new Engine(
                store,
                world.library.definitions,
                world.library.expressions,
                this,
                clock,
                CACHED,
                new Liveness(
                    world.database.leases(this),
                    (pool, workspace) -> world.broker.counts(),
                    begun,
                    clock),
                PART));
    upkeep = new Upkeep(world, this, store, clock, begun, engine::post);
    worker = new SimulatedWorker(world, this, clock, pools, engine.side());
  }

  /** All it had in memory is gone; another process takes its place. */
  void crash() {
    if (depth > 0) {
      dead = true;
      return;
    }
    dead = false;
    standsUntil = 0;
    world.tally.crashes++;
    world.say(name + " crashes");
    world.broker.lost(engine.session());
    world.broker.lost(worker.session());
    if (world.inside()) {
      world.broker.restart();
    }
    begin();
  }

  void losesEngineSession() {
    world.say(name + " engine loses its session");
    world.broker.lost(engine.session());
  }

  void losesWorkerSession() {
    world.say(name + " worker loses its session");
    world.broker.lost(worker.session());
  }

  /** It stands for so long, as one does that is frozen; its broker may give it up meanwhile. */
  void stand(int millis, boolean givenUp) {
    world.tally.stood++;
    world.say(name + " stands for " + millis + " ms");
    standsUntil = world.broker.now + millis;
    if (givenUp) {
      losesEngineSession();
      losesWorkerSession();
    }
  }

  /** What it looks after by itself; nothing while it stands. */
  Upkeep upkeep() {
    return upkeep;
  }

  boolean stands() {
    return standsUntil > world.broker.now;
  }

  /** When it has something to do by itself; Long.MAX_VALUE if never. */
  long next() {
    return stands() ? standsUntil : worker.next();
  }

  boolean alive() {
    return !dead;
  }

  /** Nothing of a dead process gets through to anybody. */
  void lives() {
    if (dead) {
      throw new Crash();
    }
  }

  void mayDie(String when) {
    mayDie(20, when);
  }

  /** Once in so many times it does. */
  void mayDie(int oneIn, String when) {
    lives();
    if (world.faults.strike(oneIn)) {
      world.say(name + " dies " + when);
      dead = true;
      throw new Crash();
    }
  }

  static int acts() {
    return ACTS;
  }

  /**
   * @return false if there is nothing of this kind to do
   */
  boolean act(int kind) {
    if (busy[kind] || dead || stands()) {
      return false;
    }
    busy[kind] = true;
    depth++;
    try {
      return switch (ALL[kind]) {
        case HANDLE -> engine.handle();
        case TAKE -> worker.take();
        case BEGIN -> worker.begin();
        case WORK -> worker.work();
        case SETTLE -> worker.settle();
        case ALARM -> worker.alarm();
      };
    } catch (Crash e) {
      return true;
    } catch (RuntimeException | Error e) {
      // In the middle of something of another, it might be taken for what goes wrong there.
      world.broken(e);
      throw e;
    } finally {
      busy[kind] = false;
      depth--;
      if (dead) {
        crash();
      }
    }
  }

  /** Its engine takes what there is. */
  boolean decides() {
    return act(Act.HANDLE.ordinal());
  }

  /** Its worker takes what there is, and goes on with it. */
  void works() {
    act(Act.TAKE.ordinal());
    act(Act.BEGIN.ordinal());
    act(Act.WORK.ordinal());
    act(Act.WORK.ordinal());
  }

  /** Hands over what is found again if it is lost. */
  void post(Command command) {
    if (!stands()) {
      engine.post(command);
    }
  }

  boolean told() {
    return engine.told();
  }

  void idle() {
    if (!stands()) {
      engine.idle();
    }
  }

  @Override
  public void appended(Append append) {
    if (append.state().status().terminal()) {
      worker.stop(append.state().id());
    }
  }

  @Override
  public void progress(UUID workspaceId, UUID executionId, String step, String message) {}

  @Override
  public String toString() {
    return name;
  }
}
