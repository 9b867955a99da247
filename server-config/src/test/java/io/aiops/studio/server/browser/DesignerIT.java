package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A workflow is drawn, mended, saved and run without a line of it being typed. */
@ExtendWith(InChromium.class)
class DesignerIT {

  private final Visits visits;

  DesignerIT(Visits visits) {
    this.visits = visits;
  }

  @Test
  void a_step_is_dragged_in_connected_filled_in_undone_saved_and_run() {
    DesignerPage designer = DesignerPage.begin(visits, "Try drawing");
    assertThat(designer.step("greet")).isVisible();

    designer.drag("agent:echo", 480, 420);
    assertThat(designer.step("echo")).isVisible();
    assertThat(designer.state()).containsText("changed");
    designer.connect("greet", "success", "echo");
    assertThat(designer.edge("greet", "echo")).isAttached();

    designer.step("echo").click();
    designer.field("Title").fill("Say it");
    designer.field("Instruction").fill("{{ steps.greet.output & '!' }}");
    designer.field("Instruction").blur();
    assertThat(designer.step("echo")).containsText("Say it");
    assertThat(designer.text()).containsText("agent: echo");
    assertThat(designer.text()).containsText("{{ steps.greet.output & '!' }}");
    assertThat(designer.text()).containsText(Pattern.compile("from: greet\\W+to: echo"));
    assertThat(designer.problemCount()).hasText("No problems");

    designer.button("Undo").click();
    assertThat(designer.text()).not().containsText("steps.greet.output & '!'");
    designer.button("Redo").click();
    assertThat(designer.text()).containsText("steps.greet.output & '!'");

    designer.button("Save").click();
    assertThat(designer.page().getByText("Saved as version 2.")).isVisible();
    designer.page().reload();
    assertThat(designer.state()).hasText("Version 2");
    assertThat(designer.edge("greet", "echo")).isAttached();

    Locator dialog = designer.askedToRun("Run");
    dialog.getByLabel("Name").fill("Ada");
    DesignerPage.press(dialog, "Run");
    assertThat(designer.status("echo")).hasText("Completed");
    designer.openExecution();
    designer.page().getByText("Say it").click();
    assertThat(designer.page().getByLabel("Step", new Page.GetByLabelOptions().setExact(true)))
        .containsText("Hello, Ada!");
  }

  @Test
  void a_mistake_is_shown_where_it_was_made_and_goes_when_it_is_mended() {
    DesignerPage designer = DesignerPage.begin(visits, "Try a mistake");
    designer.step("greet").click();
    designer.field("Expression").fill("'Hello, ' & ");
    designer.field("Expression").blur();
    assertThat(designer.problemCount()).hasText("1 problem");
    assertThat(designer.field("Expression")).hasAttribute("aria-invalid", "true");
    assertThat(designer.step("greet").locator(".step-problems")).hasText("1");
    assertThat(designer.text()).isVisible();
    assertThat(designer.page().locator("studio-editor .cm-lint-marker-error")).isVisible();
    designer.button("Save").click();
    assertThat(designer.page().getByText("Not saved: 1 problem is left.")).isVisible();
    designer.button("Close this message").click();

    designer.choose("Form");
    designer.field("Expression").fill("'Hello, ' & inputs.name");
    designer.field("Expression").blur();
    assertThat(designer.problemCount()).hasText("No problems");
    assertThat(designer.field("Expression")).not().hasAttribute("aria-invalid", "true");
    assertThat(designer.step("greet").locator(".step-problems")).hasCount(0);

    // In the text: an edge that leads to no step.
    designer.text().click();
    designer.page().keyboard().press("Control+End");
    designer.page().keyboard().insertText("canvas: {nowhere: [0, 0]}\nsteps: again\n");
    assertThat(designer.problemCount()).not().hasText("No problems");
    assertThat(designer.page().getByText("The text cannot be read as it is")).isVisible();
    designer.page().keyboard().press("Control+z");
    assertThat(designer.problemCount()).hasText("No problems");
    assertThat(designer.text()).not().containsText("nowhere");
  }

