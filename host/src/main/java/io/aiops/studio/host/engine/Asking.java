package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Approvers;
import io.aiops.studio.host.definition.ExpressionException;
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
    request(step, step.base() + 1, inputs.ask(step, work), work.approval(), inputs, List.of());
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
    ApprovalInputs inputs =
        new ApprovalInputs(decision.inputs(), decision.state(), decision.scopeOf(step));
    try {
      request(step, step.attempt(), ask, approvers(step.step().work()), inputs, calls);
    } catch (ExpressionException e) {
      failing.fail(step, new Failure("invalid-input", "approval: " + e.getMessage()), calls);
    }
  }

  /** Whom the work of a step says to ask. */
  private static Approvers approvers(Step.Work work) {
    return switch (work) {
      case Step.ApprovalWork w -> w.approval();
      case Step.AgentWork w -> w.approval();
      case Step.PlanWork w -> approvers(w.planner());
      default -> Approvers.ANYBODY;
    };
  }

  private void request(
      StepState step,
      int attempt,
      Ask ask,
      Approvers approvers,
      ApprovalInputs inputs,
      List<CallRecord> calls) {
    List<String> assignees = inputs.assignees("assignees", approvers.assignees());
    List<String> escalateTo = inputs.assignees("escalateTo", approvers.escalateTo());
    Duration sla = approvers.sla();
    decision.emit(
        new Event.ApprovalRequested(
            step.path(),
            attempt,
            step.decided().size(),
            ask,
            ask.hash(),
            assignees.isEmpty() ? ANYBODY : assignees,
            sla == null || escalateTo.isEmpty() ? null : decision.now().plus(sla),
            escalateTo,
            until(step, approvers.timeout()),
            calls,
            decision.cause()));
  }

  /** How long it is asked: the time of all attempts goes on meanwhile. */
  private @Nullable Instant until(StepState step, @Nullable Duration patience) {
    Instant end = TimeOuts.end(step);
    Instant given = patience == null ? null : decision.now().plus(patience);
    return given == null || end != null && end.isBefore(given) ? end : given;
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

  /** Its patience is over, unless the timer is of what the attempt had asked before. */
  void timedOut(StepState step) {
    Instant until = step.due();
    boolean once = step.step().work() instanceof Step.ApprovalWork;
    if (!once && (until == null || until.isAfter(decision.now()))) {
      return;
    }
    Instant end = TimeOuts.end(step);
    String within =
        end != null && end.equals(until)
            ? "the step's totalTimeout of " + step.step().timeouts().total()
            : String.valueOf(approvers(step.step().work()).timeout());
    failing.fail(step, new Failure("timeout", "Nobody decided within " + within), List.of());
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
