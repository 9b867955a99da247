package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import io.aiops.studio.host.execution.Items;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.execution.Signals;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.execution.StepState.Status;
import io.aiops.studio.host.execution.Verification;
import io.aiops.studio.host.taskqueue.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What must hold of the log of one execution of a random world. */
final class RandomTruth {

  private final RandomWorld world;
  private final Header header;
  private final RandomTally tally;
  private final ExecutionState state;
  private final Map<String, UUID> below = new HashMap<>();
  private final List<String> toUndo = new ArrayList<>();
  private final Map<String, Object> results = new HashMap<>();
  private final Set<String> scheduled = new HashSet<>();
  private final Map<String, String> taken = new HashMap<>();
  private final Set<String> received = new HashSet<>();
  private final Map<String, String> open = new HashMap<>();
  private final Set<String> done;
  private boolean undoing;

  private RandomTruth(RandomWorld world, Header header, RandomTally tally) {
    this.world = world;
    this.header = header;
    this.tally = tally;
    state =
        new ExecutionState(
            header.id(), world.workspace, new Definitions(world.workflows).of(header));
    done = DoneBefore.of(world.store, header);
  }

  /** All executions of it have ended. */
  static void check(RandomWorld world, RandomTally tally) {
    world.store.all().forEach(header -> new RandomTruth(world, header, tally).check());
  }

  private void check() {
    long expected = 1;
    for (Recorded recorded : world.store.events(header.id(), 0, Integer.MAX_VALUE)) {
      assertThat(recorded.sequence()).isEqualTo(expected++);
      assertThat(state.status().terminal()).as("event after the end").isFalse();
      Event event = recorded.event();
      wasSaid(event);
      undo(event);
      awaited(event);
      follow(event);
      happened(event);
    }
    replaysTheSame();
    ended();
  }

  private void happened(Event event) {
    if (!(event instanceof Event.SignalReceived)) {
      noneWaitsForWhatIsThere();
    }
    switch (event) {
      case Event.CompensationStarted e -> undoing = true;
      case Event.RolledBack e -> {
        tally.rolledBack++;
        for (String path : e.invalidated()) {
          open.keySet().removeIf(asks -> asks.equals(path) || asks.startsWith(path + "["));
          results.keySet().removeIf(done -> done.equals(path) || done.startsWith(path + "["));
        }
      }
      case Event.SignalReceived e ->
          assertThat(received.add(e.signalId())).as("received twice").isTrue();
      case Event.SignalTaken e -> {
        taken.put(e.path(), e.signalId());
        tally.took++;
      }
      case Event.ChildStarted e -> below.put(e.path(), e.childId());
      case Event.StepCompleted e -> completed(e);
      case Event.ApprovalRequested e ->
          assertThat(open.put(e.path(), e.hash())).as("asked while it was asked").isNull();
      case Event.ApprovalDecided e -> {
        assertThat(open.remove(e.path())).as("decided about").isEqualTo(e.hash());
        tally.decided++;
      }
      case Event.PlanAdopted e -> {
        assertThat(said(e.path(), e.attempt()))
            .extracting(Command.Result::output)
            .contains(e.plan());
        tally.plans++;
        tally.nested += e.path().contains("/") ? 1 : 0;
      }
      case Event.StepFailed e -> {
        tally.refused += e.failure().category().equals("invalid-plan") ? 1 : 0;
        open.remove(e.path());
      }
      case Event.FallbackTaken e -> tally.fellBack++;
      case Event.StepAdmitted e -> tally.admitted++;
      case Event.StepScheduled e -> scheduled(e);
      default -> {}
    }
  }

  private void completed(Event.StepCompleted e) {
    if (below.containsKey(e.path()) && state.find(e.path()).failure() == null) {
      endedSo(below.get(e.path()), e.output());
    }
    if (taken.containsKey(e.path())) {
      assertThat(e.output()).isEqualTo(taken.remove(e.path()));
    }
    assertThat(Step.undoes(e.path()) ? null : results.put(e.path(), e))
        .as(e.path() + " recorded before")
        .isNull();
  }

  private void scheduled(Event.StepScheduled e) {
    if (!(state.find(e.path()).step().work() instanceof Step.PlanWork)) {
      assertThat(done).as("run again").doesNotContain(e.path());
    }
    assertThat(scheduled.add(e.path() + "#" + e.attempt())).as("scheduled twice").isTrue();
    StepState step = state.find(e.path());
    boolean falls = step.fellBack() && tries(step) == 1;
    if (e.attempt() > step.base() + 1) {
      assertThat(e.cause()).startsWith(e.path() + (falls ? "#" : "@") + (e.attempt() - 1));
    }
  }

  private void ended() {
    ExecutionStatus status = state.status();
    assertThat(status.terminal()).as("stuck in %s", status).isTrue();
    assertThat(header.status()).isEqualTo(status);
    tally.ends.add(status);
    assertThat(undoing && status == ExecutionStatus.COMPLETED).isFalse();
    if (status != ExecutionStatus.COMPLETED) {
      assertThat(toUndo).as("not undone").isEmpty();
    }
    tally.children += header.parent() == null ? 0 : 1;
    tally.wentOn += header.parent() == null || header.origin() == null ? 0 : 1;
    tally.disowned += header.parent() != null && status == ExecutionStatus.CANCELLED ? 1 : 0;
    if (status == ExecutionStatus.CANCELLED) {
      assertThat(world.cancels || header.parent() != null).isTrue();
    } else if (!undoing) {
      Judge.judge(state.root(), status);
    }
  }

