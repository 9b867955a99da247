package io.aiops.studio.host.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.approval.ApprovalService.Decision;
import io.aiops.studio.host.approval.ApprovalService.Delegation;
import io.aiops.studio.host.approval.ApprovalViews.Filter;
import io.aiops.studio.host.approval.ApprovalViews.Link;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.approval.ApprovalViews.Summary;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Approval;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Append;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.InMemoryAuditLog;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.taskqueue.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApprovalsTest {

  private static final Set<Verdict> BOTH = EnumSet.of(Verdict.APPROVE, Verdict.REJECT);
  private static final byte[] KEY = "a key of the studio".getBytes(StandardCharsets.UTF_8);

  private final UUID workspace = UUID.randomUUID();
  private final Map<UUID, Caller> members = new LinkedHashMap<>();
  private final TestClock clock = new TestClock();
  private final InMemoryApprovalStore store = new InMemoryApprovalStore();
  private final InMemoryAuditLog audit = new InMemoryAuditLog(clock);
  private final List<Command> sent = new ArrayList<>();
  private final Approvals approvals =
      new Approvals(store, new People(), sent::add, KEY, audit, clock);
  private final Caller ada = member("ada", Role.VIEWER);
  private final Caller grace = member("grace", Role.BUILDER);
  private final Caller root = member("root", Role.ADMINISTRATOR);
  private ExecutionState state;
  private UUID id;

  private final class People implements ApprovalPeople {
    @Override
    public boolean member(UUID workspaceId, String userName) {
      return members.values().stream().anyMatch(m -> m.userName().equals(userName));
    }

    @Override
    public Optional<Caller> standing(UUID userId, UUID workspaceId) {
      return Optional.ofNullable(members.get(userId));
    }
  }

  private Caller member(String name, Role role) {
    Caller caller =
        new Caller(UUID.randomUUID(), name, workspace, role, EnumSet.allOf(Permission.class));
    members.put(caller.userId(), caller);
    return caller;
  }

  @BeforeEach
  void ada_is_asked() {
    state =
        new ExecutionState(
            UUID.randomUUID(),
            workspace,
            WorkflowReader.read(
                    """
                    schema: aiops-studio/workflow/v1
                    name: send
                    steps: [{id: ask, kind: approval, question: Send?}]
                    """)
                .workflow()
                .orElseThrow());
    append(new Event.ExecutionStarted(state.id(), "send", 1, Map.of(), "ada", null));
    ask(null, "ada");
  }

  private void ask(@Nullable String tool, String... assignees) {
    int attempt = state.find("ask").attempt() + 1;
    if (attempt > 1) {
      append(new Event.RolledBack("ask", "other", "ada", "r", null, List.of("ask")));
    }
    id = Approval.id(state.id(), "ask", attempt, 0);
    Ask ask = new Ask(tool, "Send?", Map.of("to", "x"));
    append(
        new Event.ApprovalRequested(
            "ask",
            attempt,
            0,
            ask,
            ask.hash(),
            List.of(assignees),
            null,
            List.of(),
            null,
            List.of(),
            "start"));
  }

  private void append(Event event) {
    long first = state.sequence() + 1;
    state.apply(event, clock.instant());
    store.follow(Append.of(state, first, clock.instant(), List.of(event), new Shown(state, null)));
  }

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
        new Caller(ada.userId(), "ada", UUID.randomUUID(), Role.ADMINISTRATOR, ada.scopes());
    assertThatThrownBy(() -> approvals.get(stranger, id)).isInstanceOf(NotFoundException.class);
    Caller reading =
        new Caller(ada.userId(), "ada", workspace, Role.VIEWER, Set.of(Permission.VIEW));
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
  void a_link_shows_and_decides_once_in_the_name_of_who_made_it() {
    Link link = approvals.link(ada, id, Duration.ofHours(1), BOTH);
    for (int i = 0; i < 3; i++) {
      assertThat(approvals.look(link.token()).approval().summary().state())
          .isEqualTo(State.PENDING);
    }
    assertThat(sent).isEmpty();
    assertThat(approvals.decide(link.token(), Verdict.REJECT, "no").issuer()).isEqualTo("ada");
    assertThat(((Command.Decide) sent.getFirst()).by()).isEqualTo("ada (by link)");
    assertThatThrownBy(() -> approvals.decide(link.token(), Verdict.APPROVE, ""))
        .isInstanceOf(ConflictException.class);
    assertThat(approvals.look(link.token()).approval().summary().state()).isEqualTo(State.DECIDING);
  }

  @Test
  void a_link_that_is_none_changed_or_old_opens_nothing() {
    String token = approvals.link(ada, id, Duration.ofHours(1), BOTH).token();
    List<String> bad = new ArrayList<>(List.of("", "x", "ä", "A".repeat(10_000), token + "A"));
    for (int i = 0; i < token.length(); i += 7) {
      char other = token.charAt(i) == 'B' ? 'C' : 'B';
      bad.add(token.substring(0, i) + other + token.substring(i + 1));
    }
    String forged =
        new ApprovalLinks("another key".getBytes(StandardCharsets.UTF_8), clock)
            .token(
                new ApprovalLinks.Claim(
                    workspace, id, ada.userId(), clock.instant().plusSeconds(60), BOTH));
    bad.add(forged);
    for (String one : bad) {
      assertThatThrownBy(() -> approvals.look(one))
          .as(one)
          .isInstanceOf(LinkRefusedException.class)
          .hasMessageContaining("not one of this studio");
      assertThatThrownBy(() -> approvals.decide(one, Verdict.APPROVE, ""))
          .isInstanceOf(LinkRefusedException.class);
    }
    clock.advance(Duration.ofHours(2));
    assertThatThrownBy(() -> approvals.look(token))
        .isInstanceOf(LinkRefusedException.class)
        .hasMessageContaining("expired at");
  }

  @Test
  void a_link_allows_no_more_than_it_says_and_no_more_than_its_maker_may() {
    String token = approvals.link(ada, id, Duration.ofHours(1), Set.of(Verdict.REJECT)).token();
    assertThatThrownBy(() -> approvals.decide(token, Verdict.APPROVE, ""))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("does not allow to approve");
    assertThatThrownBy(() -> approvals.link(grace, id, Duration.ofHours(1), BOTH))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> approvals.link(ada, id, Duration.ofDays(31), BOTH))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("validFor");
    assertThatThrownBy(() -> approvals.link(ada, id, Duration.ofDays(1), EnumSet.of(Verdict.EDIT)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("decisions");
    append(new Event.ApprovalDelegated("ask", 1, 0, List.of("grace"), "d1", "", "root"));
    assertThatThrownBy(() -> approvals.decide(token, Verdict.REJECT, ""))
        .isInstanceOf(AccessDeniedException.class);
    members.remove(ada.userId());
    assertThatThrownBy(() -> approvals.look(token))
        .isInstanceOf(LinkRefusedException.class)
        .hasMessageContaining("no longer belongs");
  }
}
