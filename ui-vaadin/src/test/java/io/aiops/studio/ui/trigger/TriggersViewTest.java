package io.aiops.studio.ui.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.trigger.Firing;
import io.aiops.studio.host.trigger.Missed;
import io.aiops.studio.host.trigger.Source;
import io.aiops.studio.host.trigger.Trigger;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TriggersViewTest extends ViewTest {

  private static final Source NIGHTLY =
      new Source.Schedule("30 2 * * *", "Europe/Berlin", Missed.ONCE, 100);

  private void hello() {
    fake.studio
        .workflows()
        .save(
            FakeIdentity.caller(Role.BUILDER),
            """
            schema: aiops-studio/workflow/v1
            name: hello
            steps: [{id: greet, kind: transform, expression: "'Hello'"}]
            """,
            null);
  }

  private static Trigger trigger(String name, Source source) {
    return new Trigger(
        UUID.randomUUID(), name, "hello", null, Map.of(), source, true, null, "ada", Instant.now());
  }

  private void press(String text) {
    test($(Button.class).withText(text).last()).click();
  }

  private String said() {
    return $(Paragraph.class).all().stream()
        .map(each -> each.getElement().getText())
        .reduce("", (all, each) -> all + "\n" + each);
  }

  @Test
  void without_workflows_it_says_to_make_one_first() {
    signIn(Role.BUILDER);
    assertThat(navigate(TriggersView.class).getElement().getTextRecursively())
        .contains("there is none: make one first");
  }

  @Test
  void without_triggers_it_says_what_to_do_next() {
    hello();
    signIn(Role.BUILDER);
    assertThat(navigate(TriggersView.class).getElement().getTextRecursively())
        .contains("No triggers yet", "Make one to run a workflow every morning");
    assertThat($(Button.class).withText("New trigger").all()).hasSize(2);
  }

  @Test
  void who_may_not_make_triggers_reads_who_may() {
    hello();
    signIn(Role.VIEWER);
    assertThat(navigate(TriggersView.class).getElement().getTextRecursively())
        .contains("A builder of this workspace makes them.");
    assertThat($(Button.class).withText("New trigger").all()).isEmpty();
  }

  @Test
  void a_schedule_is_explained_while_it_is_typed_and_saved() {
    hello();
    signIn(Role.BUILDER);
    navigate(TriggersView.class);
    press("New trigger");
    test($(TextField.class).withCaption("Times").single()).setValue("0 7 * * *");
    assertThat(said()).contains("Fires at 07:00. Next: ");
    test($(TextField.class).withCaption("Times").single()).setValue("0 7 * *");
    assertThat($(TextField.class).withCaption("Times").single().getErrorMessage())
        .contains("no cron expression of five fields");
    press("Save");
    assertThat($(TextField.class).withCaption("Name").single().getErrorMessage())
        .isEqualTo("Required: fill this in.");
    test($(TextField.class).withCaption("Name").single()).setValue("early");
    test($(Select.class).withCaption("Starts workflow").single()).selectItem("hello");
    press("Save");
    assertThat($(TextField.class).withCaption("Times").single().getErrorMessage())
        .contains("is no cron");
    test($(TextField.class).withCaption("Times").single()).setValue("0 7 * * *");
    test($(TextArea.class).withCaption("Inputs").single()).setValue("{nonsense");
    press("Save");
    assertThat($(TextArea.class).withCaption("Inputs").single().getErrorMessage())
        .contains("no JSON object");
    test($(TextArea.class).withCaption("Inputs").single())
        .setValue("{\"a\": \"{{ event.cause }}\"}");
    press("Save");
    assertThat(fake.triggers.triggers)
        .singleElement()
        .satisfies(saved -> {
          assertThat(saved.name()).isEqualTo("early");
          assertThat(saved.inputs()).isEqualTo(Map.of("a", "{{ event.cause }}"));
          assertThat(saved.source())
              .isInstanceOfSatisfying(
                  Source.Schedule.class, s -> assertThat(s.cron()).isEqualTo("0 7 * * *"));
        });
  }

  @Test
  void a_webhooks_secret_is_shown_once_with_its_address() {
    hello();
    signIn(Role.BUILDER);
    navigate(TriggersView.class);
    press("New trigger");
    test($(TextField.class).withCaption("Name").single()).setValue("hook");
    test($(Select.class).withCaption("Fires on").single()).selectItem("Webhook");
    test($(Select.class).withCaption("Starts workflow").single()).selectItem("hello");
    press("Save");
    assertThat($(TextField.class).withCaption("Secret").single().getValue())
        .isEqualTo("whsec_shown-once");
    assertThat($(TextField.class).withCaption("Address").single().getValue())
        .isEqualTo("/api/v1/hooks/" + fake.triggers.triggers.getFirst().id());
  }

  @Test
  void shows_what_each_waits_for_fires_it_and_tells_its_history() {
    fake.triggers.triggers.add(trigger("nightly", NIGHTLY));
    fake.triggers.firings.add(
        new Firing(
            1,
            Firing.Cause.SCHEDULE,
            Instant.now(),
            Instant.now(),
            Firing.Status.FAILED,
            "inputs.who: is missing",
            null,
            1));
    signIn(Role.OPERATOR);
    navigate(TriggersView.class);
    Grid<?> grid = $(Grid.class).single();
    assertThat(test(grid).getCellComponent(0, 1).getElement().getTextRecursively())
        .startsWith("at 02:30 (Europe/Berlin)");
    Div actions = (Div) test(grid).getCellComponent(0, 3);
    assertThat(test(actions).find(Button.class).withText("Edit").all()).isEmpty();
    test(test(actions).find(Button.class).withText("History").single()).click();
    Grid<?> history = $(Grid.class).last();
    assertThat(test(history).getCellComponent(0, 3).getElement().getText())
        .isEqualTo("Failed: inputs.who: is missing");
    $(Dialog.class).last().close();
    test(test(actions).find(Button.class).withText("Fire now").single()).click();
    assertThat(fake.triggers.fired).containsExactly("nightly");
    assertThat(location()).isEqualTo("executions/" + fake.triggers.execution);
  }

  @Test
  void a_builder_switches_one_off_and_edits_it() {
    hello();
    fake.triggers.triggers.add(trigger("nightly", NIGHTLY));
    signIn(Role.BUILDER);
    navigate(TriggersView.class);
    Grid<?> grid = $(Grid.class).single();
    test(test((Div) test(grid).getCellComponent(0, 3))
            .find(Button.class)
            .withText("Switch off")
            .single())
        .click();
    assertThat(fake.triggers.triggers.getFirst().enabled()).isFalse();
    test(test((Div) test(grid).getCellComponent(0, 3)).find(Button.class).withText("Edit").single())
        .click();
    assertThat($(TextField.class).withCaption("Times").single().getValue()).isEqualTo("30 2 * * *");
    assertThat($(TextField.class).withCaption("Name").single().isReadOnly()).isTrue();
  }
}
