package io.aiops.studio.ui.designer;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.definition.Approvers;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.designer.Canvas.Place;
import io.aiops.studio.ui.fake.FakeIdentity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps, from the palette to their forms. */
class DesignerStepsTest extends Designing {

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
            new Step.AgentWork(
                "assistant", "", Map.of(), "", List.of(), Map.of(), List.of(), Approvers.ANYBODY));
    assertThat(plan().allow().agents()).containsExactly("assistant");
    test($(TextArea.class).withLabel("Agents").single()).setValue("assistant\nlog-*");
    assertThat(plan().allow().agents()).containsExactly("assistant", "log-*");
    test($(TextArea.class).withLabel("Instruction").single()).setValue("Plan it.");
    assertThat(((Step.AgentWork) plan().planner()).instruction()).isEqualTo("Plan it.");
    assertThat(text()).startsWith(TEXT);
  }

  @Test
  void who_decides_about_the_calls_of_an_agent_is_said_a_line_each() {
    open(Role.BUILDER);
    desk()
        .replace(
            TEXT.replace("kind: transform", "kind: agent").replace("expression:", "instruction:")
                + "    agent: assistant\n    approve: [mail/send]\n    approval: {sla: PT4H}\n");
    desk().selected("greet");
    assertThat($(TextField.class).withLabel("SLA").all())
        .anySatisfy(sla -> assertThat(sla.getValue()).isEqualTo("PT4H"));
    test($(TextArea.class).withLabel("Assignees").single()).setValue("ada\nrole:builder");
    test($(TextArea.class).withLabel("Escalate to").single()).setValue("grace");
    Step step = WorkflowReader.read(text()).workflow().orElseThrow().body().step("greet");
    Approvers approval = ((Step.AgentWork) step.work()).approval();
    assertThat(approval.assignees()).containsExactly("ada", "role:builder");
    assertThat(approval.escalateTo()).containsExactly("grace");
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
  void removing_a_step_takes_its_edges() {
    open(Role.BUILDER);
    desk().selected("greet");
    add("Wait");
    desk().removed(List.of("wait"), List.of());
    assertThat(text()).isEqualTo(TEXT + "edges: []\n");
  }
}
