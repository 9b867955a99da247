package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Approval;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks people, and goes on with what they decided: once, and only about what they were asked. */
final class Asking {

  /** Whoever may run executions. */
  private static final List<String> ANYBODY = List.of("role:operator");

  private static final int MOST_ROUNDS = 100;

  private final Decision decision;
  private final Failing failing;

  Asking(Decision decision, Failing failing) {
    this.decision = decision;
    this.failing = failing;
  }

  /** A step begins that is a question. */
  void begin(Scope scope, StepState step, Step.ApprovalWork work) {
    ApprovalInputs inputs = new ApprovalInputs(decision.inputs(), decision.state(), scope);
    Duration sla = work.sla();
    List<String> escalateTo = inputs.assignees("escalateTo", work.escalateTo());
    request(
        step,
        step.base() + 1,
        inputs.ask(step, work),
        inputs.assignees("assignees", work.assignees()),
        sla == null || escalateTo.isEmpty() ? null : decision.now().plus(sla),
        escalateTo,
        List.of());
  }

  /** An attempt ended because it may not go on without a decision. */
  void attemptAsks(StepState step, Ask ask, List<CallRecord> calls) {
    if (step.decided().size() >= MOST_ROUNDS) {
      failing.fail(
          step,
          new Failure(
              "limit-reached",
              "One attempt asked for " + MOST_ROUNDS + " decisions and wants more"),
          calls);
      return;
    }
    request(step, step.attempt(), ask, List.of(), null, List.of(), calls);
  }

  private void request(
      StepState step,
      int attempt,
      Ask ask,
      List<String> assignees,
      @Nullable Instant escalateAt,
      List<String> escalateTo,
      List<CallRecord> calls) {
    boolean question = step.step().work() instanceof Step.ApprovalWork;
    Duration patience = question ? step.step().timeout() : null;
    decision.emit(
        new Event.ApprovalRequested(
            step.path(),
            attempt,
            step.decided().size(),
            ask,
            ask.hash(),
            assignees.isEmpty() ? ANYBODY : assignees,
            escalateAt,
            escalateTo,
            patience == null ? null : decision.now().plus(patience),
            calls,
            decision.cause()));
  }

  void decide(Command.Decide c) {
    StepState step = open(c.path(), c.attempt(), c.round());
    Approval approval = step == null ? null : step.approval();
    if (step == null || approval == null || !approval.hash().equals(c.hash())) {
      return;
    }
    decision.emit(
        new Event.ApprovalDecided(
            c.path(),
            c.attempt(),
            c.round(),
            c.hash(),
            c.verdict(),
            c.details(),
            c.comment(),
            c.by(),
            decision.cause()));
    if (step.step().work() instanceof Step.ApprovalWork) {
      finish(step, approval, c);
    }
  }

  private void finish(StepState step, Approval approval, Command.Decide c) {
    if (c.verdict() == Verdict.REJECT) {
      failing.fail(step, rejected(c.by(), c.comment()), List.of());
      return;
    }
    boolean edited = c.verdict() == Verdict.EDIT;
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("decision", edited ? "edit" : "approve");
    output.put("by", c.by());
    output.put("comment", c.comment());
    output.put("details", edited ? c.details() : approval.ask().details());
    decision.emit(new Event.StepCompleted(step.path(), step.attempt(), output, null, List.of()));
    decision.touch(decision.scopeOf(step));
  }

  static Failure rejected(String by, String comment) {
    return new Failure("denied", "Rejected by " + by + (comment.isEmpty() ? "" : ": " + comment));
  }

  void delegate(Command.Delegate c) {
    StepState step = open(c.path(), c.attempt(), c.round());
    Approval approval = step == null ? null : step.approval();
    if (approval != null && !approval.delegations().contains(c.delegationId())) {
      decision.emit(
          new Event.ApprovalDelegated(
              c.path(),
              c.attempt(),
              c.round(),
              List.of(c.to()),
              c.delegationId(),
              c.comment(),
              c.by()));
    }
  }

  /** Nobody has decided in time: others are asked too. */
  void escalate(Command.Escalate c) {
    StepState step = open(c.path(), c.attempt(), c.round());
    Approval approval = step == null ? null : step.approval();
    if (approval != null && approval.escalateAt() != null && !approval.escalated()) {
      Set<String> all = new LinkedHashSet<>(approval.assignees());
      all.addAll(approval.escalateTo());
      decision.emit(
          new Event.ApprovalEscalated(c.path(), c.attempt(), c.round(), List.copyOf(all)));
    }
  }

  /** Its patience is over. */
  void timedOut(StepState step) {
    failing.fail(
        step, new Failure("timeout", "Nobody decided within " + step.step().timeout()), List.of());
  }

  private @Nullable StepState open(String path, int attempt, int round) {
    StepState step = decision.state().find(path);
    Approval approval = step == null ? null : step.approval();
    return step != null
            && approval != null
            && step.attempt() == attempt
            && approval.round() == round
            && !decision.state().failing(path)
        ? step
        : null;
  }
}
