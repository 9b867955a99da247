package io.aiops.studio.host.simulation;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Place;
import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.Task;
import io.aiops.studio.host.worker.CallLedger;
import io.aiops.studio.host.worker.SimulatedAttempt;

/** What the plugin's code does with a task: it makes calls, and ends one way or another. */
final class SimulatedCode {

  final SimulatedAttempt attempt;
  private final World world;
  private final SimulatedNode node;
  private final Task task;
  private int made;

  /** Where it may not go on without one; null if it may. */
  private Place needs;

  SimulatedCode(World world, SimulatedNode node, Task task, SimulatedAttempt attempt) {
    this.world = world;
    this.node = node;
    this.task = task;
    this.attempt = attempt;
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

  void call() {
    made++;
    String kind = task.kind().equals("agent") && made % 2 == 1 ? "model" : "tool";
    attempt.call(kind, world.database.connections.bounded(kind), task.path() + made, this::outside);
  }

  private Object outside(int number) {
    CallLedger.Key key =
        new CallLedger.Key(
            task.workspaceId(), task.executionId(), task.path(), task.attempt(), number);
    if (world.database.recorded(key) || recordedBefore(key)) {
      throw new AssertionError("made again although it had completed: " + key);
    }
    long round = world.database.truths.get(task.executionId()).round(task);
    String work = task.executionId() + "/" + task.path() + "/" + number + " round " + round;
    String named =
        world.without(Rule.STABLE_KEY) ? work + "#" + task.attempt() : task.key() + "/" + number;
    world.outside.called(named, work, this::meanwhile);
    if (world.faults.strike(30)) {
      world.say(node + " dies between the call and its entry");
      throw new Crash();
    }
    if (world.chance.oneIn(16)) {
      throw new PluginException(PluginException.Category.UNAVAILABLE, "no answer came");
    }
    return number;
  }

  /** By the attempt that this one goes on from. */
  private boolean recordedBefore(CallLedger.Key key) {
    return task.resumes() > 0
        && world.database.recorded(
            new CallLedger.Key(
                key.workspaceId(), key.executionId(), key.step(), task.resumes(), key.call()));
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
