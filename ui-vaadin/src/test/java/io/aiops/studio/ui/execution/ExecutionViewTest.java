package io.aiops.studio.ui.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.RouterLink;
import io.aiops.studio.host.definition.StepChange;
import io.aiops.studio.host.engine.ExecutionService.Rerun;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Items;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.compare.CompareTable;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import io.aiops.studio.ui.layout.NoSuchThing;
import io.aiops.studio.ui.value.JsonArea;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExecutionViewTest extends ViewTest {

  private static final String LOG_TRIAGE =
      """
      schema: aiops-studio/workflow/v1
      name: log-triage
      steps:
        - {id: summary, kind: transform, expression: "1"}
      """;

  private ExecutionView open() {
    signIn(Role.OPERATOR);
    UI.getCurrent().navigate(Routes.execution(Samples.ID));
    return (ExecutionView) getCurrentView();
  }

  private static ExecutionView.Read read(Detail detail) {
    return new ExecutionView.Read(Rows.FIRST, detail, List.of());
  }

  private static String text(ExecutionView view) {
    return view.getElement().getTextRecursively();
  }

  @Test
  void shows_how_it_stands() {
    fake.executions.put(Samples.completed());
    ExecutionView view = open();
    assertThat(text(view))
        .contains("log-triage v3", "Completed", "10.0 s", "1,200 in, 34 out", "0.0012 USD")
        .contains("Simulated", "2 of 2", "SLA breached", "a step took its fallback")
        .contains("another execution (rollback, from step parse): It is about dogs.");
    assertThat($(RouterLink.class).all())
        .extracting(RouterLink::getHref)
        .contains(Routes.execution(Samples.ORIGIN));
  }

  @Test
  void a_selected_step_shows_its_attempts_failure_calls_and_output() {
    fake.executions.put(Samples.completed());
    ExecutionView view = open();
    Timeline timeline = $(Timeline.class).single();
    test(timeline).clickRow(1);
    assertThat(text(view))
        .contains("Attempt 1 · 2.0 s · failed", "Unavailable", "The model does not answer.")
        .contains("Failed in", "acme.model 1.2.0")
        .contains("Next attempt at 23 Nov 2026")
        .contains("simulated/standard", "812 ms", "All is well.");
  }

  /** That notices lead to this is Live's matter, tried in a real browser. */
  @Test
  void shows_each_new_state() {
    fake.executions.put(Samples.running());
    ExecutionView view = open();
    assertThat(text(view)).contains("Running");
    assertThat(view.show(read(Samples.running()))).as("wants to be read again").isTrue();
    assertThat(view.show(read(Samples.completed()))).isFalse();
    assertThat(text(view)).contains("Completed");
  }

  @Test
  void what_waits_for_a_decision_is_decided_here() {
    fake.executions.put(Samples.running());
    fake.approvals.ask(Samples.ID, "summary", null, Map.of("to", "x"));
    ExecutionView view = open();
    assertThat(text(view)).contains("Send it to x?", "What exactly is approved");
    test($(Button.class).withText("Approve").single()).click();
    assertThat(fake.approvals.decisions).hasSize(1);
  }

  @Test
  void sends_a_signal_with_what_it_says() {
    fake.executions.put(Samples.running());
    open();
    test($(Button.class).withText("Send signal").single()).click();
    test($(Button.class).withText("Send the signal").single()).click();
    assertThat($(ComboBox.class).single().isInvalid()).isTrue();
    @SuppressWarnings("unchecked")
    ComboBox<String> name = $(ComboBox.class).single();
    name.setValue("paid");
    test($(JsonArea.class).single()).setValue("{\"amount\": 7}");
    test($(Button.class).withText("Send the signal").single()).click();
    assertThat(fake.executions.signals.getFirst().name()).isEqualTo("paid");
    assertThat(fake.executions.signals.getFirst().payload()).isEqualTo(Map.of("amount", 7));
  }

  @Test
  void says_in_a_table_what_the_bars_draw() {
    fake.executions.put(Samples.completed());
    open();
    assertThat($(AttemptTable.class).exists()).isFalse();
    test($(Button.class).withText("As a table").single()).click();
    assertThat($(AttemptTable.class).single().getElement().getTextRecursively())
        .contains("summary", "failed, The model does not answer.", "23 Nov 2026");
  }

  @Test
  void compares_two_attempts_of_a_step() {
    fake.executions.put(Samples.completed());
    open();
    test($(Timeline.class).single()).clickRow(1);
    test($(Button.class).withText("Compare attempts").single()).click();
    assertThat($(CompareTable.class).last().getElement().getTextRecursively())
        .contains("Attempt 1", "Attempt 2", "The model does not answer.", "All is well.");
    assertThat($(CompareTable.class).first().getElement().getTextRecursively())
        .isEqualTo("Both are the same.");
  }

  @Test
  void turns_the_pages_of_a_long_list() {
    fake.executions.put(Samples.list(new Items(1000, 900, 2, List.of(7, 612), 0, 250)));
    ExecutionView view = open();
    assertThat(text(view)).contains("items 0 to 249 of 1,000");
    assertThat($(Button.class).withText("Earlier items").single().isEnabled()).isFalse();
    test($(Button.class).withText("Later items").single()).click();
    test($(Button.class).withText("Failure in item 612").single()).click();
    assertThat(fake.executions.asked)
        .containsExactly(Rows.FIRST, new Rows("tickets", 250, 500), new Rows("tickets", 612, 500));
  }

  @Test
  void what_was_read_for_the_page_before_is_not_shown() {
    fake.executions.put(Samples.completed());
    ExecutionView view = open();
    assertThat(
            view.show(
                new ExecutionView.Read(new Rows("tickets", 3, 9), Samples.running(), List.of())))
        .as("reads again")
        .isTrue();
    assertThat(text(view)).contains("StatusCompleted");
  }

  @Test
  void stops_listening_when_it_closes() {
    fake.executions.put(Samples.running());
    open();
    assertThat(fake.executions.watchers).hasSize(2);
    UI.getCurrent().navigate(Routes.PROFILE);
    assertThat(fake.executions.watchers).as("the frame's own").hasSize(1);
  }

  @Test
  void cancels_after_asking() {
    fake.executions.put(Samples.running());
    open();
    test($(Button.class).withText("Cancel").single()).click();
    test($(ConfirmDialog.class).single()).confirm();
    assertThat(fake.executions.cancelled).containsExactly(Samples.ID);
  }

  @Test
  void retries_a_failed_execution_after_asking() {
    fake.executions.put(Samples.failed());
    open();
    test($(Button.class).withText("Retry from the failed step").single()).click();
    test($(ConfirmDialog.class).single()).confirm();
    assertThat(fake.executions.reruns).singleElement().isInstanceOf(Rerun.Retry.class);
    assertThat(location()).isEqualTo(Routes.execution(new UUID(8, 1)));
  }

  @Test
  void rolls_back_to_a_step_once_it_is_said_what_is_wrong() {
    fake.executions.put(Samples.running());
    open();
    test($(Timeline.class).single()).clickRow(0);
    test($(Button.class).withText("Roll back to here").single()).click();
    test($(Button.class).withText("Roll back").single()).click();
    assertThat(fake.executions.reruns).isEmpty();
    test($(TextArea.class).single()).setValue("It counted blank lines.");
    test($(Button.class).withText("Roll back").single()).click();
    assertThat(fake.executions.reruns)
        .singleElement()
        .isInstanceOfSatisfying(
            Rerun.RollBack.class,
            request -> {
              assertThat(request.step()).isEqualTo("parse");
              assertThat(request.diagnosis()).isEqualTo("It counted blank lines.");
            });
    assertThat(location()).isEqualTo(Routes.execution(Samples.ID));
  }

  @Test
  void forks_from_a_step_with_another_model_and_other_inputs() {
    for (int version = 0; version < 3; version++) {
      fake.workflows
          .service()
          .save(FakeIdentity.caller(Role.BUILDER), LOG_TRIAGE + "# " + version + "\n", version);
    }
    fake.executions.put(Samples.completed());
    open();
    test($(Timeline.class).single()).clickRow(1);
    test($(Button.class).withText("Fork from here").single()).click();
    test($(TextField.class).single()).setValue("ollama/small");
    test($(JsonArea.class).first()).setValue("[]");
    test($(Button.class).withText("Fork").single()).click();
    assertThat(fake.executions.reruns).as("inputs are an object").isEmpty();
    test($(JsonArea.class).first()).setValue("{\"threshold\": 20}");
    test($(Button.class).withText("Fork").single()).click();
    assertThat(fake.executions.reruns)
        .singleElement()
        .isInstanceOfSatisfying(
            Rerun.Fork.class,
            request -> {
              assertThat(request.step()).isEqualTo("summary");
              assertThat(request.inputs()).isEqualTo(Map.of("threshold", 20));
              assertThat(request.changes())
                  .isEqualTo(Map.of("summary", new StepChange(null, "ollama/small", null)));
            });
  }

  @Test
  void says_so_if_there_is_none() {
    signIn(Role.VIEWER);
    UUID other = new UUID(1, 1);
    UI.getCurrent().navigate(Routes.execution(other));
    assertThat(getCurrentView()).isInstanceOf(NoSuchThing.class);
    assertThat(getCurrentView().getElement().getTextRecursively()).contains(other.toString());
    UI.getCurrent().navigate("executions/not-an-id");
    assertThat(getCurrentView()).isInstanceOf(NoSuchThing.class);
  }

  @Test
  void a_viewer_cannot_cancel() {
    fake.executions.put(Samples.running());
    signIn(Role.VIEWER);
    UI.getCurrent().navigate(Routes.execution(Samples.ID));
    assertThat($(Button.class).withText("Cancel").single().isEnabled()).isFalse();
    assertThat($(Grid.class).all()).isNotEmpty();
  }
}
