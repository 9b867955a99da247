package io.aiops.studio.ui.designer;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Step.AgentWork;
import io.aiops.studio.host.definition.Step.OnFailure;
import io.aiops.studio.host.definition.Step.ToolWork;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.designer.CallForm.Call;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a step falls back to, what it goes on with, and what undoes it, chosen in its form. */
class CallFormTest extends ViewTest {

  private static final String FALLBACK = "If what it calls does not answer";
  private static final String UNDO = "To undo it";
  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: shop
      steps:
        # Which one is asked matters.
        - id: %s
          kind: %s
      """;

  private static final String AGENT =
      TEXT.formatted("triage", "agent\n    agent: triage\n    model: big");
  private static final String TOOL = TEXT.formatted("price", "tool\n    tool: http/get");

  private void open(String text, Role role) {
    fake.workflows
        .service()
        .save(
            FakeIdentity.caller(Role.BUILDER),
            TEXT.formatted("first", "transform\n    expression: \"1\""),
            0);
    signIn(role);
    UI.getCurrent().navigate(Routes.designer("shop"));
    desk().replace(text);
    desk().selected(desk().document().look(List.of()).steps().getFirst().get("id").toString());
  }

  private Desk desk() {
    return $(Desk.class).single();
  }

  private String text() {
    return desk().document().text();
  }

  private Step step() {
    return WorkflowReader.read(text()).workflow().orElseThrow().body().steps().getFirst();
  }

  private Step fallback() {
    Step fallback = step().fallback();
    assertThat(fallback).isNotNull();
    return fallback;
  }

  @SuppressWarnings("unchecked")
  private Select<Call> choice(String label) {
    return $(Select.class).withLabel(label).single();
  }

  private void choose(String label, Call call) {
    test(choice(label)).selectItem(call.label());
  }

  /** The step's own comes first. */
  @SuppressWarnings("unchecked")
  private ComboBox<String> other(String label) {
    return (ComboBox<String>) $(ComboBox.class).withLabel(label).all().getLast();
  }

  @Test
  void an_agent_falls_back_to_another_model_and_what_is_missing_is_said_at_the_field() {
    open(AGENT, Role.BUILDER);
    assertThat(choice(FALLBACK).getValue()).isEqualTo(Call.NOTHING);
    choose(FALLBACK, Call.MODEL);
    assertThat(text()).startsWith(AGENT).contains("fallback:");
    assertThat(other("Model").isInvalid()).isTrue();
    assertThat(other("Model").getErrorMessage()).isEqualTo("is empty; expected a text");
    other("Model").setValue("simulated/standard");
    assertThat(other("Model").getErrorMessage())
        .isEqualTo(
            "is 'simulated/standard', but there is no such model; there are []"
                + " Install a plugin that has it.");
    assertThat(((AgentWork) step().work()).model()).isEqualTo("big");
    assertThat(((AgentWork) fallback().work()).model()).isEqualTo("simulated/standard");
  }

  @Test
  void retry_and_time_out_stay_when_another_call_is_chosen_and_all_goes_with_nothing() {
    open(TOOL, Role.BUILDER);
    choose(FALLBACK, Call.TOOL);
    other("Tool").setValue("http/get");
    test($(TextField.class).withLabel("Timeout").all().getLast()).setValue("PT20S");
    assertThat(fallback().work()).isInstanceOf(ToolWork.class);
    assertThat(fallback().timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(step().timeout()).isNull();
    choose(FALLBACK, Call.AGENT);
    assertThat(other("Agent").isInvalid()).isTrue();
    other("Agent").setValue("clerk");
    assertThat(((AgentWork) fallback().work()).agent()).isEqualTo("clerk");
    assertThat(fallback().timeout()).isEqualTo(Duration.ofSeconds(20));
    choose(FALLBACK, Call.NOTHING);
    assertThat(text()).isEqualTo(TOOL);
  }

  @Test
  void only_what_the_language_allows_is_offered() {
    open(TOOL, Role.BUILDER);
    assertThat(choice(FALLBACK).getListDataView().getItems())
        .containsExactly(Call.NOTHING, Call.AGENT, Call.TOOL);
    desk().replace(TEXT.formatted("pause", "wait\n    duration: PT1S"));
    desk().selected("pause");
    assertThat($(Select.class).withLabel(FALLBACK).exists()).isFalse();
    assertThat($(Select.class).withLabel(UNDO).exists()).isFalse();
    desk().replace(TEXT.formatted("sum", "transform\n    expression: \"1\""));
    desk().selected("sum");
    assertThat($(Select.class).withLabel(FALLBACK).exists()).isFalse();
    assertThat($(Select.class).withLabel(UNDO).exists()).isTrue();
  }

  @Test
  void a_step_goes_on_with_a_stated_output() {
    open(TOOL, Role.BUILDER);
    test($(TextArea.class).withLabel("Output").single()).setValue("{\"price\": 0}");
    assertThat(desk().problems().toString()).contains("onFailure.then: is missing");
    Select<?> then = $(Select.class).withLabel("Then").single();
    assertThat(then.isInvalid()).isTrue();
    test(then).selectItem("Go on with the output below");
    assertThat(step().onFailure())
        .isEqualTo(new OnFailure(OnFailure.Then.CONTINUE, Map.of("price", 0)));
  }

  @Test
  void what_no_field_stands_for_is_said_where_the_call_is_chosen() {
    String both = TOOL + "    undo: {kind: tool, tool: http/get}\n";
    open(both + "    fallback: {kind: magic, tool: http/get}\n", Role.BUILDER);
    assertThat(choice(FALLBACK).getValue()).isNull();
    assertThat(choice(FALLBACK).getErrorMessage())
        .contains("'magic'")
        .contains("is not for a step with 'undo'");
    assertThat(choice(UNDO).getValue()).isEqualTo(Call.TOOL);
    assertThat(choice(UNDO).isInvalid()).isFalse();
    choose(FALLBACK, Call.NOTHING);
    assertThat(text()).isEqualTo(both);
    assertThat(choice(FALLBACK).isInvalid()).isFalse();
  }

  @Test
  void a_choice_that_the_text_does_not_take_leaves_fields_that_work() {
    String call = "{kind: tool, tool: http/get}";
    String shared =
        TOOL
            + "    fallback: &get "
            + call
            + "\n  - {id: again, kind: tool, tool: http/get, fallback: *get }\n";
    open(shared, Role.BUILDER);
    choose(FALLBACK, Call.AGENT);
    assertThat(text()).isEqualTo(shared);
    assertThat(choice(FALLBACK).getValue()).isEqualTo(Call.TOOL);
    desk().replace(shared.replace("&get ", "").replace("*get", call));
    test($(TextField.class).withLabel("Timeout").all().getLast()).setValue("PT20S");
    assertThat(fallback().timeout()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void an_undo_is_not_offered_beside_a_fallback_nor_the_other_way_round() {
    open(TOOL, Role.BUILDER);
    assertThat(choice(UNDO).isReadOnly()).isFalse();
    choose(FALLBACK, Call.TOOL);
    assertThat(choice(UNDO).isReadOnly()).isTrue();
    assertThat(choice(UNDO).getHelperText()).startsWith("Not beside a fallback");
    assertThat(choice(FALLBACK).isReadOnly()).isFalse();
    choose(FALLBACK, Call.NOTHING);
    choose(UNDO, Call.TOOL);
    assertThat(choice(FALLBACK).isReadOnly()).isTrue();
    assertThat(choice(FALLBACK).getHelperText()).startsWith("Not beside an undo");
    choose(UNDO, Call.NOTHING);
    assertThat(choice(FALLBACK).isReadOnly()).isFalse();
    assertThat(choice(FALLBACK).getHelperText()).startsWith("After its attempts");
  }

  @Test
  void a_fallback_that_cannot_be_shown_stays_as_it_is() {
    String odd = AGENT + "    fallback: small      # to do\n";
    open(odd, Role.BUILDER);
    test($(TextField.class).withLabel("Title").single()).setValue("Triage");
    assertThat(text()).contains("fallback: small      # to do").contains("title: Triage");
  }

  @Test
  void a_viewer_sees_the_fallback_and_changes_nothing() {
    open(AGENT + "    fallback: {model: small}\n", Role.VIEWER);
    assertThat(other("Model").getValue()).isEqualTo("small");
    assertThat(other("Model").isReadOnly()).isTrue();
    assertThat(choice(FALLBACK).isReadOnly()).isTrue();
  }
}
