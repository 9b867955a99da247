package io.aiops.studio.host.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.approval.ApprovalStore.Kept;
import io.aiops.studio.host.approval.ApprovalViews.Outcome;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Approval;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every approval store must do: say what the events say, and let one decision win. */
public abstract class ApprovalStoreContract {

  protected static final Instant T0 = Instant.parse("2026-01-01T00:00:00.123456Z");

  protected final UUID workspace = UUID.randomUUID();

  /** An empty one. */
  protected abstract ApprovalStore store();

  /** As the engine appends to the log. */
  protected abstract void append(Append append);

  private final class Asking {
    private final ExecutionState state;
    private Instant at;

    Asking(UUID workspaceId, Instant at) {
      this.at = at;
      state =
          new ExecutionState(
              UUID.randomUUID(),
              workspaceId,
              WorkflowReader.read(
                      """
                      schema: aiops-studio/workflow/v1
                      name: send
                      steps:
                        - {id: ask, kind: approval, question: Send?}
                        - {id: a, kind: agent, agent: echo}
                      """)
                  .workflow()
                  .orElseThrow());
      add(new Event.ExecutionStarted(UUID.randomUUID(), "send", 1, Map.of(), "ada", null));
    }

    void add(Event... events) {
      long first = state.sequence() + 1;
      for (Event event : events) {
        state.apply(event, at);
      }
      append(Append.of(state, first, at, List.of(events), new Shown(state, null)));
      at = at.plusSeconds(1);
    }

    Asking ask(String... assignees) {
      Ask ask = new Ask(null, "Send?\u0000", Map.of("to", "x \u0000"));
      add(
          new Event.ApprovalRequested(
              "ask",
              1,
              0,
              ask,
              ask.hash(),
              List.of(assignees),
              T0.plusSeconds(60),
              List.of("grace"),
              T0.plusSeconds(120),
              List.of(),
              "start"));
      return this;
    }

    UUID id() {
      return Approval.id(state.id(), "ask", 1, 0);
    }

    Command.Decide decide(String by) {
      return new Command.Decide(
          state.id(), "ask", 1, 0, "h", Verdict.EDIT, Map.of("to", "y"), "ok \u0000", by);
    }
  }

  private Asking ask(Instant at, String... assignees) {
    return new Asking(workspace, at).ask(assignees);
  }

  private State state(UUID id) {
    return store().find(workspace, id).orElseThrow().summary().state();
  }

  @Test
  void what_is_asked_is_found_as_it_was_asked_in_its_workspace_only() {
    Asking asking = ask(T0, "ada", "role:builder");
    Kept kept = store().find(workspace, asking.id()).orElseThrow();
    Summary summary = kept.summary();
    assertThat(summary.executionId()).isEqualTo(asking.state.id());
    assertThat(summary.workflow()).isEqualTo("send");
    assertThat(summary.step()).isEqualTo("ask");
    assertThat(summary.question()).startsWith("Send?");
    assertThat(summary.assignees()).containsExactly("ada", "role:builder");
    assertThat(summary.requestedAt()).isEqualTo(T0.plusSeconds(1));
    assertThat(summary.escalateAt()).isEqualTo(T0.plusSeconds(60));
    assertThat(summary.until()).isEqualTo(T0.plusSeconds(120));
    assertThat(summary.state()).isEqualTo(State.PENDING);
    assertThat(kept.details()).isEqualTo(Map.of("to", "x \u0000"));
    assertThat(kept.hash()).isEqualTo(asking.state.approvals().get("ask").hash());
    assertThat(kept.outcome()).isNull();
    assertThat(store().find(UUID.randomUUID(), asking.id())).isEmpty();
  }

  @Test
  void what_waits_is_listed_by_age_for_whom_it_waits() {
    Asking second = ask(T0.plusSeconds(10), "role:operator");
    Asking first = ask(T0, "ada");
    Asking third = ask(T0.plusSeconds(20), "grace", "ada");
    new Asking(UUID.randomUUID(), T0).ask("ada");
    assertThat(store().waiting(workspace, null, null, null, 10))
        .extracting(Summary::id)
        .containsExactly(first.id(), second.id(), third.id());
    assertThat(store().waiting(workspace, List.of("ada"), null, null, 10))
        .extracting(Summary::id)
        .containsExactly(first.id(), third.id());
    assertThat(store().waiting(workspace, null, null, first.id(), 1))
        .extracting(Summary::id)
        .containsExactly(second.id());
    assertThat(store().waiting(workspace, null, third.state.id(), null, 10)).hasSize(1);
    assertThat(store().count(workspace, List.of("ada", "role:operator"), 10)).isEqualTo(3);
    assertThat(store().count(workspace, List.of("ada", "role:operator"), 2)).isEqualTo(2);
    assertThat(store().count(workspace, List.of("nobody"), 10)).isZero();
  }

  @Test
  void one_decision_wins_and_is_sent_again_until_it_is_taken_in() {
    Asking asking = ask(T0, "ada");
    Command.Decide first = asking.decide("ada");
    assertThat(store().claim(UUID.randomUUID(), asking.id(), first, T0)).isFalse();
    assertThat(store().claim(workspace, asking.id(), first, T0)).isTrue();
    assertThat(store().claim(workspace, asking.id(), asking.decide("grace"), T0)).isFalse();
    assertThat(state(asking.id())).isEqualTo(State.DECIDING);
    assertThat(store().waiting(workspace, null, null, null, 10)).isEmpty();
    assertThat(store().overdue(T0, 10)).isEmpty();
    assertThat(store().overdue(T0.plusSeconds(1), 10)).containsExactly(first);
    asking.add(
        new Event.ApprovalDecided(
            "ask", 1, 0, "h", Verdict.EDIT, Map.of("to", "y"), "ok", "ada", "c"));
    assertThat(store().overdue(T0.plusSeconds(60), 10)).isEmpty();
    assertThat(state(asking.id())).isEqualTo(State.EDITED);
    assertThat(store().find(workspace, asking.id()).orElseThrow().outcome())
        .isEqualTo(new Outcome("ada", T0.plusSeconds(2), "ok", Map.of("to", "y")));
  }

  @Test
  void who_is_asked_changes_as_it_is_handed_on_and_escalated() {
    Asking asking = ask(T0, "ada");
    asking.add(
        new Event.ApprovalDelegated("ask", 1, 0, List.of("grace"), "d1", "", "ada"),
        new Event.ApprovalEscalated("ask", 1, 0, List.of("grace", "role:administrator")));
    Summary summary = store().find(workspace, asking.id()).orElseThrow().summary();
    assertThat(summary.assignees()).containsExactly("grace", "role:administrator");
    assertThat(summary.escalated()).isTrue();
    assertThat(store().count(workspace, List.of("ada"), 10)).isZero();
  }

  @Test
  void nobody_is_asked_any_more_once_the_execution_does_not_wait() {
    Asking ended = ask(T0, "ada");
    Asking back = ask(T0, "ada");
    Asking waits = ask(T0, "ada");
    store().claim(workspace, back.id(), back.decide("ada"), T0);
    ended.add(new Event.ExecutionCancelled("ada"));
    back.add(new Event.RolledBack("ask", "no", "ada", "r1", null, List.of("ask")));
    waits.add(new Event.StepScheduled("a", 1, null, "start"));
    assertThat(state(ended.id())).isEqualTo(State.WITHDRAWN);
    assertThat(state(back.id())).isEqualTo(State.WITHDRAWN);
    assertThat(state(waits.id())).isEqualTo(State.PENDING);
    assertThat(store().overdue(T0.plusSeconds(60), 10)).isEmpty();
  }
}
