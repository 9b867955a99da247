package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Failure;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.taskqueue.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people are asked, and what they decide. */
abstract class ApprovalDecisions extends Decisions {

  private void decide(
      String path, int attempt, int round, String hash, Verdict verdict, Object details) {
    send(new Command.Decide(ID, path, attempt, round, hash, verdict, details, "fine", "ada"));
  }

  @Test
  void an_approval_is_asked_with_exactly_what_is_approved_and_goes_on_once_decided() {
    start(
        """
        steps:
          - id: ask
            kind: approval
            question: "Send it to {{ inputs.who }}?"
            details: {to: "{{ inputs.who }}"}
            assignees: [ada, "role:builder"]
          - {id: send, kind: tool, tool: text/x, input: {to: "{{ steps.ask.output.details.to }}"}}
        edges: [{from: ask, to: send}]
        """);
    expect("ExecutionStarted", "ApprovalRequested ask#1.0");
    Event.ApprovalRequested asked = (Event.ApprovalRequested) log.getLast();
    assertThat(asked.ask()).isEqualTo(new Ask(null, "Send it to Ada?", Map.of("to", "Ada")));
    assertThat(asked.assignees()).containsExactly("ada", "role:builder");
    decide("ask", 1, 0, "another hash", Verdict.APPROVE, null);
    expect();
    decide("ask", 1, 1, asked.hash(), Verdict.APPROVE, null);
    expect();
    decide("ask", 1, 0, asked.hash(), Verdict.EDIT, Map.of("to", "Grace"));
    expect("ApprovalDecided ask EDIT", "StepCompleted ask", "StepScheduled send#1");
    assertThat(((Event.StepScheduled) log.getLast()).input()).isEqualTo(Map.of("to", "Grace"));
    assertThat(state.find("ask").output())
        .isEqualTo(
            Map.of(
                "decision", "edit",
                "by", "ada",
                "comment", "fine",
                "details", Map.of("to", "Grace")));
    decide("ask", 1, 0, asked.hash(), Verdict.REJECT, null);
    expect();
  }

  @Test
  void what_is_rejected_fails_as_denied_and_an_edge_may_handle_it() {
    start(
        """
        steps:
          - {id: ask, kind: approval, question: Go on?}
          - {id: other, kind: agent, agent: echo}
        edges: [{from: ask, to: other, on: failure}]
        """);
    Event.ApprovalRequested asked = (Event.ApprovalRequested) log.getLast();
    assertThat(asked.assignees()).containsExactly("role:operator");
    drain();
    decide("ask", 1, 0, asked.hash(), Verdict.REJECT, null);
    expect("ApprovalDecided ask REJECT", "StepFailed ask", "StepScheduled other#1");
    assertThat(state.find("ask").failure())
        .isEqualTo(new Failure("denied", "Rejected by ada: fine"));
  }

