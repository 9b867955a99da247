package io.aiops.studio.host.simulation;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.execution.Leases;
import io.aiops.studio.host.messaging.TasksInHand;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import io.aiops.studio.host.worker.CallLedger;
import io.aiops.studio.host.worker.SimulatedAttempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The worker of a node: its tasks go on call by call, beside each other. */
final class SimulatedWorker {

  private static final int SLOTS = 2;
  private static final int MOST_SETTLED = 3;
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration SKEW = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** A task that runs. */
  private final class Work {
    private final Task task;
    private final TasksInHand<Envelope>.Hold hold;
    private final SimulatedCode code;

    Work(Task task, boolean first, TasksInHand<Envelope>.Hold hold) {
      this.task = task;
      this.hold = hold;
      this.code =
          new SimulatedCode(
              world, node, task, new SimulatedAttempt(task, first, ledger, node, clock));
    }

    void ended(Optional<Command.Result> result) {
      code.attempt.close();
      running.remove(this);
      world.database.leases.release(nodeId, List.of(task.attemptOf()));
      result.ifPresentOrElse(
          r ->
              tell(
                  new Command.Outcome(
                      task.executionId(), task.path(), task.attempt(), task.round(), r)),
          () -> hold.ended(Optional.empty()));
    }

    private void tell(Command.Outcome outcome) {
      world.database.truths.get(task.executionId()).said(outcome);
      boolean taken =
          node.tell(
              outcome,
              done -> {
                if (!world.without(Rule.TOLD_UNTIL_DECIDED)) {
                  end(outcome, done);
                }
              });
      if (!taken || world.without(Rule.TOLD_UNTIL_DECIDED)) {
        end(outcome, taken);
      }
    }

    private void end(Command.Outcome outcome, boolean decided) {
      if (decided) {
        told.put(Envelope.key(task), outcome);
      }
      hold.ended(decided ? Optional.empty() : Optional.of(outcome));
    }
  }

  private final World world;
  private final SimulatedNode node;
  private final Clock clock;
  private final UUID nodeId;
  private final CallLedger ledger;
  private final Instant begun;

  /** What was begun here: of a world that lasts for minutes, all of it. */
  private final Set<Leases.Attempt> lately = new HashSet<>();

  private final TasksInHand<Envelope> inHand = new TasksInHand<>();
  private final List<Work> running = new ArrayList<>();
  private final Set<String> pools;

  /** What the engine was told of tasks that are still with the broker. */
  private final Map<String, Command.Outcome> told = new HashMap<>();

  private Session session;

  /** A broker does not know whether what was sent before then was delivered before. */
  private Instant doubted;

  private TasksInHand<Envelope>.Settlement settlement;

  SimulatedWorker(World world, SimulatedNode node, Clock clock, Set<String> pools) {
    this.pools = pools;
    this.world = world;
    this.node = node;
    this.clock = clock;
    this.nodeId = world.chance.uuid();
    this.ledger = world.database.ledger(node);
    this.begun = clock.instant();
    connect();
  }

  private void connect() {
    session = new Session(node + " worker");
    world.broker.opened(session);
    doubted = world.inside() ? Instant.EPOCH : clock.instant().plus(SKEW);
  }

  /**
   * What runs here comes to others: they shall find that it has somebody. Whoever lives has written
   * it down by the time a task that came again is begun.
   */
  void tell() {
    List<Leases.Attempt> mine = running.stream().map(work -> work.task.attemptOf()).toList();
    Set<Leases.Attempt> held = world.database.leases.hold(nodeId, mine, LEASE);
    for (Work work : List.copyOf(running)) {
      if (!held.contains(work.task.attemptOf())) {
        work.ended(Optional.empty());
      }
    }
  }

  Session session() {
    return session;
  }

  private long nanos() {
    return world.broker.now * 1_000_000;
  }

