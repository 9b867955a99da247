package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.aiops.studio.server.Api;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What people do to an execution on its page, and what REST says has become of it. */
@ExtendWith(InChromium.class)
class ExecutionActsIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  private final Visits visits;
  private final Api api;

  ExecutionActsIT(Visits visits) {
    this.visits = visits;
    this.api = visits.server().api();
  }

  @Test
  void one_is_approved_rolled_back_signalled_retried_forked_and_cancelled() {
    visits.apply(
        """
        schema: aiops-studio/workflow/v1
        name: try-acts
        title: Try acts
        steps:
          - {id: say, title: Say it, kind: agent, agent: echo, instruction: hello}
          - id: ask
            title: Ask somebody
            kind: approval
            question: Send it?
            details: "{{ steps.say.output.text }}"
          - {id: pause, title: Wait for the word, kind: signal, signal: go}
          - {id: breaks, title: Break, kind: transform, expression: "$length(7)", retry: {attempts: 1}}
        edges:
          - {from: say, to: ask}
          - {from: ask, to: pause}
          - {from: pause, to: breaks}
        """);
    String first = api.start("try-acts", Map.of());
    Page page = visits.admin("executions/" + first);
    approved(page, first, "hello");
    rolledBack(page, first);
    approved(page, first, "too short");
    signalled(page, first);

    String retried = retried(page, first);
    String forked = forked(page, retried);
    approved(page, forked, "good day");
    cancelled(page, forked);
    assertThat(api.status(first)).as("what was retried stays as it is").isEqualTo("FAILED");
    assertThat(api.status(retried)).as("what was forked, too").isEqualTo("FAILED");
  }

  private void approved(Page page, String id, String details) {
    Locator panel = page.getByLabel("Approval", new Page.GetByLabelOptions().setExact(true));
    assertThat(panel).containsText("Send it?");
    assertThat(panel).containsText(details);
    Axe.findsNothingGrave(page, "approval on its execution's page");
    panel.getByLabel("Comment").fill("Go ahead.");
    DesignerPage.press(panel, "Approve");
    assertThat(panel).isHidden();
    stands(id, "pause", "WAITING");
    JsonNode output = output(id, "ask");
    assertThat(output.get("decision").asString()).isEqualTo("approve");
    assertThat(output.get("by").asString()).isEqualTo(Visits.ADMIN);
    assertThat(output.get("comment").asString()).isEqualTo("Go ahead.");
  }

  private void rolledBack(Page page, String id) {
    select(page, "Say it");
    DesignerPage.press(stepPanel(page), "Roll back to here");
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    DesignerPage.press(dialog, "Roll back");
    assertThat(dialog).containsText("Say what is wrong");
    Axe.findsNothingGrave(page, "roll back");
    dialog.getByLabel("What is wrong with its result?").fill("It is too short.");
    DesignerPage.press(dialog, "Roll back");
    assertThat(page.getByText("The execution goes back; watch it here.")).isVisible();
    stands(id, "ask", "WAITING");
    assertThat(step(id, "say").get("attempts")).hasSize(2);
    assertThat(output(id, "say").get("text").asString()).contains("too short");
    assertThat(stepPanel(page)).containsText("Attempt 2");
    // What is asked is shown beside the step that asks it.
    select(page, "Ask somebody");
  }

  private void signalled(Page page, String id) {
    button(page, "Send signal").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.getByLabel("Name")).hasValue("go");
    dialog.getByLabel("What it says, JSON").fill("{\"amount\": 7");
    DesignerPage.press(dialog, "Send the signal");
    assertThat(dialog).containsText("This is not JSON");
    Axe.findsNothingGrave(page, "send signal");
    dialog.getByLabel("What it says, JSON").fill("{\"amount\": 7}");
    DesignerPage.press(dialog, "Send the signal");
    ends(id, "FAILED");
    assertThat(output(id, "pause").get("amount").asInt()).isEqualTo(7);
    assertThat(page.locator(".studio-status").first()).hasText("Failed");
    assertThat(button(page, "Send signal")).isHidden();
    assertThat(button(page, "Cancel")).isHidden();
  }

  /** Takes over what completed, asks nobody again, and fails at the same step. */
  private String retried(Page page, String id) {
    button(page, "Retry from the failed step").click();
    button(page, "Retry the execution").click();
    String retried = another(page, id);
    ends(retried, "FAILED");
    assertThat(step(retried, "ask").get("status").asString()).isEqualTo("COMPLETED");
    long adopted =
        api.get("/executions/" + retried + "/events")
            .expect(200)
            .json()
            .get("items")
            .valueStream()
            .filter(event -> event.get("type").asString().equals("StepAdopted"))
            .count();
    assertThat(adopted).isEqualTo(3);
    assertThat(page.locator(".studio-status").first()).hasText("Failed");
    return retried;
  }

  private String forked(Page page, String id) {
    // What was selected on the page before is not any more: else this would take it off.
    select(page, "Ask somebody");
    select(page, "Say it");
    DesignerPage.press(stepPanel(page), "Fork from here");
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Instruction of this step").fill("good day");
    Axe.findsNothingGrave(page, "fork");
    DesignerPage.press(dialog, "Fork");
    String forked = another(page, id);
    stands(forked, "ask", "WAITING");
    assertThat(output(forked, "say").get("text").asString()).isEqualTo("good day");
    return forked;
  }

  private void cancelled(Page page, String id) {
    button(page, "Cancel").click();
    button(page, "Cancel the execution").click();
    ends(id, "CANCELLED");
    assertThat(page.locator(".studio-status").first()).hasText("Cancelled");
    assertThat(button(page, "Run again")).isVisible();
  }

  /** Where the page went to from the execution. */
  private static String another(Page page, String id) {
    page.waitForURL(url -> url.matches(".*/executions/[0-9a-f-]{36}") && !url.endsWith(id));
    return page.url().substring(page.url().lastIndexOf('/') + 1);
  }

  private static void select(Page page, String step) {
    page.locator(".studio-step").filter(new Locator.FilterOptions().setHasText(step)).click();
    assertThat(stepPanel(page).locator("h2")).hasText(step);
  }

  private static Locator stepPanel(Page page) {
    return page.getByLabel("Step", new Page.GetByLabelOptions().setExact(true));
  }

  private JsonNode step(String id, String path) {
    return api.execution(id)
        .get("steps")
        .valueStream()
        .filter(step -> step.get("path").asString().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /** Of its last attempt: what was rolled back has others. */
  private JsonNode output(String id, String path) {
    return step(id, path).get("attempts").valueStream().toList().getLast().get("output");
  }

  private void stands(String id, String path, String status) {
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(step(id, path).get("status").asString()).as(path).isEqualTo(status));
  }

  private void ends(String id, String status) {
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(api.status(id)).isEqualTo(status));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