  @Test
  void the_time_of_all_attempts_goes_on_while_somebody_is_asked() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo, tools: [t/x], approve: [t/x],
             approval: {timeout: PT2H}, totalTimeout: PT1H}
        """);
    drain();
    now = NOW.plusSeconds(60);
    Ask ask = new Ask("t/x", "May it?", Map.of());
    send(new Command.Outcome(ID, "a", 1, 0, Command.Result.asks(ask, List.of())));
    expect("ApprovalRequested a#1.0");
    assertThat(((Event.ApprovalRequested) log.getLast()).until()).isEqualTo(NOW.plusSeconds(3600));
    now = NOW.plusSeconds(3600);
    send(new Command.Timer(ID, "a", 1));
    expect("StepFailed a", "ExecutionFailed");
    assertThat(state.failure())
        .isEqualTo(new Failure("timeout", "Nobody decided within the step's totalTimeout of PT1H"));
  }

  @Test
  void an_approval_goes_over_to_others_by_hand_and_by_its_sla_and_gives_up_in_time() {
    start(
        """
        steps:
          - id: ask
            kind: approval
            question: Go on?
            assignees: [ada]
            sla: PT1H
            escalateTo: ["role:administrator", ada]
            timeout: PT2H
        """);
    Event.ApprovalRequested asked = (Event.ApprovalRequested) log.getLast();
    assertThat(asked.escalateAt()).isEqualTo(NOW.plusSeconds(3600));
    assertThat(asked.until()).isEqualTo(NOW.plusSeconds(7200));
    assertThat(Deadlines.lookAt(state, NOW))
        .as("if no message comes")
        .isEqualTo(NOW.plusSeconds(3602));
    assertThat(Deadlines.passed(state, NOW.plusSeconds(3600)))
        .containsExactly(new Command.Escalate(ID, "ask", 1, 0));
    drain();
    Command.Delegate delegate =
        new Command.Delegate(ID, "ask", 1, 0, "grace", "yours", "ada", "d1");
    send(delegate);
    expect("ApprovalDelegated ask [grace]");
    send(delegate);
    expect();
    send(new Command.Escalate(ID, "ask", 1, 0));
    expect("ApprovalEscalated ask [grace, role:administrator, ada]");
    send(new Command.Escalate(ID, "ask", 1, 0));
    expect();
    send(new Command.Timer(ID, "ask", 1));
    expect("StepFailed ask", "ExecutionFailed");
    assertThat(state.failure()).isEqualTo(new Failure("timeout", "Nobody decided within PT2H"));
    assertThat(state.approvals()).isEmpty();
  }

  @Test
  void an_attempt_that_asks_is_sent_again_with_each_decision_and_ends_once() {
    start("steps: [{id: a, kind: agent, agent: echo, tools: [mail/send], approve: [mail/*]}]");
    drain();
    Ask ask = Ask.call("echo", "mail/send", Map.of("to", "x"));
    Command.Outcome asks = new Command.Outcome(ID, "a", 1, Command.Result.asks(ask, List.of()));
    send(asks);
    expect("ApprovalRequested a#1.0");
    send(asks);
    expect();
    send(new Command.Timer(ID, "a", 1));
    expect();
    decide("a", 1, 0, ask.hash(), Verdict.APPROVE, null);
    expect("ApprovalDecided a APPROVE");
    assertThat(state.find("a").status()).isEqualTo(StepState.Status.RUNNING);
    assertThat(state.find("a").decided()).hasSize(1);
    send(asks);
    expect();
    Ask more = new Ask(null, "And now?", null);
    send(new Command.Outcome(ID, "a", 1, 1, Command.Result.asks(more, List.of())));
    expect("ApprovalRequested a#1.1");
    decide("a", 1, 1, more.hash(), Verdict.REJECT, null);
    expect("ApprovalDecided a REJECT");
    send(new Command.Outcome(ID, "a", 1, 2, Command.Result.completed("done", List.of())));
    expect("StepCompleted a", "ExecutionCompleted");
  }

  @Test
  void a_call_of_an_agent_goes_over_to_others_and_gives_up_as_an_approval_step_does() {
    start(
        """
        steps:
          - id: a
            kind: agent
            agent: echo
            tools: [mail/send]
            approve: [mail/*]
            approval:
              assignees: ["{{ $lowercase(inputs.who) }}"]
              sla: PT1H
              escalateTo: ["role:administrator"]
              timeout: PT2H
        """);
    Ask ask = Ask.call("echo", "mail/send", Map.of("to", "x"));
    send(new Command.Outcome(ID, "a", 1, Command.Result.asks(ask, List.of())));
    Event.ApprovalRequested asked = (Event.ApprovalRequested) log.getLast();
    assertThat(asked.assignees()).containsExactly("ada");
    assertThat(asked.escalateAt()).isEqualTo(NOW.plusSeconds(3600));
    drain();
    send(new Command.Delegate(ID, "a", 1, 0, "grace", "yours", "ada", "d1"));
    expect("ApprovalDelegated a [grace]");
    send(new Command.Escalate(ID, "a", 1, 0));
    expect("ApprovalEscalated a [grace, role:administrator]");
    now = NOW.plusSeconds(3600);
    decide("a", 1, 0, asked.hash(), Verdict.APPROVE, null);
    expect("ApprovalDecided a APPROVE");
    Ask more = new Ask(null, "And now?", null);
    send(new Command.Outcome(ID, "a", 1, 1, Command.Result.asks(more, List.of())));
    expect("ApprovalRequested a#1.1");
    now = NOW.plusSeconds(7200);
    send(new Command.Timer(ID, "a", 1));
    expect();
    now = NOW.plusSeconds(3600 + 7200);
    send(new Command.Timer(ID, "a", 1));
    expect("StepFailed a", "ExecutionFailed");
    assertThat(state.failure()).isEqualTo(new Failure("timeout", "Nobody decided within PT2H"));
  }

  @Test
  void an_assignee_of_a_call_that_is_none_fails_the_step_and_names_the_field() {
    start(
        """
        steps:
          - {id: a, kind: agent, agent: echo, approval: {assignees: ["{{ inputs.n }}"]}}
        """);
    drain();
    Ask ask = new Ask(null, "And now?", null);
    send(new Command.Outcome(ID, "a", 1, Command.Result.asks(ask, List.of())));
    expect("StepFailed a", "ExecutionFailed");
    assertThat(state.failure().message()).contains("approval: assignees gave 5");
  }

  @Test
  void a_rollback_withdraws_what_was_asked_and_asks_anew() {
    start(
        "steps: [{id: a, kind: agent, agent: echo}, {id: ask, kind: approval, question: Ok?}]\n"
            + "edges: [{from: a, to: ask}]");
    complete("a", 1, "A");
    Event.ApprovalRequested asked = (Event.ApprovalRequested) log.getLast();
    drain();
    send(new Command.Rollback(ID, "a", "no", "ada", "r1"));
    expect("RolledBack a [ask, a]", "StepScheduled a#2");
    assertThat(state.approvals()).isEmpty();
    decide("ask", 1, 0, asked.hash(), Verdict.APPROVE, null);
    expect();
    complete("a", 2, "A2");
    expect("StepCompleted a", "ApprovalRequested ask#2.0");
    assertThat(state.approvals()).containsOnlyKeys("ask");
  }

  @Test
  void an_assignee_that_is_none_fails_the_step_and_says_what_is_expected() {
    start("steps: [{id: ask, kind: approval, question: Ok?, assignees: ['{{ inputs.n }}']}]");
    expect("ExecutionStarted", "StepFailed ask", "ExecutionFailed");
    assertThat(state.failure().message()).contains("assignees gave 5").contains("role:operator");
  }
}
