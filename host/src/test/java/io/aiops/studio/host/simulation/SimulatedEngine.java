package io.aiops.studio.host.simulation;

import io.aiops.studio.host.engine.Engine;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue.BehindException;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** The engine of a process: it takes commands in batches, and commits them to the broker. */
final class SimulatedEngine {

  private static final int MOST_COMMANDS = 4;

  /** A batch whose events are safe and whose messages are not committed. */
  private record Batch(Session session, List<Envelope> taken, Sends sends) {}

  private final World world;
  private final String name;
  private final Engine engine;

  /** Told by this process, without a message. */
  private final Queue<Envelope> told = new ArrayDeque<>();

  private Session session;
  private Batch batch;

  SimulatedEngine(World world, String name, Engine engine) {
    this.world = world;
    this.name = name;
    this.engine = engine;
    connect();
  }

  private void connect() {
    session = new Session(name + " engine");
    world.broker.opened(session);
  }

  Session session() {
    return session;
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
    done.taken().forEach(one -> world.laws.acknowledged(one.command()));
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
}
