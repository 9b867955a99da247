package io.aiops.studio.host.simulation;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Place;
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

  final SimulatedAttempt attempt;
  private final World world;
  private final SimulatedNode node;
  private final Task task;
  private final List<Integer> order;
  private int made;

  /** Where it may not go on without one; null if it may. */
  private Place needs;

  SimulatedCode(World world, SimulatedNode node, Task task, SimulatedAttempt attempt) {
    this.world = world;
    this.node = node;
    this.task = task;
    this.attempt = attempt;
    this.order = order();
    attempt.whenQueueing(place -> needs = place);
  }

  Place needs() {
    return needs;
  }

  /** Whether it makes another call. */
  boolean more() {
    return made < calls();
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

  void call() {
    int number = order.get(made);
    made++;
    String kind = task.kind().equals("agent") && number % 2 == 1 ? "model" : "tool";
    // Some ask and do something else in each attempt, as models say.
    String wavering =
        Math.floorMod(task.executionId().hashCode(), 5) == 0 ? " try " + task.attempt() : "";
    String request = task.path() + number + wavering;
    attempt.call(
        kind,
        world.database.connections.bounded(kind),
        request,
        key -> outside(key, kind, request));
  }

  private String outside(String named, String kind, String request) {
    String hash = SimulatedAttempt.hash(kind, request);
    if (recorded(task.attempt(), hash) || task.resumes() > 0 && recorded(task.resumes(), hash)) {
      throw new AssertionError("made again although it had completed: " + task + " " + request);
    }
    long round = world.database.truths.get(task.executionId()).round(task);
    String work = task.executionId() + "/" + task.path() + "/" + request + " round " + round;
    world.outside.called(
        world.without(Rule.STABLE_KEY) ? work + "#" + task.attempt() : named,
        work,
        kind.equals("tool"),
        this::meanwhile);
    if (world.faults.strike(30)) {
      world.say(node + " dies between the call and its entry");
      throw new Crash();
    }
    if (world.chance.oneIn(16)) {
      throw new PluginException(PluginException.Category.UNAVAILABLE, "no answer came");
    }
    return request;
  }

  private boolean recorded(int by, String hash) {
    return world.database.recorded(
        new CallLedger.Key(task.workspaceId(), task.executionId(), task.path(), by, hash, 1));
  }

  /** A worker cannot know of a second message that came of nothing. */
  private void meanwhile() {
    if (!world.broker.doubled(task)) {
      world.othersWork(node);
    }
  }

  /** A task that is run twice may well end differently each time. */
  Command.Result result() {
    return switch (world.chance.below(12)) {
      case 0 -> failed("unavailable", true);
      case 1 -> failed("timeout", true);
      case 2 -> failed("denied", false);
      case 3 ->
          task.kind().equals("agent") && task.approvals().round() < 2
              ? Command.Result.asks(new Ask(null, "May I?", 1), attempt.records())
              : Command.Result.completed(0, attempt.records());
      default ->
          Command.Result.completed(
              task.plan() == null || world.chance.oneIn(5)
                  ? world.chance.below(1_000)
                  : world.chance.plan(),
              attempt.records());
    };
  }

  Command.Result failed(String category, boolean retryHelps) {
    return Command.Result.failed(new Failure(category, "no"), retryHelps, attempt.records());
  }
}
