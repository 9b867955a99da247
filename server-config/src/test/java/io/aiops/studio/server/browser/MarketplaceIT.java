package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A plugin's way from its publisher over the marketplace into a workflow, and back. */
@ExtendWith(InChromium.class)
class MarketplaceIT {

  private final Visits visits;

  MarketplaceIT(Visits visits) {
    this.visits = visits;
  }

  @Test
  void a_plugin_is_published_found_installed_used_upgraded_rolled_back_and_reviewed() {
    Acme acme = new Acme(visits.server());
    Page page = visits.admin("marketplace/publishing");
    // Another test may have published something before.
    assertThat(page.locator("h1")).hasText("Publishing");
    Axe.findsNothingGrave(page, "publishing, before");

    publish(page, acme.parrot("1.0.0", "model:*"));
    found(page);
    installed(page);
    used();
    publish(page, acme.parrot("1.1.0", "model:*,host:example.org"));
    upgraded(page);
    publish(page, acme.thatDoesNotStart("1.2.0", "model:*,host:example.org"), "Publish …");
    staysAsItIs(page);
    grantTakenBack(page);
    rolledBack(page);
    reviewed(page);
    Path template = template(acme);
    page.navigate("plugins/" + Acme.PARROT);
    button(page, "Remove Parrot").click();
    button(page, "Remove the plugin").click();
    assertThat(page.locator("h1")).hasText("Plugins");
    template(template, page);
    acme.leave();
  }

  private static void publish(Page page, Path packed) {
    publish(page, packed, "Publish");
  }

  /** One that the kit has not passed needs a reason. */
  private static void publish(Page page, Path packed, String button) {
    page.navigate("marketplace/publishing");
    page.locator("vaadin-upload input[type=file]").setInputFiles(packed);
    Locator panel = page.locator("[data-submission^='" + Acme.PARROT + "']");
    assertThat(panel).containsText("Acme Tools, its signature is good");
    panel.getByLabel("What is new").fill("It speaks **louder**.");
    panel.getByLabel("Tags").fill("chat, birds");
    panel.getByLabel("Categories").fill("agents");
    Axe.findsNothingGrave(page, "publishing");
    panel.getByRole(AriaRole.BUTTON, named("Publish")).click();
    if (button.endsWith("…")) {
      page.getByLabel("Why").fill("To see what becomes of it.");
      button(page, "Publish the version").click();
    }
    assertThat(page.locator("[data-published='" + Acme.PARROT + "']")).containsText("Offered");
  }

  private void found(Page page) {
    page.navigate("marketplace");
    page.getByLabel("Search").fill("parott");
    Locator card = page.locator("[data-listing='" + Acme.PARROT + "']");
    // Until the others are gone the card is there because nothing was searched for yet.
    assertThat(page.getByText("1 listing", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(card).containsText("Acme Tools");
    Axe.findsNothingGrave(page, "marketplace");
    page.getByLabel("Search").fill("quantum accounting");
    assertThat(page.getByText("Nothing matches")).isVisible();
    button(page, "Clear the search").click();
    card.getByRole(AriaRole.LINK).click();
    assertThat(page.locator("h1")).hasText("Parrot");
    assertThat(page.locator("main em")).hasText("again");
    assertThat(page.getByText("Ask any model")).isVisible();
    assertThat(page.getByText("whose keys this studio knows")).isVisible();
    Axe.findsNothingGrave(page, "listing");
    Phone.scrollsNothingSideways(page, "listing");
    Page dark = visits.admin(ColorScheme.DARK, "marketplace/" + Acme.PARROT);
    assertThat(dark.locator("h1")).hasText("Parrot");
    Axe.findsNothingGrave(dark, "dark listing");
  }

  private static void installed(Page page) {
    button(page, "Install 1.0.0").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.getByText("Ask any model")).isVisible();
    Axe.findsNothingGrave(page, "consent");
    button(page, "Grant and install").click();
    assertThat(dialog.getByText("Parrot 1.0.0 serves")).isVisible();
    assertThat(dialog.locator(".studio-steps li:not([data-state='done'])")).hasCount(0);
    Axe.findsNothingGrave(page, "installed");
    button(page, "Close").click();
    assertThat(page.getByText("Installed 1.0.0")).isVisible();
  }

  /** At once, in a workflow of one's own, as it was set. */
  private void used() {
    DesignerPage designer = DesignerPage.begin(visits, "Try a parrot");
    designer.drag("agent:parrot", 480, 420);
    designer.connect("greet", "success", "parrot");
    designer.step("parrot").click();
    designer.field("Instruction").fill("{{ steps.greet.output }}");
    designer.field(Bundle.AFTER).fill("! Polly is here.");
    designer.field(Bundle.AFTER).blur();
    assertThat(designer.text()).containsText("! Polly is here.");
    assertThat(designer.problemCount()).hasText("No problems");
    designer.button("Save").click();
    assertThat(designer.page().getByText("Saved as version 2.")).isVisible();
    Locator dialog = designer.askedToRun("Run");
    dialog.getByLabel("Name").fill("Ada");
    DesignerPage.press(dialog, "Run");
    assertThat(designer.status("parrot")).hasText("Completed");
    designer.openExecution();
    assertThat(designer.page().locator(".studio-status").first()).hasText("Completed");
    designer.page().locator(".studio-step").getByText("Parrot").click();
    assertThat(designer.page().getByLabel("Step", new Page.GetByLabelOptions().setExact(true)))
        .containsText("Hello, Ada! Polly is here.");
  }

  private static void upgraded(Page page) {
    page.navigate("marketplace");
    assertThat(page.locator("[data-update='" + Acme.PARROT + "']")).containsText("1.0.0 → 1.1.0");
    assertThat(page.getByLabel("1 update is available")).isVisible();
    page.locator("[data-update='" + Acme.PARROT + "'] a").click();
    button(page, "Update to 1.1.0").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.getByText("It wants more than it has")).isVisible();
    assertThat(dialog.getByText("Reach example.org")).isVisible();
    assertThat(dialog.getByText("Ask any model")).not().isVisible();
    button(page, "Grant and install").click();
    assertThat(dialog.getByText("Parrot 1.1.0 serves")).isVisible();
    button(page, "Close").click();
  }

