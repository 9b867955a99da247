package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.approval.ApprovalViews.Filter;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.query.ExecutionViews;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits in a child, and what passes while no node is there. */
@Timeout(240)
class WaitingElsewhereTest extends WaitingFixture {

  @Test
  void what_a_child_waits_for_is_decided_and_signalled_there_after_a_restart() throws Exception {
    workshop.save(
        "inner",
        """
        steps:
          - {id: write, kind: agent, agent: writer, tools: [mail/send], approve: [mail/*]}
          - {id: paid, kind: signal, signal: paid}
        edges: [{from: write, to: paid}]
        """);
    UUID id = run("steps: [{id: a, kind: workflow, workflow: inner}]");
    Summary summary =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> approvals.list(ada, new Filter(false, null, null, 10)).items(),
                all -> !all.isEmpty())
            .getFirst();
    UUID child = summary.executionId();
    assertThat(child).isNotEqualTo(id);
    restart();
    signals.send(ada, child, new SignalService.Signal("paid", Map.of("amount", 7), "p1"));
    decide(approvals.get(ada, summary.id()), Verdict.EDIT, Map.of("text", "Dear y"));
    ExecutionViews.Detail ended = node.ended(id);
    assertThat(ended.output()).isEqualTo(Map.of("amount", 7));
    assertThat(mail.sent).containsExactly(Map.of("text", "Dear y"));
    assertThat(mail.modelCalls).hasValue(1);
    assertThat(node.executions.replay(ada, child).difference()).isNull();
  }

  @Test
  void others_are_asked_whose_turn_came_while_no_node_was_there() throws Exception {
    UUID id =
        run(
            """
            steps:
              - id: ask
                kind: approval
                question: Go on?
                assignees: [nobody]
                sla: PT3S
                escalateTo: ["role:builder"]
            """);
    node.reaches(
        id,
        detail ->
            !detail.steps().isEmpty()
                && detail.steps().getFirst().status() == ExecutionViews.Status.WAITING);
    node.close();
    Instant over = Clock.systemUTC().instant().plusSeconds(4);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Clock.systemUTC().instant().isAfter(over));
    assertThat(approvals.list(ada, new Filter(false, id, null, 10)).items()).isEmpty();
    up();
    assertThat(asked(id, "ask").summary().escalated()).isTrue();
    decide(asked(id, "ask"), Verdict.APPROVE, null);
    assertThat(node.ended(id).summary().status()).isEqualTo(ExecutionViews.Status.COMPLETED);
  }
}
