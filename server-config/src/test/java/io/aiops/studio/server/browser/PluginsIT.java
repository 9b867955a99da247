package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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

    upload.setInputFiles(Bundle.of("parrot", "Parrot"));
    assertThat(page.getByText("Parrot 1.0.0 is installed and serves.")).isVisible();
    assertThat(page.getByText("letter.jar was not installed.")).not().isVisible();
    Locator card = page.locator("[data-plugin='com.example.parrot']");
    assertThat(card).containsText("Active");
    assertThat(card).containsText("Agent");

    Page other = visits.admin("workflows/log-triage");
    DesignerPage designer = DesignerPage.on(other);
    assertThat(designer.palette("agent:parrot")).isVisible();
    visits.apply(
        """
        schema: aiops-studio/workflow/v1
        name: try-parrot
        steps:
          - {id: say, kind: agent, agent: parrot, instruction: "Polly wants a cracker"}
        output: "{{ steps.say.output.text }}"
        """);
    var ran = visits.server().runs("exec", "try-parrot");
    assertThat(ran.output()).contains("Polly wants a cracker");
    assertThat(ran.code()).isZero();

    DesignerPage.press(card, "Disable Parrot");
    confirm(page, "Disable the plugin");
    assertThat(card).containsText("Disabled");
    other.reload();
    DesignerPage.on(other);
    assertThat(designer.palette("agent:parrot")).hasCount(0);
    other.navigate("workflows/try-parrot");
    assertThat(designer.problemCount()).hasText("1 problem");

    DesignerPage.press(card, "Enable Parrot");
    assertThat(card).containsText("Active");
    other.reload();
    assertThat(designer.palette("agent:parrot")).isVisible();
    assertThat(designer.problemCount()).hasText("No problems");

    DesignerPage.press(card, "Remove Parrot");
    confirm(page, "Remove the plugin");
    assertThat(card).hasCount(0);
    other.reload();
    assertThat(designer.problemCount()).hasText("1 problem");
    assertThat(designer.palette("agent:parrot")).hasCount(0);
  }

  private static void confirm(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
  }
}
