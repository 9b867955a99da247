package io.aiops.studio.host.simulation;

import io.aiops.studio.host.engine.Engine;
import io.aiops.studio.host.messaging.EngineSide;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.BehindException;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.util.List;

/** The engine of a process: it takes commands in batches, and commits them to the broker. */
final class SimulatedEngine implements TaskQueue.Engine, EngineSide.Session<Envelope> {

  private static final int MOST_COMMANDS = 4;

  private final World world;
  private final SimulatedNode node;
  private final Engine engine;
  private final EngineSide<Envelope> side;
  private Session session;

  /** What it has in hand. */
  private List<Envelope> taken = List.of();

  /** Whether nothing was written for it. */
  private boolean nothing;

  SimulatedEngine(World world, SimulatedNode node, Engine engine) {
    this.world = world;
    this.node = node;
    this.engine = engine;
    this.side = new EngineSide<>(this, Envelope.class, this);
    if (world.inside() && !world.chance.oneIn(8)) {
      side.open();
    }
    connect();
  }

  private void connect() {
    session = new Session(node + " engine");
    world.broker.opened(session);
  }

  Session session() {
    return session;
  }

  /** Where the process tells it. */
  EngineSide<Envelope> side() {
    return side;
  }

  /** As an engine beside its broker hears it at once; if it does not take it, by a message. */
  void post(Command command) {
    boolean told = !world.chance.oneIn(16) && side.tell(command, done -> told(command, done));
    if (!told) {
      world.broker.post(command);
    }
  }

  private void told(Command command, boolean decided) {
    if (decided) {
      world.laws.acknowledged(command);
    } else if (node.alive()) {
      world.broker.post(command);
    }
  }

  boolean told() {
    return side.told();
  }

  boolean handle() {
    if (session.lost) {
      connect();
    }
    int most = Math.min(side.most(), 1 + world.chance.below(MOST_COMMANDS));
    int told = side.told() ? world.chance.below(most + 1) : 0;
    taken = world.broker.takeCommands(session, most - told);
    if (taken.isEmpty() && told == 0) {
      if (!side.told()) {
        return false;
      }
      told = 1;
    }
    if (world.traced()) {
      world.say(node + " handles " + taken + " and " + told + " it was told");
    }
    if (world.without(Rule.ACKNOWLEDGE_LAST)) {
      world.broker.commit(taken, Sends.NONE);
    }
    if (!side.handle(told, taken)) {
      world.say(node + " cannot commit");
    }
    taken = List.of();
    return true;
  }

  @Override
  public Sends handle(List<Command> batch) {
    int before = world.database.appended();
    try {
      Sends sends = engine.handle(batch);
      nothing = world.database.appended() == before;
      return sends;
    } catch (UnavailableException | BehindException e) {
      world.say(node + " gives back: " + e.getMessage());
      throw e;
    } catch (Crash e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // The consumer of commands would try it again.
      world.broken(e);
      throw e;
    }
  }

  @Override
  public boolean commit(List<Envelope> messages, Sends sends) {
    world.meanwhile.all(node);
    node.mayDie("before the broker's commit");
    if (session.lost) {
      return false;
    }
    world.broker.commit(messages, nothing && world.without(Rule.SENDS_AGAIN) ? Sends.NONE : sends);
    if (world.without(Rule.PROMISE_UNTIL_TAKEN)) {
      world.database.forget(sends.commands());
    }
    if (world.traced()) {
      world.say(node + " sends " + sends);
    }
    messages.forEach(one -> world.laws.acknowledged(one.command()));
    node.mayDie("after the broker's commit");
    return true;
  }

  @Override
  public void rollback() {
    if (!session.lost) {
      world.broker.giveBack(taken);
    }
  }

  @Override
  public void idle() {
    try {
      engine.idle();
    } catch (UnavailableException e) {
      world.say(node + " is idle later");
    }
  }
}
