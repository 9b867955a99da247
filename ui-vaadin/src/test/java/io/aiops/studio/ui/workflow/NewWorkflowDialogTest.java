package io.aiops.studio.ui.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.marketplace.Template;
import io.aiops.studio.marketplace.Templates;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.fake.ViewTest;
import org.junit.jupiter.api.Test;

class NewWorkflowDialogTest extends ViewTest {

  @SuppressWarnings("unchecked")
  private RadioButtonGroup<Template> open() {
    signIn(Role.BUILDER);
    navigate(WorkflowsView.class);
    test($(Button.class).withText("New workflow").first()).click();
    return (RadioButtonGroup<Template>) $(RadioButtonGroup.class).single();
  }

  private void create() {
    test($(Button.class).withText("Create").single()).click();
  }

  @Test
  void begins_with_one_step_that_runs_as_it_is() {
    open();
    $(TextField.class).withCaption("Title").single().setValue("Say \"hello\" to \\ all");
    create();
    var saved = fake.workflows.service().get(Session.caller(), "say-hello-to-all");
    assertThat(saved.title()).isEqualTo("Say \"hello\" to \\ all");
    assertThat($(Dialog.class).exists()).isFalse();
  }

  @Test
  void offers_every_shipped_template_and_proposes_a_name() {
    RadioButtonGroup<Template> beginning = open();
    Template digest = Templates.find("web-digest").orElseThrow();
    beginning.setValue(digest);
    assertThat($(TextField.class).withCaption("Name").single().getValue())
        .isEqualTo("my-web-digest");
    assertThat(digest.named("my-web-digest", "Mine"))
        .contains("name: my-web-digest", "title: \"Mine\"");
  }

  @Test
  void says_that_a_title_is_needed() {
    open();
    create();
    assertThat($(TextField.class).withCaption("Title").single().isInvalid()).isTrue();
  }
}