  private void noneWaitsForWhatIsThere() {
    for (Signals.Kept kept : state.signals().kept()) {
      assertThat(state.signals().waiting(kept.name()))
          .as("wait for %s", kept)
          .noneMatch(path -> {
            StepState step = state.find(path);
            return step != null && step.status() == Status.WAITING && !state.failing(path);
          });
    }
  }

  /** Each completion is undone once, the last first, and only if the execution ends badly. */
  private void undo(Event event) {
    if (event instanceof Event.StepCompleted e
        && !Step.undoes(e.path())
        && state.find(e.path()) != null
        && state.find(e.path()).step().undo() != null
        && state.find(e.path()).status() != Status.FAILED) {
      toUndo.add(e.path());
    }
    boolean begins =
        event instanceof Event.StepScheduled s && Step.undoes(s.path())
            || event instanceof Event.StepFailed f && Step.undoes(f.path());
    if (begins) {
      String path = EventPath.of(event);
      StepState open = state.find(path);
      assertThat(state.status()).isEqualTo(ExecutionStatus.COMPENSATING);
      if (open == null || open.status().terminal()) {
        assertThat(path).isEqualTo(toUndo.removeLast() + Step.UNDO);
        tally.undone++;
      }
      tally.notUndone += event instanceof Event.StepFailed f && f.nextAttemptAt() == null ? 1 : 0;
    }
  }

  /** Nothing that is to be undone is at work in a list that has failed. */
  private void awaited(Event event) {
    if (event instanceof Event.ItemFailed) {
      tally.failing++;
    }
    if (event instanceof Event.StepFailed e && state.find(e.path()) != null) {
      assertThat(state.find(e.path()).items() != null && Undoing.inFlight(state.find(e.path())))
          .as("at work in %s", e.path())
          .isFalse();
    }
  }

  /** What a child came to is what its step came to. */
  private void endedSo(UUID child, Object output) {
    List<Recorded> events = world.store.events(child, 0, Integer.MAX_VALUE);
    assertThat(events.getLast().event()).isEqualTo(new Event.ExecutionCompleted(output));
  }

  private void replaysTheSame() {
    UUID one = header.id();
    Verification verified = Verification.of(world.store, one, header.lastSequence());
    assertThat(verified.problem()).isNull();
    Replay.Replayed again =
        new Replay(new Expressions())
            .run(
                header,
                new Definitions(world.workflows).of(header),
                Adoption.taken(new Log(world.store, one)),
                new Log(world.store, one));
    assertThat(again.difference()).isNull();
    assertThat(again.hash()).isEqualTo(verified.hash());
  }

  /** What is recorded of an attempt was said of that very attempt, not of an earlier one. */
  private void wasSaid(Event event) {
    if (event instanceof Event.StepCompleted e
        && !said(e.path(), e.attempt()).isEmpty()
        && !planned(e.path())
        && state.find(e.path()).status() != Status.FAILED) {
      assertThat(said(e.path(), e.attempt()))
          .extracting(Command.Result::output)
          .contains(e.output());
    }
    if (event instanceof Event.FallbackTaken e) {
      assertThat(said(e.path(), e.attempt()))
          .extracting(Command.Result::failure)
          .contains(e.failure());
    }
    if (event instanceof Event.StepFailed e
        && !unasked(e)
        && !planned(e.path())
        && !e.failure().category().equals("invalid-plan")
        && !said(e.path(), e.attempt()).isEmpty()) {
      assertThat(said(e.path(), e.attempt()))
          .extracting(Command.Result::failure)
          .contains(e.failure());
    }
  }

  private List<Command.Result> said(String path, int attempt) {
    return world.outside.said(state.id(), path, attempt);
  }

  private boolean planned(String path) {
    StepState step = state.find(path);
    return step != null && step.planned();
  }

  /** Asked for a person or a place while it is undone: it does not go on then. */
  private boolean unasked(Event.StepFailed e) {
    return (state.status() == ExecutionStatus.COMPENSATING || state.failing(e.path()))
        && e.failure().category().equals("cancelled")
        && said(e.path(), e.attempt()).stream()
            .anyMatch(result -> result.ask() != null || result.place() != null);
  }

  /** Takes the event in and notes which step moved, from where to where. */
  private void follow(Event event) {
    String path = EventPath.of(event);
    StepState before = path == null ? null : state.find(path);
    boolean anew = before == null || Step.undoes(path) && before.status().terminal();
    Status from = anew ? Status.PENDING : before.status();
    state.apply(event, RandomWorld.NOW);
    StepState step = path == null ? null : state.find(path);
    if (step != null) {
      if (step.status() != from) {
        tally.moves.add(from + " -> " + step.status());
      }
      if (!(event instanceof Event.StepAdopted)) {
        assertThat(tries(step)).isLessThanOrEqualTo(step.step().retry().attempts());
      }
      Items items = step.items();
      if (items != null && step.step().work() instanceof Step.ForEachWork work) {
        assertThat(items.open().size()).isLessThanOrEqualTo(work.concurrency());
      }
    }
  }

  private static int tries(StepState step) {
    return step.attempt() - step.base() - step.postponed();
  }
}
