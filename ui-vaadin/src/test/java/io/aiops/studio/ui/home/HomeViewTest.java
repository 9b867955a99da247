package io.aiops.studio.ui.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.fake.ViewTest;
import org.junit.jupiter.api.Test;

class HomeViewTest extends ViewTest {

  private String open(Role role) {
    signIn(Role.BUILDER);
    fake.workflows
        .service()
        .save(
            Session.caller(),
            """
            schema: aiops-studio/workflow/v1
            name: greet
            steps:
              - {id: a, kind: transform, expression: "1"}
            """,
            0);
    signIn(role);
    return navigate(HomeView.class).getElement().getTextRecursively();
  }

  @Test
  void says_that_a_simulated_model_answers_and_what_to_do() {
    assertThat(open(Role.ADMINISTRATOR)).contains("simulated one answers", "Connect a model");
  }

  @Test
  void offers_a_viewer_nothing_that_a_viewer_may_not_do() {
    assertThat(open(Role.VIEWER)).doesNotContain("Install a plugin", "Draw your own", "Add people");
    assertThat($(Button.class).withAriaLabel("Run greet").single().isEnabled()).isFalse();
  }

  @Test
  void offers_workflows_to_run_at_once() {
    open(Role.OPERATOR);
    test($(Button.class).withAriaLabel("Run greet").single()).click();
    assertThat($(Dialog.class).single().getHeaderTitle()).isEqualTo("Run greet");
  }
}
