package io.aiops.studio.host.simulation;

import io.aiops.studio.host.messaging.EngineSide;
import io.aiops.studio.host.messaging.TaskSide;
import io.aiops.studio.host.taskqueue.Command.Outcome;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import io.aiops.studio.host.worker.WorkerInSteps;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The worker of a process: takes tasks, admits them, runs their code call by call, beside each
 * other, and settles them. The worker, its leases and what it has in hand are the real ones.
 */
final class SimulatedWorker implements TaskQueue.Worker, TaskSide.Session<Envelope> {

  private static final int SLOTS = 2;
  private static final int MOST_SETTLED = 4;

  private final World world;
  private final SimulatedNode node;
  private final Set<String> pools;
  private final EngineSide<Envelope> engine;
  private final Alarms alarms;
  private final WorkerInSteps worker;
  private final TaskSide<Envelope> side;

  /** What a thread was asked for and has not got one yet. */
  private final List<Runnable> threads = new ArrayList<>();

  private final List<SimulatedCode> running = new ArrayList<>();

  /** What came of tasks that are still with the broker. */
  private final Map<String, Outcome> outcomes = new HashMap<>();

  private Session session;

  SimulatedWorker(
      World world,
      SimulatedNode node,
      Clock clock,
      Set<String> pools,
      EngineSide<Envelope> engine) {
    this.world = world;
    this.node = node;
    this.pools = pools;
    this.engine = engine;
    this.alarms = new Alarms(world);
    this.worker =
        new WorkerInSteps(
            world.database.leases(node),
            world.chance.uuid(),
            world.database.ledger(node),
            node,
            clock,
            threads::add,
            alarms,
            world::nanos,
            world.inside(),
            attempt -> running.add(new SimulatedCode(world, node, attempt)));
    this.side = new TaskSide<>(this, engine, SLOTS, clock, world::nanos, this);
    connect();
  }

  private void connect() {
    session = new Session(node + " worker");
    world.broker.opened(session);
    if (!world.inside()) {
      side.doubt();
    }
  }

  Session session() {
    return session;
  }

  boolean take() {
    if (session.lost) {
      return false;
    }
    Set<String> room =
        pools.stream().filter(pool -> !session.door.contains(pool)).collect(Collectors.toSet());
    Envelope envelope = room.isEmpty() ? null : world.broker.takeTask(session, room);
    if (envelope == null) {
      return false;
    }
    if (world.traced()) {
      world.say(node + " takes " + envelope);
    }
    session.door.add(envelope.task().pool());
    if (world.without(Rule.OUTCOME_WITH_TASK)) {
      world.broker.commit(List.of(envelope), Sends.NONE);
    }
    side.take(envelope);
    return true;
  }

  /** A thread for one of those that wait for one. */
  boolean begin() {
    if (threads.isEmpty()) {
      return false;
    }
    threads.remove(world.chance.below(threads.size())).run();
    return true;
  }

  boolean work() {
    running.removeIf(SimulatedCode::ended);
    List<SimulatedCode> some = running.stream().filter(code -> !code.hangs()).toList();
    if (some.isEmpty()) {
      return false;
    }
    world.chance.of(some).goesOn();
    return true;
  }

  boolean alarm() {
    return alarms.act();
  }

  /** When something is due; while it is at anything, it beats. */
  long next() {
    running.removeIf(SimulatedCode::ended);
    return alarms.next(!running.isEmpty() || !threads.isEmpty());
  }

  boolean settle() {
    if (session.lost) {
      if (!world.inside()) {
        side.lost();
      }
      connect();
      if (!side.settleOrphans()) {
        world.say(node + " worker loses its session again");
      }
      return true;
    }
    return side.settle(1 + world.chance.below(MOST_SETTLED));
  }

  @Override
  public boolean commit(List<Envelope> messages, List<Outcome> sent) {
    world.meanwhile.all(node);
    node.mayDie("before its outcomes are sent");
    if (session.lost) {
      return false;
    }
    for (Envelope message : messages) {
      Outcome told = outcomes.remove(message.key());
      if (told != null && !sent.contains(told)) {
        world.laws.acknowledged(told);
      }
    }
    world.broker.commit(messages, new Sends(List.of(), List.of(), List.copyOf(sent)));
    if (world.traced()) {
      world.say(node + " settles " + messages + " with " + sent);
    }
    if (world.faults.strike(20)) {
      world.say(node + " does not hear that its outcomes were sent");
      world.broker.lost(session);
      return false;
    }
    return true;
  }

  @Override
  public void run(Task task, boolean again, Consumer<Optional<Outcome>> done) {
    worker.run(task, again, outcome -> done.accept(outcome.flatMap(o -> heard(task, o))));
  }

  private Optional<Outcome> heard(Task task, Outcome outcome) {
    world.database.truths.get(task.executionId()).said(outcome);
    outcomes.put(Envelope.key(task), outcome);
    if (world.without(Rule.TOLD_UNTIL_DECIDED)) {
      boolean told = engine.tell(outcome, decided -> {});
      return told ? Optional.empty() : Optional.of(outcome);
    }
    return Optional.of(outcome);
  }

  @Override
  public void watch(Supplier<List<Task>> door) {
    worker.watch(door);
  }

  @Override
  public void lost() {
    worker.lost();
  }

  /** An execution has ended: what still runs for it here is interrupted. */
  void stop(UUID executionId) {
    worker.stop(executionId);
  }
}
