package io.aiops.studio.host.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.approval.ApprovalService.Decision;
import io.aiops.studio.host.approval.ApprovalService.Delegation;
import io.aiops.studio.host.approval.ApprovalViews.Filter;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.taskqueue.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApprovalsTest extends ApprovalsOfAda {

  private Decision decision(Verdict verdict, @Nullable Object details) {
    return new Decision(approvals.get(ada, id).hash(), verdict, details, "fine");
  }

  @Test
  void who_is_asked_decides_once_about_exactly_what_they_saw() {
    View seen = approvals.get(ada, id);
    assertThat(seen.details()).isEqualTo(Map.of("to", "x"));
    assertThat(seen.mayDecide()).isTrue();
    assertThat(approvals.count(ada)).isEqualTo(1);
    View decided = approvals.decide(ada, id, decision(Verdict.APPROVE, null));
    assertThat(decided.summary().state()).isEqualTo(State.DECIDING);
    assertThat(decided.outcome().by()).isEqualTo("ada");
    assertThat(sent)
        .containsExactly(
            new Command.Decide(
                state.id(), "ask", 1, 0, seen.hash(), Verdict.APPROVE, null, "fine", "ada"));
    assertThatThrownBy(() -> approvals.decide(ada, id, decision(Verdict.REJECT, null)))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("ada decided at");
    assertThat(sent).hasSize(1);
    assertThat(approvals.count(ada)).isZero();
    assertThat(audit.page(workspace, null, 10).items())
        .extracting(AuditEntry::action)
        .containsExactly("approval.approve");
  }

  @Test
  void a_decision_about_something_else_is_refused() {
    assertThatThrownBy(
            () -> approvals.decide(ada, id, new Decision("old", Verdict.APPROVE, null, "")))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("the decision is about old");
    append(new Event.ExecutionCancelled("root"));
    assertThatThrownBy(() -> approvals.decide(ada, id, decision(Verdict.APPROVE, null)))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("Nobody is asked any more");
    assertThat(sent).isEmpty();
  }

  @Test
  void who_is_not_asked_may_not_decide_whatever_their_role() {
    for (Caller other : List.of(grace, root)) {
      assertThat(approvals.get(other, id).mayDecide()).isFalse();
      assertThatThrownBy(() -> approvals.decide(other, id, decision(Verdict.APPROVE, null)))
          .isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("not among those who are asked: ada");
    }
    Caller stranger =
        new Caller(ada.userId(), "ada", UUID.randomUUID(), Role.ADMINISTRATOR, ada.scopes(), false);
    assertThatThrownBy(() -> approvals.get(stranger, id)).isInstanceOf(NotFoundException.class);
    Caller reading =
        new Caller(ada.userId(), "ada", workspace, Role.VIEWER, Set.of(Permission.VIEW), true);
    assertThat(approvals.get(reading, id).mayDecide()).isFalse();
    assertThat(sent).isEmpty();
  }

  @Test
  void a_role_asks_all_who_may_do_as_much() {
    ask(null, "role:builder");
    assertThat(approvals.get(ada, id).mayDecide()).isFalse();
    assertThat(approvals.get(grace, id).mayDecide()).isTrue();
    assertThat(approvals.get(root, id).mayDecide()).isTrue();
    assertThat(approvals.list(grace, new Filter(false, null, null, 10)).items())
        .extracting(Summary::id)
        .containsExactly(id);
    assertThat(approvals.list(ada, new Filter(false, null, null, 10)).items()).isEmpty();
    assertThat(approvals.list(ada, new Filter(true, null, null, 10)).items()).hasSize(1);
  }

  @Test
  void an_edit_says_what_counts_instead_and_of_a_call_that_is_an_object() {
    assertThatThrownBy(() -> approvals.decide(ada, id, decision(Verdict.EDIT, null)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("details: are missing");
    assertThatThrownBy(() -> approvals.decide(ada, id, decision(Verdict.APPROVE, "x")))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("details: are given");
    assertThatThrownBy(() -> approvals.decide(ada, id, decision(Verdict.EDIT, "x".repeat(300_000))))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("300002 bytes");
    ask("mail/send", "ada");
    assertThatThrownBy(() -> approvals.decide(ada, id, decision(Verdict.EDIT, "x")))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("expected an object");
    approvals.decide(ada, id, decision(Verdict.EDIT, Map.of("to", "y")));
    assertThat(((Command.Decide) sent.getFirst()).details()).isEqualTo(Map.of("to", "y"));
  }

  @Test
  void it_is_handed_on_to_members_and_roles_by_who_is_asked_or_an_administrator() {
    assertThatThrownBy(() -> approvals.delegate(grace, id, new Delegation("grace", "")))
        .isInstanceOf(AccessDeniedException.class);
    for (String nobody : List.of("nobody", "role:king", "")) {
      assertThatThrownBy(() -> approvals.delegate(ada, id, new Delegation(nobody, "")))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("to: is '" + nobody + "'");
    }
    approvals.delegate(root, id, new Delegation("grace", "yours"));
    approvals.delegate(ada, id, new Delegation("role:builder", ""));
    assertThat(sent)
        .extracting(command -> ((Command.Delegate) command).to())
        .containsExactly("grace", "role:builder");
  }

  @Test
  void a_decision_that_was_lost_on_its_way_is_sent_again() {
    approvals.decide(ada, id, decision(Verdict.APPROVE, null));
    Command lost = sent.removeFirst();
    assertThat(approvals.repair()).isZero();
    clock.advance(Duration.ofSeconds(6));
    assertThat(approvals.repair()).isEqualTo(1);
    assertThat(sent).containsExactly(lost);
  }

  @Test
  void a_decision_counts_though_the_broker_is_away_and_is_told_when_it_is_said_again() {
    Decision yes = decision(Verdict.APPROVE, null);
    brokerAway = true;
    assertThat(approvals.decide(ada, id, yes).summary().state()).isEqualTo(State.DECIDING);
    assertThat(approvals.decide(ada, id, yes).summary().state()).isEqualTo(State.DECIDING);
    assertThat(sent).isEmpty();
    brokerAway = false;
    View again = approvals.decide(ada, id, yes);
    assertThat(again.outcome().by()).isEqualTo("ada");
    assertThat(sent).singleElement().isInstanceOf(Command.Decide.class);
    assertThat(audit.page(workspace, null, 10).items())
        .extracting(AuditEntry::action)
        .containsExactly("approval.approve");
  }

  @Test
  void who_says_it_again_after_it_was_taken_in_is_told_so_and_who_says_else_is_refused() {
    Decision yes = decision(Verdict.APPROVE, null);
    approvals.decide(ada, id, yes);
    Decision no = new Decision(yes.hash(), Verdict.REJECT, null, "fine");
    assertThatThrownBy(() -> approvals.decide(ada, id, no))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("ada decided");
    Command.Decide decided = (Command.Decide) sent.getFirst();
    append(
        new Event.ApprovalDecided(
            "ask",
            decided.attempt(),
            0,
            decided.hash(),
            Verdict.APPROVE,
            null,
            "fine",
            "ada",
            decided.key()));
    assertThat(approvals.decide(ada, id, yes).summary().state()).isEqualTo(State.APPROVED);
    assertThat(sent).as("the engine has it").hasSize(1);
  }
}
