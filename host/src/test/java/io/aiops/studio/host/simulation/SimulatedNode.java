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
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** A node with engine and worker. Each of its acts is one step of the schedule. */
final class SimulatedNode implements EventSink {

  private static final int ACTS = 6;
  private static final int CACHED = 10;

  private final World world;
  private final String name;
  private final ExecutionStore store;
  private final Clock clock;
  private final TaskQueue queue;
  private final Set<String> pools;
  long skew;
  private SimulatedEngine engine;
  private Sweeper sweeper;
  private Promises promises;
  private Grantor grantor;
  private SimulatedWorker worker;

  private Instant begun = Instant.EPOCH;
  private boolean looked;

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
                engine.post((Command) arguments[0]);
              } else {
                world.broker.add((Command) arguments[0], true);
              }
              return null;
            });
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
    begun = world.inside() ? clock.instant() : Instant.EPOCH;
    looked = !world.inside();
    engine =
        new SimulatedEngine(
            world,
            name,
            new Engine(
                store,
                world.library.definitions,
                world.library.expressions,
                this,
                clock,
                CACHED,
                new Liveness(
                    world.database.leases,
                    (pool, workspace) -> world.broker.counts(),
                    begun,
                    clock)));
    sweeper = new Sweeper(store, world.database.leases, queue, clock);
    promises = new Promises(store, queue, clock);
    grantor =
        new Grantor(
            world.database.places(),
            world.database.connections(),
            engine::post,
            (caller, act, what, details) -> {},
            0);
    worker = new SimulatedWorker(world, this, clock, pools);
  }

  /** All it had in memory is gone; another process takes its place. */
  void crash() {
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

  static int acts() {
    return ACTS;
  }

  /**
   * @return false if there is nothing of this kind to do
   */
  boolean act(int kind) {
    try {
      return switch (kind) {
        case 0 -> engine.handle();
        case 1 -> engine.commit();
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

  /** Its worker writes down what it runs. */
  void tells() {
    worker.tell();
  }

  /** Hands over what is found again if it is lost. */
  void post(Command command) {
    engine.post(command);
  }

  /**
   * @return false if the engine cannot be told, or not now
   */
  boolean tell(Command command, Consumer<Boolean> done) {
    return engine.tell(command, done);
  }

  boolean told() {
    return engine.told();
  }

  void idle() {
    engine.idle();
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