  boolean take() {
    reconnect();
    if (running.size() == SLOTS) {
      return false;
    }
    Envelope envelope = world.broker.takeTask(session, pools);
    if (envelope == null) {
      return false;
    }
    Task task = envelope.task();
    if (world.traced()) {
      world.say(node + " takes " + envelope);
    }
    if (world.without(Rule.OUTCOME_WITH_TASK)) {
      world.broker.commit(List.of(envelope), Sends.NONE);
    }
    inHand.arrived(envelope.key(), envelope, hold -> begin(task, hold, doubtful(envelope)));
    return true;
  }

  /** What was sent before may have been delivered before, though a broker may not know it. */
  private boolean doubtful(Envelope envelope) {
    Task task = envelope.task();
    return envelope.deliveries > 1 || task.again() || task.scheduledAt().isBefore(doubted);
  }

  /**
   * As the real worker: what may be run by another, or be over, is run only if it surely is not.
   */
  private void begin(Task task, TasksInHand<Envelope>.Hold hold, boolean doubtful) {
    Leases leases = world.database.leases;
    Leases.Attempt attempt = task.attemptOf();
    boolean old =
        task.scheduledAt().isBefore(begun)
            || task.scheduledAt().plus(FRESH).isBefore(clock.instant());
    boolean seen = old && !leases.free(nodeId, attempt);
    if (doubtful) {
      world.settle(node);
    }
    boolean over = (doubtful || seen) && leases.ended(task.executionId());
    if (!over && (doubtful || seen)) {
      if (!leases.hold(nodeId, List.of(attempt), LEASE).contains(attempt)) {
        // Who has it lives, or the engine looks again.
        over = true;
      } else {
        Leases.News news =
            leases.news(Map.of(task.executionId(), task.asOf()), Set.of(task.path()));
        over = news.endings().stream().anyMatch(ending -> ending.ends(attempt, task.asOf()));
      }
    }
    if (over) {
      leases.release(nodeId, List.of(attempt));
      hold.ended(Optional.empty());
    } else {
      boolean unknown = lately.add(attempt);
      boolean past = !task.scheduledAt().isAfter(clock.instant());
      boolean first = world.inside() && !doubtful && !old && unknown && past;
      running.add(new Work(task, first, hold));
    }
  }

  boolean work() {
    if (running.isEmpty()) {
      return false;
    }
    Work work = world.chance.of(running);
    try {
      if (world.faults.strike(40)) {
        work.ended(Optional.of(work.code.failed("timeout", true)));
      } else if (work.code.more()) {
        work.code.call();
      } else {
        work.ended(Optional.of(work.code.result()));
      }
    } catch (PluginException e) {
      work.ended(
          Optional.of(
              work.code.needs() == null
                  ? work.code.failed("unavailable", e.category().retryHelps())
                  : Command.Result.queues(work.code.needs())));
    } catch (UnavailableException e) {
      work.ended(Optional.of(work.code.failed("unavailable", true)));
    }
    return true;
  }

  boolean settle() {
    reconnect();
    if (settlement != null) {
      return false;
    }
    settlement = inHand.ended(MOST_SETTLED, nanos()).orElse(null);
    return settlement != null;
  }

  boolean commit() {
    reconnect();
    if (settlement == null) {
      return false;
    }
    if (world.faults.strike(20)) {
      world.say(node + " dies before its outcomes are sent");
      throw new Crash();
    }
    settlement.messages().stream()
        .map(message -> told.remove(message.key()))
        .filter(Objects::nonNull)
        .forEach(world.laws::acknowledged);
    world.broker.commit(
        settlement.messages(), new Sends(List.of(), List.of(), List.copyOf(settlement.outcomes())));
    if (world.traced()) {
      world.say(node + " settles " + settlement.outcomes());
    }
    if (world.faults.strike(20)) {
      world.say(node + " does not hear that its outcomes were sent");
      world.broker.lost(session);
      return true;
    }
    settlement.committed();
    settlement = null;
    return true;
  }

  private void reconnect() {
    if (session.lost) {
      tell();
      connect();
      settlement = inHand.orphans(nanos());
    }
  }

  /** An execution has ended: what still runs for it here is interrupted. */
  void stop(UUID executionId) {
    for (Work work : List.copyOf(running)) {
      if (work.task.executionId().equals(executionId)) {
        work.ended(Optional.empty());
      }
    }
  }
}
