package io.aiops.studio.ui.designer;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.designer.Canvas.Place;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.layout.NoSuchThing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page as a whole: what it shows, saves, undoes and refuses. */
class DesignerViewTest extends Designing {

  @Test
  void shows_the_text_and_what_the_workflow_is_called() {
    DesignerView view = open(Role.BUILDER);
    assertThat(view.getElement().getTextRecursively())
        .contains("Hello", "Version 1", "No problems");
    assertThat(text()).isEqualTo(TEXT);
    assertThat(view.getPageTitle()).isEqualTo("Hello · AI Ops Studio");
  }

  @Test
  void inputs_are_rows_and_what_a_row_cannot_show_stays() {
    String rich = "{name: {type: string, minLength: 2}, count: {type: integer}}";
    fake.workflows
        .service()
        .save(FakeIdentity.caller(Role.BUILDER), TEXT.replace("{name: {type: string}}", rich), 1);
    open(Role.BUILDER);
    List<TextField> defaults = $(TextField.class).withLabel("Default").all();
    test(defaults.get(1)).setValue("seven");
    assertThat(defaults.get(1).isInvalid()).isTrue();
    assertThat(text()).contains(rich);
    test(defaults.get(1)).setValue("7");
    test(defaults.get(0)).setValue("Ada");
    test($(TextField.class).withLabel("Name").all().get(0)).setValue("who");
    assertThat(text())
        .contains("who: {type: string, minLength: 2, default: Ada}")
        .contains("count: {type: integer, default: 7}");
    test($(Button.class).withText("Add an input").single()).click();
    Select<String> type = $(InputRow.class).all().get(2).type();
    test(type).selectItem("file");
    assertThat(text()).contains("input3: {type: object, format: file}");
    test($(TextField.class).withLabel("Name").all().get(1)).setValue("who");
    assertThat($(TextField.class).withLabel("Name").all().get(1).isInvalid()).isTrue();
    assertThat(text()).as("nothing is taken away").contains("count: {type: integer");
  }

  @Test
  void priority_pool_limits_and_sla_are_fields_of_the_workflow() {
    open(Role.BUILDER);
    test($(TextField.class).withLabel("Pool").single()).setValue("gpu");
    test($(IntegerField.class).withLabel("Priority").single()).setValue(7);
    test($(IntegerField.class).withLabel("Executions").single()).setValue(5);
    test($(TextField.class).withLabel("SLA").single()).setValue("PT1H");
    assertThat(text())
        .contains("priority: 7\n", "pool: gpu\n", "executions: 5", "sla: PT1H\n", "# the only one");
    assertThat(desk().problems()).isEmpty();
  }

  @Test
  void what_is_wrong_is_listed_and_shown_at_its_step() {
    open(Role.BUILDER);
    desk().document();
    desk().replace(TEXT.replace("'Hello, ' &", "'Hello, ' & &"));
    assertThat(desk().problems()).hasSize(1);
    assertThat($(ProblemList.class).single().getElement().getTextRecursively())
        .contains("1 problem", "Line 9", "steps[0].expression");
    desk().selected("greet");
    assertThat($(TextArea.class).withLabel("Expression").single().isInvalid()).isTrue();
    test($(Button.class).withText("Save").single()).click();
    assertThat(notice()).contains("Not saved: 1 problem is left", "steps[0].expression");
  }

  @Test
  void a_text_that_cannot_be_read_leaves_the_canvas_as_it_was() {
    open(Role.BUILDER);
    desk().replace(TEXT + "steps: [\n");
    assertThat(getCurrentView().getElement().getTextRecursively()).contains("mend the text first");
    String broken = text();
    desk().moved(Map.of("greet", new Place(1, 1)));
    assertThat(text()).isEqualTo(broken);
  }

  @Test
  void saves_the_next_version_and_undoes_one_change_at_a_time() {
    open(Role.BUILDER);
    add("Wait");
    add("Transform");
    desk().undone();
    assertThat(text()).contains("id: wait").doesNotContain("id: transform");
    test($(Button.class).withText("Save").single()).click();
    WorkflowVersion saved =
        fake.workflows.service().get(FakeIdentity.caller(Role.BUILDER), "hello");
    assertThat(saved.version()).isEqualTo(2);
    assertThat(saved.text()).isEqualTo(text());
    desk().undone();
    assertThat(text()).isEqualTo(TEXT);
  }

  @Test
  void asks_when_somebody_saved_meanwhile() {
    open(Role.BUILDER);
    add("Wait");
    String mine = text();
    fake.workflows.service().save(FakeIdentity.caller(Role.BUILDER), TEXT + "\n# theirs\n", 1);
    test($(Button.class).withText("Save").single()).click();
    test($(Button.class).withText("Open theirs").single()).click();
    assertThat(text()).endsWith("# theirs\n");
    desk().undone();
    assertThat(text()).isEqualTo(mine);
    fake.workflows.service().save(FakeIdentity.caller(Role.BUILDER), TEXT + "\n# again\n", 2);
    test($(Button.class).withText("Save").single()).click();
    test($(Button.class).withText("Save mine as version 4").single()).click();
    assertThat(fake.workflows.service().get(FakeIdentity.caller(Role.BUILDER), "hello").text())
        .isEqualTo(mine);
  }

  @Test
  void an_older_version_opens_as_a_change() {
    fake.workflows.service().save(FakeIdentity.caller(Role.BUILDER), TEXT + "# newer\n", 1);
    open(Role.BUILDER);
    desk().replace(TEXT);
    assertThat(getCurrentView().getElement().getTextRecursively()).contains("Version 2, changed");
  }

  @Test
  void asks_before_changes_are_lost() {
    open(Role.BUILDER);
    add("Wait");
    UI.getCurrent().navigate(Routes.PROFILE);
    assertThat(location()).isEqualTo("workflows/hello");
    test($(ConfirmDialog.class).single()).confirm();
    assertThat(location()).isEqualTo(Routes.PROFILE);
  }

  @Test
  void a_viewer_looks_and_changes_nothing() {
    open(Role.VIEWER);
    assertThat($(Palette.class).exists()).isFalse();
    assertThat($(Button.class).withText("Save").exists()).isFalse();
    assertThat(getCurrentView().getElement().getTextRecursively()).contains("read only");
  }

  @Test
  void says_so_if_there_is_none() {
    signIn(Role.VIEWER);
    UI.getCurrent().navigate(Routes.designer("nothing"));
    assertThat(getCurrentView()).isInstanceOf(NoSuchThing.class);
  }
}
