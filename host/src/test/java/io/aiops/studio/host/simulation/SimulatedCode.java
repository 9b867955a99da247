package io.aiops.studio.host.simulation;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.worker.CallLedger;
import io.aiops.studio.host.worker.SimulatedAttempt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What the plugin's code does with a task: it makes calls, and ends one way or another. */
final class SimulatedCode {

  /** Beats go on for as long. */
  private static final long LONGEST_HANG = 600_000;

  private static final int LONGEST_CALL = 40_000;

  private final SimulatedAttempt attempt;
  private final World world;
  private final SimulatedNode node;
  private final Task task;
  private final List<Integer> order;
  private int made;
  private boolean hangs;
  private boolean ended;

  SimulatedCode(World world, SimulatedNode node, SimulatedAttempt attempt) {
    this.world = world;
    this.node = node;
    this.task = attempt.task();
    this.attempt = attempt;
    this.order = order();
  }

  /** It does nothing any more until its time is over. */
  boolean hangs() {
    return hangs;
  }

  /** It has come to an end, or was interrupted while it hung. */
  boolean ended() {
    return ended || hangs && attempt.over();
  }

  /** Its next call, or its end. Some do not listen when they are interrupted. */
  void goesOn() {
    if (attempt.over() && world.chance.oneIn(2)) {
      ended = true;
    } else if (world.faults.strike(40)) {
      if (task.timeoutMillis() <= LONGEST_HANG && world.chance.oneIn(8)) {
        world.say(node + " hangs in " + task.path());
        hangs = true;
      } else {
        attempt.tooLate();
      }
    } else if (made < calls()) {
      attemptCall();
    } else {
      ended = true;
      end();
    }
  }

  private void attemptCall() {
    try {
      call();
    } catch (PluginException e) {
      ended = true;
      attempt.with(failed("unavailable", e.category().retryHelps()));
    }
  }

  /** The same for every attempt: an agent asks a model and uses a tool by turns. */
  private int calls() {
    return switch (task.kind()) {
      case "agent" -> Math.floorMod(task.path().hashCode() + task.executionId().hashCode(), 4);
      case "tool" -> 1;
      default -> 0;
    };
  }

  /** Each time in another order, as by several threads. */
  private List<Integer> order() {
    List<Integer> order = new ArrayList<>(IntStream.rangeClosed(1, calls()).boxed().toList());
    if (Math.floorMod(task.executionId().hashCode(), 3) == 0) {
      for (int i = order.size(); i > 1; i--) {
        Collections.swap(order, i - 1, world.chance.below(i));
      }
    }
    return order;
  }

  private void call() {
    int number = order.get(made);
    made++;
    String kind = task.kind().equals("agent") && number % 2 == 1 ? "model" : "tool";
    // Some ask and do something else in each attempt, as models say.
    String wavering =
        Math.floorMod(task.executionId().hashCode(), 5) == 0 ? " try " + task.attempt() : "";
    String request = task.path() + number + wavering;
    world.database.within(() ->
        attempt.call(
            kind,
            world.database.connections.bounded(kind),
            request,
            key -> outside(key, kind, request)));
  }

  private String outside(String named, String kind, String request) {
    String hash = SimulatedAttempt.hash(kind, request);
    Truth truth = world.database.truths.get(task.executionId());
    for (int by = truth.resumed.since(task); by <= task.attempt(); by++) {
      if (recorded(by, hash)) {
        throw new AssertionError("made again although it had completed: " + task + " " + request);
      }
    }
    if (world.traced()) {
      world.say(node + " calls " + kind + " for " + Envelope.key(task) + ": " + request);
    }
    long round = truth.round(task);
    String work =
        truth.lineage.of(task.path()) + "/" + task.path() + "/" + request + " round " + round;
    world.outside.called(
        world.without(Rule.STABLE_KEY) ? work + "#" + task.attempt() : named,
        work,
        kind.equals("tool"),
        world.jumped,
        () -> node.stands() || !node.alive(),
        this::meanwhile);
    node.mayDie(30, "between the call and its entry");
    if (world.chance.oneIn(16)) {
      throw new PluginException(PluginException.Category.UNAVAILABLE, "no answer came");
    }
    return request;
  }

  private boolean recorded(int by, String hash) {
    return world.database.recorded(
        new CallLedger.Key(task.workspaceId(), task.executionId(), task.path(), by, hash, 1));
  }

  /** A worker cannot know of a second message that came of nothing, but if it stands. */
  private void meanwhile() {
    boolean doubled = world.broker.doubled(task);
    boolean stands = world.faults.strike(20);
    if (stands || !doubled && world.chance.oneIn(8)) {
      world.meanwhile.longCall(node, world.chance.below(LONGEST_CALL), stands);
    } else if (!doubled) {
      world.meanwhile.work(node);
    }
  }

  /** A task that is run twice may well end differently each time. */
  private void end() {
    switch (world.chance.below(12)) {
      case 0 -> attempt.with(failed("unavailable", true));
      case 1 -> attempt.with(failed("timeout", true));
      case 2 -> attempt.with(failed("denied", false));
      case 3 -> {
        if (task.kind().equals("agent") && task.approvals().round() < 2) {
          attempt.ask(new Ask(null, "May I?", 1));
        } else {
          attempt.with(Command.Result.completed(0, attempt.records()));
        }
      }
      default -> attempt.with(Command.Result.completed(output(), attempt.records()));
    }
  }

  private Object output() {
    return task.plan() == null || world.chance.oneIn(5)
        ? world.chance.below(1_000)
        : world.chance.plan();
  }

  private Command.Result failed(String category, boolean retryHelps) {
    return Command.Result.failed(new Failure(category, "no"), retryHelps, attempt.records());
  }
}
