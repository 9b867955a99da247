package io.aiops.studio.ui.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import io.aiops.studio.host.SelfCheck.Finding;
import io.aiops.studio.host.SelfCheck.Severity;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.fake.ViewTest;
import io.aiops.studio.ui.layout.NotAllowed;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SelfCheckViewTest extends ViewTest {

  private String open(Role role) {
    signIn(role);
    UI.getCurrent().navigate(Routes.SELF_CHECK);
    return text();
  }

  private String text() {
    return getCurrentView().getElement().getTextRecursively();
  }

  @Test
  void says_that_nothing_is_wrong_and_what_was_asked() {
    assertThat(open(Role.ADMINISTRATOR)).contains("Nothing is wrong.", "DatabaseOKAnswers.");
  }

  @Test
  void leads_to_an_execution_that_nobody_works_at_once_it_is_checked_again() {
    open(Role.ADMINISTRATOR);
    UUID id = new UUID(0, 4);
    fake.selfCheck.findings =
        List.of(
            new Finding(
                "executions",
                Severity.ERROR,
                "It is with nobody.",
                "The sweeper looks at it within 60 s.",
                id));
    test($(Button.class).withText("Check again").single()).click();
    assertThat(text())
        .contains("Some of this wants a look.")
        .contains("ExecutionsErrorIt is with nobody.", "The sweeper looks at it within 60 s.")
        .doesNotContain("Database");
    assertThat($(Anchor.class).all().stream().map(Anchor::getHref)).contains(Routes.execution(id));
  }

  @Test
  void does_not_lead_to_what_is_of_another_workspace() {
    UUID id = new UUID(0, 4);
    fake.selfCheck.findings =
        List.of(
            new Finding(
                "executions",
                Severity.ERROR,
                "Execution " + id + " of workspace 'Lab' is late.",
                "The sweeper looks at it within 60 s.",
                id,
                "Lab"));
    assertThat(open(Role.ADMINISTRATOR)).contains("of workspace 'Lab' is late.");
    assertThat($(Anchor.class).all().stream().map(Anchor::getHref))
        .doesNotContain(Routes.execution(id));
  }

  @Test
  void is_not_for_operators() {
    open(Role.OPERATOR);
    assertThat(getCurrentView()).isInstanceOf(NotAllowed.class);
  }
}