  private static void staysAsItIs(Page page) {
    page.navigate("marketplace/" + Acme.PARROT);
    button(page, "Update to 1.2.0").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog.getByText("Parrot 1.2.0 was not installed")).isVisible();
    assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("Nothing was changed.");
    Axe.findsNothingGrave(page, "refused");
    button(page, "Close").click();
    assertThat(page.getByText("Installed 1.1.0")).isVisible();
  }

  private static void grantTakenBack(Page page) {
    page.navigate("plugins/" + Acme.PARROT);
    assertThat(page.getByText("Signed by Acme Tools")).isVisible();
    Axe.findsNothingGrave(page, "plugin");
    Phone.scrollsNothingSideways(page, "plugin with versions");
    Locator grant = page.locator("[data-grant^='host:example.org']");
    grant.getByRole(AriaRole.BUTTON).click();
    button(page, "Take it back").click();
    assertThat(grant).hasCount(0);
  }

  private static void rolledBack(Page page) {
    page.navigate("plugins");
    page.locator("#history tr[data-set]").nth(1).getByRole(AriaRole.BUTTON).click();
    button(page, "Roll back the plugins").click();
    assertThat(page.locator("[data-plugin='" + Acme.PARROT + "']")).containsText("1.0.0");
  }

  private static void reviewed(Page page) {
    page.navigate("marketplace/" + Acme.PARROT);
    button(page, "Write a review").click();
    page.getByLabel("5, very good").check();
    page.getByLabel("In your words").fill("It never forgets.");
    Axe.findsNothingGrave(page, "review");
    button(page, "Publish my review").click();
    assertThat(page.getByText("It never forgets.")).isVisible();
    assertThat(page.getByText("5.0 of 5 stars, from 1 person.").first()).isVisible();
  }

  /** Of a workflow that needs the parrot, which goes before somebody installs it. */
  private Path template(Acme acme) {
    visits.apply(
        """
        schema: aiops-studio/workflow/v1
        name: try-greeting
        title: Greeting
        description: Says hello.
        steps:
          - {id: say, kind: agent, agent: parrot, instruction: "Hello"}
        """);
    Path file = acme.template("try-greeting", "1.0.0");
    visits.server().api().delete("/workflows/try-greeting");
    return file;
  }

  private void template(Path file, Page page) {
    String id = Acme.NAMESPACE + ".try-greeting";
    page.navigate("marketplace/publishing");
    page.locator("vaadin-upload input[type=file]").setInputFiles(file);
    Locator panel = page.locator("[data-submission^='" + id + "']");
    assertThat(panel).containsText("Acme Tools, its signature is good");
    panel.getByRole(AriaRole.BUTTON, named("Publish")).click();
    assertThat(page.locator("[data-published='" + id + "']")).containsText("Offered");

    page.navigate("marketplace/" + id);
    assertThat(page.locator("h1")).hasText("Greeting");
    button(page, "Install 1.0.0").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("Name of the workflow");
    assertThat(dialog).containsText("is missing; comes from the catalog 'own'");
    Axe.findsNothingGrave(page, "template, before it is installed");
    dialog.getByLabel("Name of the workflow").fill("try-greeting-of-acme");
    button(page, "Install as a new workflow").click();
    button(page, "Grant and install").click();
    assertThat(dialog).containsText("try-greeting-of-acme is at version 1");
    Axe.findsNothingGrave(page, "template, installed");
    dialog.getByText("Open it in the designer").click();
    assertThat(DesignerPage.on(page).step("say")).isVisible();
    assertThat(DesignerPage.on(page).palette("agent:parrot")).isVisible();
    for (String workflow : List.of("try-greeting-of-acme", "try-a-parrot")) {
      visits.server().api().delete("/workflows/" + workflow).expect(204);
    }
    visits.server().runs("plugin", "remove", Acme.PARROT, "--in-use");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }
}
