package io.aiops.studio.host.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Request;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;

/** People and programs: what they start, what else they want of it, and what they answer. */
final class Callers {

  private final World world;
  private final Chance chance;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int asked;

  Callers(World world) {
    this.world = world;
    this.chance = world.chance;
  }

  /** They will start an execution, and may cancel it, roll it back and send it signals. */
  void execution(Library.Book book) {
    UUID id = chance.uuid();
    waiting.add(() -> start(id, book));
    if (chance.oneIn(8)) {
      waiting.add(() -> {
        world.database.truths.get(id).cancelled = true;
        send(new Command.Cancel(id, "ada"));
      });
    }
    if (chance.oneIn(3)) {
      List<Step> steps = book.workflow().body().steps();
      String path = chance.of(steps).id();
      waiting.add(() -> send(new Command.Rollback(id, path, "wrong", "ada", "r")));
    }
    for (int i = chance.below(3); i > 0; i--) {
      String name = chance.oneIn(2) ? "go" : "stop";
      waiting.add(() -> send(new Command.Signal(id, name, name, name, "ada")));
    }
  }

  private void start(UUID id, Library.Book book) {
    Request request =
        new Request(
            id,
            Library.WORKSPACE,
            book.version().workflowId(),
            book.workflow().name(),
            book.version().version(),
            Map.of(),
            "ada",
            Instant.ofEpochMilli(world.broker.now),
            null,
            "",
            null,
            4,
            book.limited(),
            null,
            false);
    world.database.create(request, new ExecutionState(id, Library.WORKSPACE, book.workflow()));
    if (world.traced()) {
      world.say("start of " + id + ": " + book.version().text());
    }
    if (world.faults.strike(6)) {
      world.say("the start is not sent");
    } else {
      world.post(new Command.Start(id, chance.oneIn(2) ? request.header() : null));
    }
  }

  private void send(Command command) {
    world.say("somebody sends " + command);
    world.broker.add(command, true);
  }

  /** What the events ask of people, they answer, some of them twice. */
  void happened(UUID id, Event event) {
    if (event instanceof Event.ApprovalRequested e) {
      for (int i = 1 + chance.below(2); i > 0; i--) {
        Verdict verdict = Verdict.values()[chance.below(3)];
        waiting.add(() ->
            send(
                new Command.Decide(
                    id, e.path(), e.attempt(), e.round(), e.hash(), verdict, "edited", "", "ada")));
      }
      if (chance.oneIn(4)) {
        waiting.add(() ->
            send(
                new Command.Delegate(
                    id, e.path(), e.attempt(), e.round(), "grace", "", "ada", "d" + e.path())));
      }
    }
  }

  /** Whether one of them has something to do. */
  boolean waiting() {
    return !waiting.isEmpty();
  }

  /** The next of them does it. */
  void next() {
    waiting.remove().run();
  }

  /**
   * Sends a signal that an execution waits for.
   *
   * @return false if none waits for one
   */
  boolean signal() {
    for (Truth truth : world.database.truths.values()) {
      String name = truth.wants();
      if (name != null) {
        assertThat(truth.child() && !truth.waitedFor())
            .as("outlives its parent: %s", truth)
            .isFalse();
        send(new Command.Signal(truth.state.id(), name, name, name + asked++, "ada"));
        return true;
      }
    }
    return false;
  }
}
