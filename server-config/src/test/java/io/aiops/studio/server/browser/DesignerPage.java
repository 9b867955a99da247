package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;

/** The designer, in the words of the person who works with it. */
record DesignerPage(Page page) {

  /** Waits until the canvas shows a step. */
  static DesignerPage on(Page page) {
    assertThat(page.locator(".react-flow__node").first()).isVisible();
    return new DesignerPage(page);
  }

  /** A new workflow, which greets whom one names. */
  static DesignerPage begin(Visits visits, String title) {
    Page page = visits.admin("workflows");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New workflow")).click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Title").fill(title);
    press(dialog, "Create");
    return on(page);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator palette(String key) {
    return page.getByTestId("palette-" + key);
  }

  Locator step(String id) {
    return page.locator(".react-flow__node[data-id='" + id + "']");
  }

  Locator status(String id) {
    return page.getByTestId("status-" + id);
  }

  Locator edge(String from, String to) {
    return page.getByLabel("Edge from " + from + " to " + to);
  }

  Locator field(String label) {
    return page.locator(".designer-form")
        .getByLabel(label, new Locator.GetByLabelOptions().setExact(true))
        .and(page.locator("input:visible, textarea:visible"));
  }

  Locator problemCount() {
    return page.getByTestId("problem-count");
  }

  Locator state() {
    return page.getByTestId("document-state");
  }

  Locator runBar() {
    return page.getByTestId("run-bar");
  }

  /** From the bar above the canvas to the page of the execution that it follows. */
  void openExecution() {
    runBar().getByRole(AriaRole.LINK).click();
    assertThat(page.locator(".studio-timeline")).isVisible();
  }

  /** The text beside the canvas. */
  Locator text() {
    choose("Text");
    return page.getByTestId("workflow-text");
  }

  /** Shows the step's form or the text. */
  void choose(String side) {
    button(side).click();
  }

  /** With the mouse, from the palette to a place of the canvas. */
  void drag(String key, double x, double y) {
    palette(key)
        .dragTo(
            page.locator(".react-flow__pane"), new Locator.DragToOptions().setTargetPosition(x, y));
  }

  /** With the mouse, from one step's way out to the other's way in. */
  void connect(String from, String out, String to) {
    Locator end = step(to).locator("[data-handleid='in']");
    // Waits until it stands still: a form that opens beside the canvas moves all of it.
    step(from).locator("[data-handleid='" + out + "']").hover();
    page.mouse().down();
    end.hover();
    BoundingBox box = end.boundingBox();
    page.mouse()
        .move(box.x + box.width / 2, box.y + box.height / 2, new Mouse.MoveOptions().setSteps(4));
    page.mouse().up();
  }

  /** The dialog that asks for inputs. */
  Locator askedToRun(String button) {
    button(button).click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).isAttached();
    return dialog;
  }

  static void press(Locator within, String button) {
    within
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }
}