  @Test
  void statuses_come_to_the_canvas_as_they_change() {
    visits.apply(
        """
        schema: aiops-studio/workflow/v1
        name: try-waiting
        title: Try waiting
        steps:
          - {id: first, kind: transform, expression: "1"}
          - id: loop
            kind: forEach
            items: "[1, 2]"
            steps:
              - {id: rest, kind: wait, duration: PT6S}
          - {id: last, kind: agent, agent: echo, instruction: done}
        edges:
          - {from: first, to: loop}
          - {from: loop, to: last}
        """);
    DesignerPage designer = DesignerPage.on(visits.admin("workflows/try-waiting"));
    designer.page().evaluate("window.sameDocument = true");
    DesignerPage.press(designer.askedToRun("Run"), "Run");
    assertThat(designer.status("first")).hasText("Completed");
    assertThat(designer.status("loop")).containsText("Running");
    assertThat(designer.runBar()).containsText("Running");
    assertThat(designer.status("loop")).containsText("Completed");
    assertThat(designer.status("last")).hasText("Completed");
    assertThat(designer.runBar()).containsText("Completed");
    assertThat(designer.page().evaluate("window.sameDocument")).isEqualTo(true);
  }

  @Test
  void a_sample_becomes_a_workflow_of_ones_own() {
    Page page = visits.admin("workflows");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New workflow")).click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Web digest")).check();
    assertThat(dialog.getByLabel("Title")).hasValue("My web digest");
    DesignerPage.press(dialog, "Create");
    assertThat(page).hasURL(Pattern.compile(".*/workflows/my-web-digest"));
    DesignerPage designer = DesignerPage.on(page);
    assertThat(designer.problemCount()).hasText("No problems");
    assertThat(designer.text()).containsText("name: my-web-digest");
  }

  @Test
  void with_the_keyboard_alone_one_signs_in_adds_a_step_and_saves() {
    visits.apply(
        """
        schema: aiops-studio/workflow/v1
        name: try-keys
        title: Try keys
        steps:
          - {id: first, kind: transform, expression: "'typed'"}
        """);
    Page page = visits.stranger("workflows/try-keys");
    Keys keys = new Keys(page);
    keys.reach(page.getByLabel("User name"));
    keys.type(Visits.ADMIN);
    keys.reach(page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)));
    keys.type(visits.server().firstPassword());
    keys.press("Enter");
    DesignerPage designer = DesignerPage.on(page);

    keys.reach(page.locator(".react-flow__node"));
    keys.press("Enter");
    assertThat(designer.field("Expression")).hasValue("'typed'");
    keys.back(page.getByLabel("Find a step to add; Enter adds the first that is found"));
    keys.type("echo");
    assertThat(page.locator(".designer-palette-entry")).hasCount(1);
    keys.press("Enter");
    assertThat(designer.step("echo")).isVisible();
    assertThat(designer.edge("first", "echo")).isAttached();
    keys.reach(designer.field("Instruction"));
    keys.type("{{ steps.first.output }}");
    keys.press("Tab");
    assertThat(designer.problemCount()).hasText("No problems");
    keys.press("Control+s");
    assertThat(page.getByText("Saved as version 2.")).isVisible();
    assertThat(designer.state()).hasText("Version 2");
  }

  @Test
  void a_viewer_sees_the_workflow_and_cannot_change_or_run_it() {
    Page people = visits.admin("people");
    people.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add a person")).click();
    Locator dialog = people.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("User name").fill("vera");
    dialog
        .getByLabel("Password", new Locator.GetByLabelOptions().setExact(true))
        .fill("only-looking-at-it");
    dialog.getByLabel("Role").first().click();
    people.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Viewer")).click();
    DesignerPage.press(dialog, "Add");
    assertThat(people.getByText("vera is a member of this workspace now.")).isVisible();

    Page page = visits.stranger("workflows/log-triage");
    Visits.signIn(page, "vera", "only-looking-at-it");
    DesignerPage designer = DesignerPage.on(page);
    assertThat(designer.state()).hasText("Version 1, read only");
    assertThat(designer.button("Save")).hasCount(0);
    assertThat(page.getByLabel("Palette")).hasCount(0);
    assertThat(designer.button("Run")).isDisabled();
    designer.text().click();
    page.keyboard().press("Control+Home");
    page.keyboard().type("changed");
    page.keyboard().press("Control+s");
    assertThat(designer.text()).not().containsText("changed");
    assertThat(designer.state()).hasText("Version 1, read only");
    page.navigate("audit");
    assertThat(page.locator("vaadin-grid")).hasCount(0);
  }
}
