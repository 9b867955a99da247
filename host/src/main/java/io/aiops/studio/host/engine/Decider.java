package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a state and a command into events. Pure: the same state, command and time give the same
 * events; nothing outside is read or changed. It applies each event to the state it was given, so
 * that a later event of the same decision sees the earlier ones; whoever fails to append them must
 * throw that state away.
 */
final class Decider {

  private final Decision decision;
  private final Attempts attempts;
  private final Waits waits;
  private final Asking asking;
  private final Places places;
  private final Lists lists;
  private final Flow flow;
  private final Undoing undoing;
  private final @Nullable Integer part;

  /**
   * What was decided.
   *
   * @param events none if the command changes nothing: it was handled before, or came too late
   * @param next what is to be decided after it: what was too much for one decision
   */
  record Decided(List<Event> events, List<Command.Open> next) {}

  private Decider(Decision decision, @Nullable Integer part) {
    this.decision = decision;
    this.part = part;
    Failing failing = new Failing(decision);
    this.waits = new Waits(decision, failing);
    this.asking = new Asking(decision, failing);
    this.undoing = new Undoing(decision);
    this.places = new Places(decision, failing);
    Children children = new Children(decision);
    Planning planning = new Planning(decision, failing);
    this.attempts = new Attempts(decision, failing, waits, asking, places, children, planning);
    this.lists = new Lists(decision);
    this.flow = new Flow(decision, failing, lists, waits, asking, children, planning);
  }

  /**
   * @param header of the execution: what {@link Command.Start} starts
   * @param part for an execution that begins: how many items of its lists one decision opens at
   *     most; null: all that may run
   */
  static Decided decide(
      ExecutionState state,
      Header header,
      Command command,
      Instant now,
      StepInputs inputs,
      @Nullable Integer part) {
    Decision decision = new Decision(state, command.key(), now, inputs);
    if (!state.status().terminal()) {
      new Decider(decision, part).take(command, header);
    }
    return new Decided(decision.events(), decision.next());
  }

  private void take(Command command, Header header) {
    boolean goesOn =
        command instanceof Command.Outcome
            || command instanceof Command.Timer
            || command instanceof Command.PlaceGranted
            || command instanceof Command.Look;
    if (decision.state().status() == ExecutionStatus.COMPENSATING && !goesOn) {
      return;
    }
    switch (command) {
      case Command.Start c -> start(header);
      case Command.Outcome c -> attempts.outcome(c);
      case Command.Timer c -> attempts.timer(c);
      case Command.Open c -> lists.goOn(c);
      case Command.Granted c -> admit();
      case Command.PlaceGranted c -> places.admit(c);
      case Command.Look c ->
          Slas.breached(decision.state(), decision.now()).forEach(decision::emit);
      // The engine finds out what it comes to, and decides that.
      case Command.TimeOut c -> {}
      case Command.Cancel c -> cancel(c, header);
      case Command.Rollback c -> new Rollbacks(decision, waits).rollBack(c);
      case Command.Decide c -> asking.decide(c);
      case Command.Delegate c -> asking.delegate(c);
      case Command.Escalate c -> asking.escalate(c);
      case Command.Signal c -> {
        // It may overtake a start that was lost; what it says must not be.
        start(header);
        waits.signal(c);
      }
    }
    flow.settle();
    undoing.next();
  }

  private void start(Header header) {
    if (decision.state().status() != ExecutionStatus.PENDING) {
      return;
    }
    decision.emit(started(header));
    if (header.limited()) {
      decision.emit(new Event.ExecutionQueued());
    } else {
      decision.touch(decision.state().root());
    }
  }

  private void admit() {
    if (decision.state().queued()) {
      decision.emit(new Event.ExecutionAdmitted());
      decision.touch(decision.state().root());
    }
  }

  /** What it takes over it must have taken over before anything can end it: at once. */
  private Event started(Header header) {
    return new Event.ExecutionStarted(
        header.workflowId(),
        header.workflow(),
        header.version(),
        header.inputs(),
        header.startedBy(),
        header.origin(),
        header.origin() == null ? part : null);
  }

  private void cancel(Command.Cancel cancel, Header header) {
    if (decision.state().status() == ExecutionStatus.PENDING) {
      decision.emit(started(header));
    }
    decision.emit(new Event.ExecutionCancelled(cancel.by()));
  }
}
