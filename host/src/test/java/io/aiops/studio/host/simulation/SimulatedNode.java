package io.aiops.studio.host.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.engine.Engine;
import io.aiops.studio.host.engine.Grantor;
import io.aiops.studio.host.engine.Liveness;
import io.aiops.studio.host.engine.Promises;
import io.aiops.studio.host.engine.Sweeper;
import io.aiops.studio.host.event.EventSink;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.BehindException;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A node with engine and worker. Each of its acts is one step of the schedule. */
final class SimulatedNode implements EventSink {

  private static final int ACTS = 6;
  private static final int MOST_COMMANDS = 4;
  private static final int CACHED = 10;

  /** A batch whose events are safe and whose messages are not committed. */
  private record Batch(Session session, List<Envelope> taken, Sends sends) {}

  private final World world;
  private final String name;
  private final ExecutionStore store;
  private final Clock clock;
  private final TaskQueue queue;
  private final Set<String> pools;
  long skew;
  private Engine engine;
  private Sweeper sweeper;
  private Promises promises;
  private Grantor grantor;
  private SimulatedWorker worker;

  /** Told by this process, without a message. */
  private final Queue<Envelope> told = new ArrayDeque<>();

  private Instant begun = Instant.EPOCH;
  private boolean looked;
  private Session session;
  private Batch batch;

  SimulatedNode(World world, String name, Set<String> pools) {
    this.world = world;
    this.pools = pools;
    this.name = name;
    this.store = world.database.executions(this);
    this.clock = new WorldClock(world, () -> skew);
    this.queue = posting();
    begin();
  }

