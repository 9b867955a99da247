package io.aiops.studio.ui.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.approval.ApprovalService.Decision;
import io.aiops.studio.host.approval.ApprovalService.Delegation;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.fake.ViewTest;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.value.JsonArea;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApprovalsViewTest extends ViewTest {

  private ApprovalsView open() {
    signIn(Role.OPERATOR);
    UI.getCurrent().navigate(Routes.APPROVALS);
    return (ApprovalsView) getCurrentView();
  }

  private View ask() {
    return fake.approvals.ask(UUID.randomUUID(), "send", "mail/send", Map.of("to", "x"));
  }

  private void press(String button) {
    test($(Button.class).withText(button).last()).click();
  }

  private String text() {
    return getCurrentView() instanceof ApprovalsView view
        ? view.getElement().getTextRecursively()
        : "";
  }

  @Test
  void says_what_to_do_while_nothing_waits() {
    assertThat(open().getElement().getTextRecursively())
        .contains("Nothing waits for you", "A step of kind approval asks");
    assertThat($(MainLayout.class).single().getElement().getTextRecursively())
        .contains("Waiting for me");
  }

  @Test
  void shows_exactly_what_is_approved_and_how_many_wait() {
    ask();
    open();
    test($(Grid.class).single()).clickRow(0);
    assertThat(text()).contains("mail/send", "\"to\" : \"x\"", "operators");
    assertThat($(Span.class).withClassName("studio-count").single().getText()).isEqualTo("1");
  }

  @Test
  void approves_with_a_comment_about_what_was_seen() {
    View asked = ask();
    open();
    test($(Grid.class).single()).clickRow(0);
    test($(TextArea.class).single()).setValue("fine");
    press("Approve");
    assertThat(fake.approvals.decisions)
        .containsExactly(new Decision(asked.hash(), Verdict.APPROVE, null, "fine"));
    assertThat(text()).contains("Decided by ").contains(": fine");
    assertThat($(Button.class).withText("Approve").exists()).isFalse();
  }

  @Test
  void edits_what_counts() {
    View asked = ask();
    open();
    test($(Grid.class).single()).clickRow(0);
    press("Edit");
    test($(JsonArea.class).single()).setValue("{");
    press("Approve as edited");
    assertThat($(JsonArea.class).single().isInvalid()).isTrue();
    test($(JsonArea.class).single()).setValue("{\"to\": \"y\"}");
    press("Approve as edited");
    assertThat(fake.approvals.decisions)
        .containsExactly(new Decision(asked.hash(), Verdict.EDIT, Map.of("to", "y"), ""));
  }

  @Test
  void rejects_and_delegates() {
    ask();
    open();
    test($(Grid.class).single()).clickRow(0);
    press("Delegate");
    test($(TextField.class).withLabel("User name or role").single()).setValue("role:builder");
    test($(Button.class).withText("Delegate").last()).click();
    assertThat(fake.approvals.delegations).containsExactly(new Delegation("role:builder", ""));
    press("Reject");
    assertThat(fake.approvals.decisions.getFirst().verdict()).isEqualTo(Verdict.REJECT);
  }

  @Test
  void shows_a_link_once() {
    View asked = ask();
    open();
    test($(Grid.class).single()).clickRow(0);
    press("Make a link");
    assertThat($(TextArea.class).withLabel("Address").single().getValue())
        .endsWith("/approve/token-of-" + asked.summary().id());
  }
}
