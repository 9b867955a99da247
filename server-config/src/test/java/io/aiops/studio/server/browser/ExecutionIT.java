package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
    assertThat(page.locator(".studio-track i.wait")).hasCount(2);

    page.getByText("Fetch what is not there").click();
    Locator step = page.getByLabel("Step", new Page.GetByLabelOptions().setExact(true));
    assertThat(step.locator("vaadin-details")).hasCount(3);
    assertThat(step.locator("vaadin-details").first()).containsText("Attempt 3");
    assertThat(step.locator("vaadin-details").first()).containsText("It is not tried again.");
    assertThat(step.locator("vaadin-details").first()).containsText("http://nothing.invalid/page");
    step.getByText("Attempt 1").click();
    assertThat(step.locator("vaadin-details").last()).containsText("Next attempt at");
    Axe.findsNothingGrave(page, "failed step");
  }
}
