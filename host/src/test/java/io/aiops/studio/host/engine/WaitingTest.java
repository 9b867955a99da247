package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.query.ExecutionViews;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for people and for signals while engine and worker come and go. */
@Timeout(240)
class WaitingTest extends WaitingFixture {

  @Test
  void what_was_asked_before_a_restart_is_decided_after_it_and_nothing_is_paid_or_sent_twice()
      throws Exception {
    UUID id =
        run(
            """
            steps:
              - {id: write, kind: agent, agent: writer, tools: [mail/send], approve: [mail/*]}
              - id: ask
                kind: approval
                question: "Sent {{ steps.write.output.sent }}. Archive it?"
              - {id: paid, kind: signal, signal: paid}
            edges: [{from: write, to: ask}, {from: ask, to: paid}]
            """);
    View call = asked(id, "write");
    assertThat(call.summary().tool()).isEqualTo("mail/send");
    assertThat(call.details()).isEqualTo(Map.of("text", "Dear x"));
    assertThat(mail.sent).isEmpty();
    signals.send(ada, id, new SignalService.Signal("paid", Map.of("amount", 7), "p1"));
    restart();
    decide(call, Verdict.EDIT, Map.of("text", "Dear y"));
    View question = asked(id, "ask");
    assertThat(question.summary().question()).isEqualTo("Sent Dear y. Archive it?");
    assertThat(mail.sent).containsExactly(Map.of("text", "Dear y"));
    assertThat(mail.modelCalls).hasValue(1);
    restart();
    assertThatThrownBy(() -> decide(call, Verdict.REJECT, null))
        .isInstanceOf(ConflictException.class);
    decide(question, Verdict.APPROVE, null);
    ExecutionViews.Detail ended = node.ended(id);
    assertThat(ended.summary().status()).isEqualTo(ExecutionViews.Status.COMPLETED);
    assertThat(ended.output()).isEqualTo(Map.of("amount", 7));
    assertThat(mail.modelCalls).hasValue(1);
    assertThat(mail.sent).hasSize(1);
    assertThat(approvals.get(ada, call.summary().id()).summary().state()).isEqualTo(State.EDITED);
    assertThat(approvals.get(ada, question.summary().id()).outcome().by()).isEqualTo("ada");
    assertThat(node.executions.replay(ada, id).difference()).isNull();
  }

  @Test
  void what_was_planned_before_a_restart_goes_on_after_it_and_the_planner_is_paid_once()
      throws Exception {
    UUID id =
        run(
            """
            steps:
              - id: plan
                kind: plan
                planner: {kind: agent, agent: planner, instruction: "Thank them."}
                allow: {tools: ["mail/*"], signals: [paid]}
                retry: {attempts: 2, delay: PT0S}
            """);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> node.reader.get(ada, id).steps().size() == 3);
    restart();
    signals.send(ada, id, new SignalService.Signal("paid", "7", "p1"));
    ExecutionViews.Detail ended = node.ended(id);
    assertThat(ended.output()).isEqualTo(Map.of("sent", "7"));
    assertThat(mail.sent).containsExactly(Map.of("text", "7"));
    assertThat(mail.modelCalls).as("once for each plan it gave").hasValue(2);
    assertThat(ended.summary().usage().inputTokens()).isEqualTo(20);
    assertThat(ended.steps())
        .extracting(ExecutionViews.Step::path)
        .containsExactly("plan", "plan[0]/paid", "plan[0]/thank");
    assertThat(ended.steps().getFirst().attempts())
        .extracting(attempt -> attempt.failure() == null ? "" : attempt.failure().category())
        .containsExactly("invalid-plan", "");
    assertThat(node.executions.replay(ada, id).difference()).isNull();
    UUID fork =
        node.executions
            .rerun(
                ada,
                id,
                new ExecutionService.Rerun.Fork("plan[0]/thank", null, null, Map.of(), null))
            .executionId();
    assertThat(node.ended(fork).output()).isEqualTo(Map.of("sent", "7"));
    assertThat(mail.sent).hasSize(2);
    assertThat(mail.modelCalls).as("of the fork, none").hasValue(2);
    assertThat(node.executions.replay(ada, fork).difference()).isNull();
  }

  @Test
  void a_call_that_is_rejected_is_not_made_and_fails_the_agent_that_does_not_mind() {
    UUID id =
        run("steps: [{id: write, kind: agent, agent: writer, tools: [mail/send], approve: ['*']}]");
    decide(asked(id, "write"), Verdict.REJECT, null);
    ExecutionViews.Detail ended = node.ended(id);
    assertThat(ended.summary().failure().category()).isEqualTo("denied");
    assertThat(ended.summary().failure().message())
        .contains("'mail/send' was rejected by ada: as agreed");
    assertThat(mail.sent).isEmpty();
    assertThat(node.executions.replay(ada, id).difference()).isNull();
  }

  @Test
  void nobody_decides_so_others_are_asked_and_then_it_gives_up() {
    UUID id =
        run(
            """
            steps:
              - id: ask
                kind: approval
                question: Go on?
                assignees: [nobody]
                sla: PT0.3S
                escalateTo: ["role:builder"]
                timeout: PT15S
            """);
    View escalated = asked(id, "ask");
    assertThat(escalated.summary().escalated()).isTrue();
    assertThat(escalated.summary().assignees()).containsExactly("nobody", "role:builder");
    assertThat(node.ended(id).summary().failure().category()).isEqualTo("timeout");
    assertThat(approvals.get(ada, escalated.summary().id()).summary().state())
        .isEqualTo(State.WITHDRAWN);
  }

  @Test
  void nobody_decides_about_a_call_so_others_are_asked_and_then_it_gives_up() {
    UUID id =
        run(
            """
            steps:
              - id: write
                kind: agent
                agent: writer
                tools: [mail/send]
                approve: [mail/*]
                approval:
                  {assignees: [nobody], sla: PT0.3S, escalateTo: ["role:builder"], timeout: PT15S}
            """);
    View escalated = asked(id, "write");
    assertThat(escalated.summary().tool()).isEqualTo("mail/send");
    assertThat(escalated.summary().escalated()).isTrue();
    assertThat(escalated.summary().assignees()).containsExactly("nobody", "role:builder");
    assertThat(node.ended(id).summary().failure().category()).isEqualTo("timeout");
    assertThat(mail.sent).isEmpty();
    assertThat(node.executions.replay(ada, id).difference()).isNull();
  }
}
