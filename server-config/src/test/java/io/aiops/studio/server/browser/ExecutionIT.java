package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an execution shows of itself. */
@ExtendWith(InChromium.class)
class ExecutionIT {

  private final Visits visits;

  ExecutionIT(Visits visits) {
    this.visits = visits;
  }

  @Test
  void the_report_on_an_uploaded_log_of_several_megabytes_counts_right() throws IOException {
    SampleLog log = SampleLog.write(Visits.file("night.log", ""));
    assertThat(Files.size(log.file())).isGreaterThan(4_000_000);

    DesignerPage designer = DesignerPage.on(visits.admin("workflows/log-triage"));
    Page page = designer.page();
    Locator dialog = designer.askedToRun("Run");
    dialog.locator("input[type=file]").setInputFiles(log.file());
    assertThat(dialog.locator(".studio-file")).containsText("night.log");
    DesignerPage.press(dialog, "Run");
    assertThat(designer.status("save")).hasText("Completed");
    designer.step("summarise").click();
    assertThat(designer.field("Title")).hasValue("Write the summary");
    visits.picture(page, "designer");
    designer.openExecution();

    String counts =
        String.format(
            Locale.ROOT,
            "%,d errors and %,d warnings in %,d lines",
            log.count("ERROR"),
            log.count("WARN"),
            log.lines());
    assertThat(page.locator(".studio-report").first()).containsText(counts);
    assertThat(page.locator(".studio-report").first()).containsText("Simulated.");
    Download report =
        page.waitForDownload(() ->
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("night-triage"))
                .click());
    List<String> lines = Files.readAllLines(report.path());
    assertThat(lines).anyMatch(line -> line.contains("**") && line.contains("errors**"));
    String timedOut = String.format(Locale.ROOT, "| %,d |", log.count(SampleLog.TIMED_OUT));
    assertThat(lines)
        .anyMatch(line -> line.startsWith(timedOut) && line.contains("Order timed out after"));

    List<Double> begins =
        page.locator(".studio-track i.completed").all().stream()
            .map(bar -> bar.boundingBox().x)
            .toList();
    assertThat(begins).hasSize(5).isSorted().doesNotHaveDuplicates();
    visits.picture(page, "execution");
    Axe.findsNothingGrave(page, "report");
  }

  @Test
  void a_failing_step_shows_each_attempt_its_input_and_why() {
    visits.apply(
        """
        schema: aiops-studio/workflow/v1
        name: try-failing
        title: Try failing
        steps:
          - id: fetch
            kind: tool
            title: Fetch what is not there
            tool: http/get
            input: {url: "http://nothing.invalid/page"}
            retry: {attempts: 3, delay: PT0.2S}
        """);
    DesignerPage designer = DesignerPage.on(visits.admin("workflows/try-failing"));
    Page page = designer.page();
    DesignerPage.press(designer.askedToRun("Run"), "Run");
    assertThat(designer.status("fetch")).hasText("Failed");
    designer.openExecution();
    assertThat(page.locator(".studio-status").first()).hasText("Failed");
    assertThat(page.locator(".studio-failure")).containsText("nothing.invalid");
    assertThat(page.locator(".studio-track i.failed")).hasCount(3);
    assertThat(page.locator(".studio-track i.back-off")).hasCount(2);

    page.getByText("Fetch what is not there").click();
    Locator step = page.getByLabel("Step", new Page.GetByLabelOptions().setExact(true));
    assertThat(step.locator("vaadin-details")).hasCount(3);
    assertThat(step.locator("vaadin-details").first()).containsText("Attempt 3");
    assertThat(step.locator("vaadin-details").first()).containsText("It is not tried again.");
    assertThat(step.locator("vaadin-details").first()).containsText("http://nothing.invalid/page");
    step.getByText("Attempt 1").click();
    assertThat(step.locator("vaadin-details").last()).containsText("Next attempt at");
    Axe.findsNothingGrave(page, "failed step");

    button(page, "Compare attempts").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.locator(".studio-compare").first()).containsText("Both are the same.");
    Axe.findsNothingGrave(page, "compared attempts");
    button(page, "Close").click();
    assertThat(dialog).hasCount(0);

    button(page, "As a table").click();
    Locator table = page.getByLabel("Attempts", new Page.GetByLabelOptions().setExact(true));
    assertThat(table.locator("tbody tr")).hasCount(3);
    assertThat(table).containsText("nothing.invalid");
    Axe.findsNothingGrave(page, "attempts in a table");
    Phone.scrollsNothingSideways(page, "attempts in a table");
  }

  @Test
  void the_waterfall_shows_a_long_list_live_page_by_page_without_a_mouse() {
    visits.apply(
        """
        schema: aiops-studio/workflow/v1
        name: try-list
        title: Try a list
        steps:
          - {id: rest, kind: wait, duration: PT3S}
          - id: numbers
            title: Numbers
            kind: forEach
            items: "[1..600]"
            concurrency: 50
            steps: [{id: double, title: Double it, kind: transform, expression: "item * 2"}]
            output: "{{ steps.double.output }}"
        """);
    DesignerPage designer = DesignerPage.on(visits.admin(ColorScheme.DARK, "workflows/try-list"));
    Page page = designer.page();
    DesignerPage.press(designer.askedToRun("Run"), "Run");
    designer.openExecution();
    assertThat(page.locator(".studio-track i.wait").first()).isVisible();
    assertThat(page.locator(".studio-axis span").first()).hasText("0");
    assertThat(page.locator(".studio-status").first()).hasText("Completed");
    assertThat(page.getByText("600 of 600 items done")).isVisible();
    assertThat(page.getByText("Numbers: items 0 to 499 of 600")).isVisible();
    Axe.findsNothingGrave(page, "dark waterfall");
    assertThat(page.locator("vaadin-grid .studio-track").count())
        .as("rows that are drawn")
        .isLessThan(100);

    button(page, "Later items").focus();
    page.keyboard().press("Enter");
    assertThat(page.getByText("Double it [500]", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
    assertThat(page.getByText("Numbers: items 500 to 599 of 600")).isVisible();
    visits.picture(page, "waterfall");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
