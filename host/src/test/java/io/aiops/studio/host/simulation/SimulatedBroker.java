package io.aiops.studio.host.simulation;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.QueueCounts;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A broker as the product uses Artemis: message groups, transactions, delays, redelivery; a restart
 * loses what is not durable, every session, and the marks of what was delivered before.
 */
final class SimulatedBroker {

  private static final int LONGEST_DELAY = 90_000;

  private final Chance chance;
  private final Faults faults;
  private final List<Envelope> commands = new ArrayList<>();
  private final List<Envelope> tasks = new ArrayList<>();
  private final Map<UUID, Session> groups = new HashMap<>();
  private final Set<Session> open = new HashSet<>();
  private final boolean loses;

  /** Whether it is a process of its own; if not, tasks are not in its journal. */
  private boolean outlives = true;

  private final Set<String> doubled = new HashSet<>();
  private int died;
  long now;

  /**
   * @param loses whether it may lose what engine and workers send
   */
  SimulatedBroker(Chance chance, Faults faults, boolean loses) {
    this.loses = loses;
    this.chance = chance;
    this.faults = faults;
  }

  /** It is in the process of the one node, and dies with it. */
  void dieWithNode() {
    outlives = false;
  }

  void opened(Session session) {
    open.add(session);
  }

  void add(Command command, boolean durable) {
    add(commands, command, durable, now);
  }

  private void add(List<Envelope> queue, Object content, boolean durable, long due) {
    long late = faults.strike(20) ? chance.below(LONGEST_DELAY) : 0;
    queue.add(new Envelope(content, durable, now, due + late));
    if (faults.strike(20)) {
      if (content instanceof Task task) {
        doubled.add(Envelope.key(task));
      }
      queue.add(new Envelope(content, durable, now, due + chance.below(LONGEST_DELAY)));
    }
  }

  /** Due, free, and of groups that are this session's or nobody's; in order, mostly. */
  List<Envelope> takeCommands(Session session, int most) {
    List<Envelope> taken = new ArrayList<>();
    boolean disorder = faults.strike(8);
    for (int i = 0; i < commands.size() && taken.size() < most; i++) {
      Envelope one = commands.get(disorder ? chance.below(commands.size()) : i);
      UUID group = one.command().executionId();
      Session owner = groups.get(group);
      if (one.holder == null && one.due <= now && (owner == null || owner == session)) {
        groups.put(group, session);
        take(one, session);
        taken.add(one);
      }
    }
    return taken;
  }

  /** Any of those that are due and for these workers; null if there is none. */
  Envelope takeTask(Session session, Set<String> pools) {
    if (tasks.isEmpty()) {
      return null;
    }
    int from = chance.below(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      Envelope one = tasks.get((from + i) % tasks.size());
      if (one.holder == null && one.due <= now && pools.contains(one.task().pool())) {
        take(one, session);
        return one;
      }
    }
    return null;
  }

  private static void take(Envelope one, Session session) {
    one.holder = session;
    one.deliveries++;
  }

  /** They come again. */
  void giveBack(List<Envelope> taken) {
    taken.forEach(one -> one.holder = null);
  }

  /** All or nothing; the session must not be lost. */
  void commit(List<Envelope> taken, Sends sends) {
    commands.removeAll(taken);
    tasks.removeAll(taken);
    sends.tasks().forEach(task -> send(tasks, task, outlives, now));
    sends.delayed().forEach(d -> send(commands, d.command(), true, d.due().toEpochMilli()));
    sends.commands().forEach(command -> send(commands, command, true, now));
  }

  /** A message that may get lost. */
  void post(Command command) {
    send(commands, command, !loses, now);
  }

  /** Loses it now and then, if that is made up for. */
  private void send(List<Envelope> queue, Object content, boolean durable, long due) {
    if (!loses || !faults.strike(30)) {
      add(queue, content, durable, due);
    }
  }

  /** As the broker tells how the queue of tasks stands. */
  List<QueueCounts> counts() {
    long waiting = 0;
    long inFlight = 0;
    Map<Integer, Duration> ages = new HashMap<>();
    for (Envelope one : tasks) {
      if (one.holder != null) {
        inFlight++;
      } else if (one.due <= now) {
        waiting++;
        if (one.content instanceof Task task) {
          ages.merge(
              task.priority(),
              Duration.ofMillis(now - one.since),
              (a, b) -> a.compareTo(b) > 0 ? a : b);
        }
      }
    }
    return List.of(new QueueCounts("tasks", waiting, 0, inFlight, 1, ages, -1, -1));
  }

  void lost(Session session) {
    session.lost = true;
    open.remove(session);
    groups.values().removeIf(owner -> owner == session);
    commands.forEach(one -> free(one, session));
    tasks.forEach(one -> free(one, session));
  }

  private static void free(Envelope one, Session session) {
    if (one.holder == session) {
      one.holder = null;
    }
  }

  /** Groups nobody is at work on find a new owner. */
  void rebalance() {
    Set<UUID> busy = new HashSet<>();
    commands.stream()
        .filter(o -> o.holder != null)
        .forEach(o -> busy.add(o.command().executionId()));
    groups.keySet().retainAll(busy);
  }

  void restart() {
    List.copyOf(open).forEach(this::lost);
    commands.removeIf(one -> !one.durable);
    died += tasks.size();
    tasks.removeIf(one -> !one.durable);
    died -= tasks.size();
    commands.forEach(one -> one.deliveries = 0);
    tasks.forEach(one -> one.deliveries = 0);
  }

  /** Whether it has two messages of it, of which neither tells of the other. */
  boolean doubled(Task task) {
    return doubled.contains(Envelope.key(task));
  }

  /** Tasks that were not in its journal. */
  int died() {
    return died;
  }

  /** Nothing is there that is due. */
  boolean idle() {
    return commands.stream().noneMatch(one -> one.holder == null && one.due <= now)
        && tasks.stream().noneMatch(one -> one.holder == null && one.due <= now);
  }

  boolean empty() {
    return commands.isEmpty() && tasks.isEmpty();
  }

  /** When the next message that waits for its time is due; Long.MAX_VALUE if none does. */
  long nextDue() {
    long next = Long.MAX_VALUE;
    for (List<Envelope> queue : List.of(commands, tasks)) {
      for (Envelope one : queue) {
        if (one.holder == null && one.due > now) {
          next = Math.min(next, one.due);
        }
      }
    }
    return next;
  }

  @Override
  public String toString() {
    return commands + " " + tasks;
  }
}
