package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.aiops.studio.server.Api;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A plugin comes, serves, rests and goes while the server runs. */
@ExtendWith(InChromium.class)
class PluginsIT {

  private final Visits visits;

  PluginsIT(Visits visits) {
    this.visits = visits;
  }

  @Test
  void an_uploaded_plugin_serves_at_once_and_is_disabled_enabled_and_removed() {
    Page page = visits.admin("plugins");
    Locator upload = page.locator("vaadin-upload input[type=file]");
    upload.setInputFiles(Visits.file("letter.jar", "Not a bundle at all."));
    assertThat(page.getByText("letter.jar was not installed.")).isVisible();

    upload.setInputFiles(Bundle.of("magpie", "Magpie"));
    assertThat(page.getByText("Magpie 1.0.0 is installed and serves.")).isVisible();
    assertThat(page.getByText("letter.jar was not installed.")).not().isVisible();
    Locator card = page.locator("[data-plugin='com.example.magpie']");
    assertThat(card).containsText("Active");
    assertThat(card).containsText("Agent");

    Page other = visits.admin("workflows/log-triage");
    DesignerPage designer = DesignerPage.on(other);
    assertThat(designer.palette("agent:magpie")).isVisible();
    visits.apply(
        """
        schema: aiops-studio/workflow/v1
        name: try-magpie
        steps:
          - {id: say, kind: agent, agent: magpie, instruction: "Polly wants a cracker"}
        output: "{{ steps.say.output.text }}"
        """);
    var ran = visits.server().runs("exec", "try-magpie");
    assertThat(ran.output()).contains("Polly wants a cracker");
    assertThat(ran.code()).isZero();

    DesignerPage.press(card, "Disable Magpie");
    confirm(page, "Disable the plugin");
    assertThat(card).containsText("Disabled");
    other.reload();
    DesignerPage.on(other);
    assertThat(designer.palette("agent:magpie")).hasCount(0);
    other.navigate("workflows/try-magpie");
    assertThat(designer.problemCount()).hasText("1 problem");

    DesignerPage.press(card, "Enable Magpie");
    assertThat(card).containsText("Active");
    other.reload();
    assertThat(designer.palette("agent:magpie")).isVisible();
    assertThat(designer.problemCount()).hasText("No problems");

    DesignerPage.press(card, "Remove Magpie");
    confirm(page, "Remove the plugin");
    assertThat(card).hasCount(0);
    other.reload();
    assertThat(designer.problemCount()).hasText("1 problem");
    assertThat(designer.palette("agent:magpie")).hasCount(0);
  }

  @Test
  void a_version_that_fails_half_its_tasks_is_taken_back_by_itself_and_the_pages_say_why() {
    Page page = visits.admin("plugins");
    Locator upload = page.locator("vaadin-upload input[type=file]");
    upload.setInputFiles(Bundle.of("moody", "Moody"));
    assertThat(page.getByText("Moody 1.0.0 is installed and serves.")).isVisible();
    visits.apply(
        """
        schema: aiops-studio/workflow/v1
        name: try-moody
        steps:
          - {id: say, kind: agent, agent: moody, instruction: "How are you?"}
        """);
    upload.setInputFiles(Bundle.failingHalf("moody", "Moody", "2.0.0"));
    assertThat(page.getByText("Moody 2.0.0 is installed and serves.")).isVisible();

    page.navigate("plugins/com.example.moody");
    Locator row = page.locator("tr[data-node]").first();
    assertThat(row).containsText("On trial");
    Api api = visits.server().api();
    List<String> executions =
        Stream.generate(() -> api.start("try-moody", Map.of())).limit(20).toList();

    Locator log = page.locator(".studio-log");
    assertThat(log).containsText("Taken back, and 1.0.0 serves again: ");
    assertThat(log).containsText("It sulks.");
    Axe.findsNothingGrave(page, "plugin with a log");
    assertThat(row).containsText("1.0.0");
    assertThat(row).containsText("Active");
    page.navigate("plugins");
    Locator newest = page.locator("#history tr[data-set]").first();
    assertThat(newest).containsText("Took com.example.moody 2.0.0 back: ");
    assertThat(page.locator("[data-plugin='com.example.moody']")).containsText("1.0.0");
    executions.forEach(id ->
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() ->
                assertThat(api.status(id)).as("no execution fails of it").isEqualTo("COMPLETED")));
    DesignerPage.press(page.locator("[data-plugin='com.example.moody']"), "Remove Moody");
    confirm(page, "Remove the plugin");
    assertThat(page.locator("[data-plugin='com.example.moody']")).hasCount(0);
  }

  private static void confirm(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }
}
