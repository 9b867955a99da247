package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.aiops.studio.server.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A workflow comes out of a file, is changed by its team, and follows the file's next version. */
@ExtendWith(InChromium.class)
class TemplatesIT {

  private static final String FIRST =
      """
      schema: aiops-studio/workflow/v1
      name: try-source
      title: Greeting
      steps:
        # says it
        - {id: say, kind: agent, agent: echo, instruction: Hello}
      """;

  private static final String SECOND =
      FIRST.replace("title: Greeting", "title: Better greeting").replace("Hello", "Good day");

  private static final String OURS =
      FIRST.replace("try-source", "try-ours").replace("title: Greeting", "title: Our greeting")
          + "  - {id: end, kind: agent, agent: echo, instruction: Bye}\n"
          + "edges:\n"
          + "  - {from: say, to: end}\n";

  private final Visits visits;
  private final Api api;

  TemplatesIT(Visits visits) {
    this.visits = visits;
    this.api = visits.server().api();
  }

  @Test
  void an_update_shows_who_changed_what_and_keeps_what_was_decided() throws IOException {
    Path first = template("1.0.0", FIRST);
    Page page = visits.admin("templates");
    Locator upload = page.locator("vaadin-upload input[type=file]");
    upload.setInputFiles(first);
    assertThat(page.getByText("which is here already")).isVisible();
    page.getByLabel("Name of the workflow").fill("try-ours");
    assertThat(page.getByText("which is here already")).isHidden();
    button(page, "Install as a new workflow").click();
    assertThat(page.getByText("try-ours is at version 1, from acme.try-source 1.0.0.")).isVisible();
    assertThat(page.locator("vaadin-grid")).containsText("try-ours");

    api.save(OURS);
    upload.setInputFiles(template("1.1.0", SECOND));
    button(page, "Update try-ours …").click();
    shows(page, "title: changed in both, to different values", "Greeting", "Our", "Better");
    shows(page, "steps[say].instruction: changed in the template", "Hello", "Good day");
    shows(page, "steps[end]: changed here", "not there", "Bye");
    assertThat(page.getByText("Before this can be done:")).isVisible();
    assertThat(button(page, "Update try-ours")).isDisabled();
    Axe.findsNothingGraveInLightAndDark(page, "what an update changes");
    Phone.scrollsNothingSideways(page, "what an update changes");

    page.getByLabel("what is here").check();
    assertThat(page.getByText("Before this can be done:")).isHidden();
    page.getByText("The text as it would be").click();
    assertThat(page.locator(".studio-compare")).containsText("Good day");
    button(page, "Update try-ours").click();
    assertThat(page.getByText("try-ours is at version 3, from acme.try-source 1.1.0.")).isVisible();
    assertThat(api.get("/workflows/try-ours").expect(200).json().get("text").asString())
        .as("to the last byte, but for what the template changed alone")
        .isEqualTo(OURS.replace("Hello", "Good day"));
  }

  /** The workflow as it is now, as its author gives it out. */
  private Path template(String version, String text) throws IOException {
    api.save(text);
    byte[] file =
        api.file(
            "/templates/export",
            Map.of("workflow", "try-source", "id", "acme.try-source", "templateVersion", version));
    return Files.write(Visits.file("try-source-" + version + ".studio-template", ""), file);
  }

  private static void shows(Page page, String change, String... values) {
    Locator row =
        page.locator(
            ".studio-panel > div",
            new Page.LocatorOptions()
                .setHas(
                    page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(change))));
    for (String value : values) {
      assertThat(row).containsText(value);
    }
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
