package io.aiops.studio.ui.designer;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.designer.Canvas.Place;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import io.aiops.studio.ui.layout.NoSuchThing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DesignerViewTest extends ViewTest {

  private static final String TEXT =
      """
      # Says hello.
      schema: aiops-studio/workflow/v1
      name: hello
      title: Hello
      inputs: {type: object, properties: {name: {type: string}}}
      steps:
        - id: greet      # the only one
          kind: transform
          expression: "'Hello, ' & inputs.name"
      """;

  @BeforeEach
  void save() {
    fake.workflows.service().save(FakeIdentity.caller(Role.BUILDER), TEXT, 0);
  }

  private DesignerView open(Role role) {
    signIn(role);
    UI.getCurrent().navigate(Routes.designer("hello"));
    return (DesignerView) getCurrentView();
  }

  private Desk desk() {
    return $(Desk.class).single();
  }

  private String text() {
    return desk().document().text();
  }

  private void add(String title) {
    PaletteEntry entry =
        $(PaletteEntry.class).all().stream()
            .filter(each -> ("Add " + title).equals(each.getElement().getAttribute("aria-label")))
            .findFirst()
            .orElseThrow();
    test(entry).click();
  }

  @Test
  void shows_the_text_and_what_the_workflow_is_called() {
    DesignerView view = open(Role.BUILDER);
    assertThat(view.getElement().getTextRecursively())
        .contains("Hello", "Version 1", "No problems");
    assertThat(text()).isEqualTo(TEXT);
    assertThat(view.getPageTitle()).isEqualTo("Hello · AI Ops Studio");
  }

  @Test
  void a_step_from_the_palette_follows_the_one_that_is_selected() {
    open(Role.BUILDER);
    desk().selected("greet");
    add("Wait");
    assertThat(text())
        .isEqualTo(
            TEXT
                + "  - id: wait\n    kind: wait\n    title: Wait\n    duration: PT10S\n"
                + "edges:\n  - {from: greet, to: wait}\n");
    assertThat($(TextField.class).withLabel("Title").single().getValue()).isEqualTo("Wait");
  }

  @Test
  void a_plan_from_the_palette_is_written_and_its_planner_and_bounds_are_edited_in_the_form() {
    open(Role.BUILDER);
    desk().selected("greet");
    add("Plan");
    assertThat(plan().planner())
        .isEqualTo(
            new Step.AgentWork("assistant", "", Map.of(), "", List.of(), Map.of(), List.of()));
    assertThat(plan().allow().agents()).containsExactly("assistant");
    test($(TextArea.class).withLabel("Agents").single()).setValue("assistant\nlog-*");
    assertThat(plan().allow().agents()).containsExactly("assistant", "log-*");
    test($(TextArea.class).withLabel("Instruction").single()).setValue("Plan it.");
    assertThat(((Step.AgentWork) plan().planner()).instruction()).isEqualTo("Plan it.");
    assertThat(text()).startsWith(TEXT);
  }

  @Test
  void a_workflow_from_the_palette_is_one_of_the_workspace_and_asks_for_its_inputs() {
    String other = TEXT.replace("name: hello", "name: other").replace("Hello", "Other");
    fake.workflows.service().save(FakeIdentity.caller(Role.BUILDER), other, 0);
    open(Role.BUILDER);
    desk().selected("greet");
    add("Workflow");
    ComboBox<?> workflow = $(ComboBox.class).withLabel("Workflow").single();
    assertThat(workflow.isInvalid()).isTrue();
    assertThat(test(workflow).getSuggestions()).containsExactly("hello", "other");
    test(workflow).selectItem("other");
    test($(TextField.class).withLabel("Name").single()).setValue("Ada");
    Step step = WorkflowReader.read(text()).workflow().orElseThrow().body().step("workflow");
    assertThat(step.work()).isEqualTo(new Step.WorkflowWork("other", null, Map.of("name", "Ada")));
    assertThat(desk().problems()).isEmpty();
    test($(IntegerField.class).withLabel("Version").single()).setValue(7);
    assertThat($(TextArea.class).withLabel("Inputs").single().getValue())
        .as("what version 7 takes is not known")
        .contains("\"Ada\"");
    assertThat(text()).startsWith(TEXT);
  }

  @Test
  void the_field_of_the_version_stays_while_a_version_is_typed() {
    open(Role.BUILDER);
    add("Workflow");
    test($(ComboBox.class).withLabel("Workflow").single()).selectItem("hello");
    IntegerField version = versionField();
    test(version).setValue(1);
    assertThat(versionField()).as("1 is the newest").isSameAs(version);
    test(version).setValue(7);
    IntegerField drawnAnew = versionField();
    test(drawnAnew).setValue(71);
    assertThat(versionField()).as("neither is the newest").isSameAs(drawnAnew);
    assertThat(text()).contains("version: 71");
  }

  private IntegerField versionField() {
    return $(IntegerField.class).withLabel("Version").single();
  }

  @Test
  void what_somebody_opened_stays_open_when_the_form_is_drawn_anew() {
    open(Role.BUILDER);
    desk().selected("greet");
    assertThat(fold("Limits and retries").isOpened()).isFalse();
    fold("Limits and retries").setOpened(true);
    desk().replace(TEXT.replace("transform", "wait"));
    assertThat(fold("Limits and retries").isOpened()).isTrue();
    assertThat(fold("If it fails").isOpened()).isFalse();
  }

  @Test
  void a_fold_opens_for_each_property_it_shows() {
    open(Role.BUILDER);
    desk().replace(TEXT + "    description: [1]\n");
    desk().selected("greet");
    assertThat(fold("Limits and retries").isOpened()).isTrue();
    assertThat($(TextField.class).withLabel("Description").single().isInvalid()).isTrue();
  }

  private Fold fold(String title) {
    return $(Fold.class).all().stream()
        .filter(each -> each.getSummaryText().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_inputs_of_a_workflow_that_was_removed_meanwhile_are_written_as_json() {
    String other = TEXT.replace("name: hello", "name: other");
    fake.workflows.service().save(FakeIdentity.caller(Role.BUILDER), other, 0);
    open(Role.BUILDER);
    add("Workflow");
    fake.workflows.service().remove(FakeIdentity.caller(Role.BUILDER), "other");
    test($(ComboBox.class).withLabel("Workflow").single()).selectItem("other");
    assertThat($(TextArea.class).withLabel("Inputs").exists()).isTrue();
    assertThat(text()).contains("workflow: \"other\"");
  }

  private Step.PlanWork plan() {
    return (Step.PlanWork)
        WorkflowReader.read(text()).workflow().orElseThrow().body().step("plan").work();
  }

  @Test
  void a_step_dropped_on_the_canvas_stays_where_it_was_dropped() {
    open(Role.BUILDER);
    desk().dropped("wait:wait", new Place(300, 40), Map.of("greet", new Place(0, 40)));
    assertThat(text()).endsWith("canvas:\n  greet: [0, 40]\n  wait: [300, 40]\n");
  }

  @Test
  void a_field_of_the_form_changes_its_line_of_the_text() {
    open(Role.BUILDER);
    desk().selected("greet");
    test($(TextArea.class).withLabel("Expression").single()).setValue("'Hi, ' & inputs.name");
    assertThat(text()).isEqualTo(TEXT.replace("Hello, ", "Hi, "));
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
  void a_field_is_right_again_when_an_edge_mends_it() {
    open(Role.BUILDER);
    desk().replace(TEXT + "  - {id: shout, kind: transform, expression: steps.greet.output}\n");
    desk().selected("shout");
    assertThat($(TextArea.class).withLabel("Expression").single().isInvalid()).isTrue();
    desk().connected("greet", "shout", Out.SUCCESS);
    assertThat(desk().problems()).isEmpty();
    assertThat($(TextArea.class).withLabel("Expression").single().isInvalid()).isFalse();
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

  @Test
  void removing_a_step_takes_its_edges() {
    open(Role.BUILDER);
    desk().selected("greet");
    add("Wait");
    desk().removed(List.of("wait"), List.of());
    assertThat(text()).isEqualTo(TEXT + "edges: []\n");
  }
}
