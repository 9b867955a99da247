package io.aiops.studio.host.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.approval.ApprovalViews.Link;
import io.aiops.studio.host.approval.ApprovalViews.State;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.taskqueue.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionByLinkTest extends ApprovalsOfAda {

  private static final Set<Verdict> BOTH = EnumSet.of(Verdict.APPROVE, Verdict.REJECT);

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
