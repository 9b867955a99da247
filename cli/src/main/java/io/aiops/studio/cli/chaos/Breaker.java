package io.aiops.studio.cli.chaos;

import io.aiops.studio.cli.cluster.Cluster;
import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * Kills a cluster's processes one after the other with kill -9 and starts each again after a while:
 * each node, the broker that serves, the database, in an order that the seed gives. And it stops
 * nodes where they are for longer than a lease, so that one goes on with what others have taken
 * over. What still starts is waited for, and left alone if that takes too long.
 */
final class Breaker {

  private static final String BROKER = "broker";
  private static final String DATABASE = "database";
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int LEAST_AWAY_MILLIS = 1_000;
  private static final int MOST_AWAY_MILLIS = 6_000;

  /** Before a node's name: it is stopped where it is, not killed. */
  private static final String FROZEN = "frozen-";

  /** A lease is 15 s; work is given to others some seconds after its end. */
  private static final int LEAST_FROZEN_MILLIS = 22_000;

  private static final int MOST_FROZEN_MILLIS = 32_000;

  /**
   * One kill.
   *
   * @param at since the beginning
   * @param kind node, frozen node, broker or database
   */
  record Kill(Duration at, String kind, String name) {}

  /**
   * @param every from one kill to the next
   * @param most kills in all
   * @param order what to kill, again and again; empty for each once, as the seed has it
   */
  record Plan(Duration every, int most, List<String> order, long seed) {
    Plan {
      order = List.copyOf(order);
    }
  }

  private final Cluster cluster;
  private final Plan plan;
  private final Random random;
  private final Pause pause;
  private final Queue<Kill> kills = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Set<String> frozen = ConcurrentHashMap.newKeySet();
  private final List<String> round = new ArrayList<>();

  Breaker(Cluster cluster, Plan plan, Pause pause) {
    this.cluster = cluster;
    this.plan = plan;
    this.random = new Random(plan.seed());
    this.pause = pause;
  }

  /** What can be killed: the broker that serves is meant by either's name. */
  static List<String> targets(Cluster cluster) {
    List<String> targets = new ArrayList<>(cluster.nodes());
    cluster.nodes().forEach(node -> targets.add(FROZEN + node));
    targets.add(BROKER);
    targets.add(DATABASE);
    return targets;
  }

  /** Breaks until there is nothing left to disturb; what it killed is up again afterwards. */
  void run(BooleanSupplier over) throws InterruptedException {
    // The cluster may be one that goes on without us.
    Thread hook = new Thread(() -> frozen.forEach(this::thaw));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      disturb(over);
    } finally {
      frozen.forEach(this::thaw);
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private void thaw(String name) {
    if (frozen.remove(name)) {
      cluster.thaw(name);
    }
  }

  private void disturb(BooleanSupplier over) throws InterruptedException {
    long begun = System.nanoTime();
    List<Thread> starting = new ArrayList<>();
    for (int i = 1; i <= plan.most() && !over.getAsBoolean(); i++) {
      long due = begun + i * plan.every().toNanos();
      while (System.nanoTime() < due && !over.getAsBoolean()) {
        pause.of(LOOK);
      }
      String kind = next();
      // What was killed before may still be starting.
      while (!whole(kind) && System.nanoTime() < due + plan.every().toNanos()) {
        pause.of(LOOK);
      }
      if (over.getAsBoolean()) {
        break;
      }
      if (!whole(kind)) {
        cluster.say("left " + kind + " alone: it is not whole yet");
        continue;
      }
      Runnable back = disturb(kind, Duration.ofNanos(System.nanoTime() - begun));
      starting.add(Thread.ofVirtual().start(back));
    }
    for (Thread thread : starting) {
      thread.join();
    }
  }

  /**
   * Does it.
   *
   * @return has it back after a while
   */
  private Runnable disturb(String kind, Duration at) {
    String name = name(kind);
    if (kind.startsWith(FROZEN)) {
      frozen.add(name);
      cluster.freeze(name);
      kills.add(new Kill(at, "frozen node", kind));
      Duration away = Duration.ofMillis(random.nextInt(LEAST_FROZEN_MILLIS, MOST_FROZEN_MILLIS));
      return () -> back(name, away, () -> thaw(name));
    }
    cluster.kill(name);
    kills.add(new Kill(at, kind.startsWith("node-") ? "node" : kind, name));
    Duration away = Duration.ofMillis(random.nextInt(LEAST_AWAY_MILLIS, MOST_AWAY_MILLIS));
    return () -> back(name, away, () -> cluster.start(List.of(name)));
  }

  private String name(String kind) {
    if (kind.startsWith(FROZEN)) {
      return kind.substring(FROZEN.length());
    }
    return kind.equals(BROKER) ? cluster.servingBroker().orElse(BROKER) : kind;
  }

  private boolean whole(String kind) {
    return cluster.whole(name(kind));
  }

  private String next() {
    if (round.isEmpty() && plan.order().isEmpty()) {
      round.addAll(targets(cluster));
      Collections.shuffle(round, random);
    } else if (round.isEmpty()) {
      round.addAll(plan.order());
    }
    return round.removeFirst();
  }

  /** Brings a member back. */
  @FunctionalInterface
  private interface Return {
    void happen() throws InterruptedException;
  }

  private void back(String name, Duration away, Return how) {
    try {
      pause.of(away);
      how.happen();
    } catch (CommandFailedException e) {
      failures.add(name + " did not come back: " + e.getMessage());
      cluster.say(name + " did not come back: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<Kill> kills() {
    return new ArrayList<>(kills);
  }

  /** Members that did not start again. */
  List<String> failures() {
    return new ArrayList<>(failures);
  }

  /** How often each kind was killed, or stopped. */
  Map<String, Integer> count() {
    Map<String, Integer> count = new LinkedHashMap<>();
    List.of("node", "frozen node", BROKER, DATABASE).forEach(kind -> count.put(kind, 0));
    kills.forEach(kill -> count.merge(kill.kind(), 1, Integer::sum));
    return count;
  }
}
