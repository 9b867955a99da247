package io.aiops.studio.host.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.engine.Grantor;
import io.aiops.studio.host.engine.Promises;
import io.aiops.studio.host.engine.Sweeper;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/** What a process looks after by itself: what may be lost, what is owed, places that are free. */
final class Upkeep {

  private final World world;
  private final SimulatedNode node;
  private final Consumer<Command> post;
  private final Instant begun;
  private final Sweeper sweeper;
  private final Promises promises;
  private final Grantor grantor;
  private boolean looked;

  /**
   * @param begun since when tasks that are out are still there
   * @param post sends what is found again if it is lost
   */
  Upkeep(
      World world,
      SimulatedNode node,
      ExecutionStore store,
      Clock clock,
      Instant begun,
      Consumer<Command> post) {
    this.world = world;
    this.node = node;
    this.post = post;
    this.begun = begun;
    this.looked = !world.inside();
    TaskQueue queue = posting();
    this.sweeper = new Sweeper(store, world.database.leases(node), queue, clock);
    this.promises = new Promises(store, queue, clock);
    this.grantor =
        new Grantor(
            world.database.places(),
            world.database.connections(),
            post,
            (caller, act, what, details) -> {},
            0);
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
                post.accept((Command) arguments[0]);
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
    if (looked || node.stands()) {
      return false;
    }
    looked = true;
    world.say(node + " looks at all that ran");
    sweep();
    return true;
  }

  int sweep() {
    try {
      return node.stands() ? 0 : sweeper.sweep();
    } catch (UnavailableException e) {
      world.say(node + " sweeps later");
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
      return !node.stands() && promises.keep() > 0;
    } catch (UnavailableException e) {
      world.say(node + " keeps promises later");
      return true;
    }
  }

  /** Gives places, and looks after those it gave. */
  void grant() {
    if (!node.stands()) {
      grantor.look();
    }
  }
}
