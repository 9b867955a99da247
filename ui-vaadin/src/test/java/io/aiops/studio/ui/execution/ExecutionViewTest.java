package io.aiops.studio.ui.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.fake.ViewTest;
import io.aiops.studio.ui.layout.NoSuchThing;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExecutionViewTest extends ViewTest {

  private ExecutionView open() {
    signIn(Role.OPERATOR);
    UI.getCurrent().navigate(Routes.execution(Samples.ID));
    return (ExecutionView) getCurrentView();
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
        .contains("Simulated", "2 of 2");
  }

  @Test
  void a_selected_step_shows_its_attempts_failure_calls_and_output() {
    fake.executions.put(Samples.completed());
    ExecutionView view = open();
    Timeline timeline = $(Timeline.class).single();
    test(timeline).clickRow(1);
    assertThat(text(view))
        .contains("Attempt 1 · 2.0 s · failed", "unavailable", "The model does not answer.")
        .contains("Next attempt at 23 Nov 2026")
        .contains("simulated/standard", "812 ms", "All is well.");
  }

  /** That notices lead to this is Live's matter, tried in a real browser. */
  @Test
  void shows_each_new_state() {
    fake.executions.put(Samples.running());
    ExecutionView view = open();
    assertThat(text(view)).contains("Running");
    assertThat(view.show(Samples.running())).as("wants to be read again").isTrue();
    assertThat(view.show(Samples.completed())).isFalse();
    assertThat(text(view)).contains("Completed");
  }

  @Test
  void stops_listening_when_it_closes() {
    fake.executions.put(Samples.running());
    open();
    assertThat(fake.executions.watchers).hasSize(1);
    UI.getCurrent().navigate(Routes.PROFILE);
    assertThat(fake.executions.watchers).isEmpty();
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