  /** Of a queue, all that those need who find what was lost. */
  private TaskQueue posting() {
    return (TaskQueue)
        Proxy.newProxyInstance(
            TaskQueue.class.getClassLoader(),
            new Class<?>[] {TaskQueue.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("begun")) {
                return begun;
              }
              assertThat(method.getName()).isIn("post", "send");
              if (method.getName().equals("post")) {
                post((Command) arguments[0]);
              } else {
                world.broker.add((Command) arguments[0], true);
              }
              return null;
            });
  }

  /** As an engine beside its broker hears it at once; if it does not take it, by a message. */
  void post(Command command) {
    boolean taken =
        tell(
            command,
            done -> {
              if (!done) {
                world.broker.post(command);
              }
            });
    if (!taken) {
      world.broker.post(command);
    }
  }

  /**
   * @return false if the engine cannot be told, or not now
   */
  boolean tell(Command command, Consumer<Boolean> done) {
    if (!world.inside() || world.chance.oneIn(16)) {
      return false;
    }
    told.add(Envelope.told(command, world.broker.now, done));
    return true;
  }

  boolean told() {
    return !told.isEmpty();
  }

  /**
   * Where tasks do not outlive the process, it looks at all that ran when it begins.
   *
   * @return false if it has looked
   */
  boolean firstLook() {
    if (looked) {
      return false;
    }
    looked = true;
    world.say(name + " looks at all that ran");
    sweep();
    return true;
  }

  int sweep() {
    try {
      return sweeper.sweep();
    } catch (UnavailableException e) {
      world.say(name + " sweeps later");
      return 0;
    }
  }

  /**
   * Sends again what executions owe each other.
   *
   * @return false if they owe each other nothing
   */
  boolean keepPromises() {
    try {
      return promises.keep() > 0;
    } catch (UnavailableException e) {
      world.say(name + " keeps promises later");
      return true;
    }
  }

  /** Gives places, and looks after those it gave. */
  void grant() {
    grantor.look();
  }

  private void begin() {
    batch = null;
    told.clear();
    begun = world.inside() ? clock.instant() : Instant.EPOCH;
    looked = !world.inside();
    engine =
        new Engine(
            store,
            world.library.definitions,
            world.library.expressions,
            this,
            clock,
            CACHED,
            new Liveness(world.database.leases, world.broker::counts, begun, clock));
    sweeper = new Sweeper(store, world.database.leases, queue, clock);
    promises = new Promises(store, queue, clock);
    grantor =
        new Grantor(
            world.database.places(),
            world.database.connections(),
            this::post,
            (caller, act, what, details) -> {},
            0);
    connect();
    worker = new SimulatedWorker(world, this, clock, pools);
  }

  private void connect() {
    session = new Session(name + " engine");
    world.broker.opened(session);
  }

  /** All it had in memory is gone; another process takes its place. */
  void crash() {
    world.crashes++;
    world.say(name + " crashes");
    world.broker.lost(session);
    world.broker.lost(worker.session());
    if (world.inside()) {
      world.broker.restart();
    }
    begin();
  }

  void losesEngineSession() {
    world.say(name + " engine loses its session");
    world.broker.lost(session);
  }

  void losesWorkerSession() {
    world.say(name + " worker loses its session");
    world.broker.lost(worker.session());
  }

  static int acts() {
    return ACTS;
  }

  /**
   * @return false if there is nothing of this kind to do
   */
  boolean act(int kind) {
    try {
      return switch (kind) {
        case 0 -> handle();
        case 1 -> commit();
        case 2 -> worker.take();
        case 3 -> worker.work();
        case 4 -> worker.settle();
        default -> worker.commit();
      };
    } catch (Crash e) {
      crash();
      return true;
    }
  }

  /** Its worker takes what there is, and goes on with it. */
  void works() {
    act(2);
    act(3);
    act(3);
  }

  boolean handle() {
    if (batch != null) {
      return false;
    }
    if (session.lost) {
      connect();
    }
    List<Envelope> taken = take(1 + world.chance.below(MOST_COMMANDS));
    if (taken.isEmpty()) {
      return false;
    }
    if (world.traced()) {
      world.say(name + " handles " + taken);
    }
    if (world.without(Rule.ACKNOWLEDGE_LAST)) {
      world.broker.commit(taken, Sends.NONE);
    }
    List<Command> commands = taken.stream().map(Envelope::command).toList();
    Session with = session;
    int before = world.database.appended();
    try {
      Sends sends = engine.handle(commands);
      boolean nothing = world.database.appended() == before;
      batch =
          new Batch(with, taken, nothing && world.without(Rule.SENDS_AGAIN) ? Sends.NONE : sends);
    } catch (UnavailableException | BehindException e) {
      world.say(name + " gives back: " + e.getMessage());
      if (!with.lost) {
        world.broker.giveBack(taken);
      }
      decided(taken, false);
    }
    return true;
  }

  /** What it was told and what the broker brings, as both came. */
  private List<Envelope> take(int most) {
    List<Envelope> taken = new ArrayList<>();
    for (int i = told.isEmpty() ? 0 : world.chance.below(most + 1); i > 0 && told(); i--) {
      taken.add(told.remove());
    }
    taken.addAll(world.broker.takeCommands(session, most - taken.size()));
    if (taken.isEmpty() && told()) {
      taken.add(told.remove());
    }
    return taken;
  }

  /** Those who told it hear of it. */
  private static void decided(List<Envelope> taken, boolean done) {
    taken.stream().filter(one -> one.told != null).forEach(one -> one.told.accept(done));
  }

  boolean commit() {
    if (batch == null) {
      return false;
    }
    Batch done = batch;
    batch = null;
    if (world.faults.strike(20)) {
      world.say(name + " dies before the broker's commit");
      throw new Crash();
    }
    if (done.session().lost) {
      world.say(name + " cannot commit");
      decided(done.taken(), false);
      return true;
    }
    world.broker.commit(done.taken(), done.sends());
    if (world.without(Rule.PROMISE_UNTIL_TAKEN)) {
      world.database.forget(done.sends().commands());
    }
    if (world.traced()) {
      world.say(name + " sends " + done.sends());
    }
    done.taken().forEach(one -> world.acknowledged(one.command()));
    decided(done.taken(), true);
    if (world.faults.strike(20)) {
      world.say(name + " dies after the broker's commit");
      throw new Crash();
    }
    return true;
  }

  void idle() {
    try {
      engine.idle();
    } catch (UnavailableException e) {
      world.say(name + " is idle later");
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
