package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.aiops.studio.server.Api;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page, in light and dark, and on a phone. */
@ExtendWith(InChromium.class)
class PagesIT {

  /** Each page's address, and what shows that it is there. */
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  static {
    PAGES.put("", "h1:has-text('First steps')");
    PAGES.put("workflows", "vaadin-grid a[href*='workflows/']");
    PAGES.put("workflows/ticket-routing", ".react-flow__node");
    PAGES.put("executions", "h1:has-text('Executions')");
    PAGES.put("approvals", "h1:has-text('Waiting for me')");
    PAGES.put("approve/nonsense", "h1:has-text('This link opens nothing')");
    PAGES.put("queues", "tr[data-connection='try-some-place-with-a-long-name']");
    PAGES.put("triggers", "h1:has-text('Triggers')");
    PAGES.put("marketplace", "h1:has-text('Marketplace')");
    PAGES.put("marketplace/publishing", "h1:has-text('Publishing')");
    PAGES.put("templates", "h1:has-text('Templates')");
    PAGES.put("plugins", "[data-plugin]");
    PAGES.put(
        "plugins/io.aiops.studio.plugins.connector-http", "h2:has-text('What its code would do')");
    PAGES.put("connections", "h1:has-text('Connections')");
    PAGES.put("people", "vaadin-grid-cell-content:has-text('Active')");
    PAGES.put("tokens", "h1:has-text('My tokens')");
    PAGES.put("audit", "vaadin-grid-cell-content:has-text('admin')");
    PAGES.put("self-check", "tr[data-part='executions']");
    PAGES.put("workspace", "h1:has-text('Workspace')");
    PAGES.put("profile", "h1:has-text('Signed in as admin')");
  }

  private final Visits visits;

  PagesIT(Visits visits) {
    this.visits = visits;
  }

  @Test
  void axe_finds_nothing_serious_on_any_page_and_all_of_it_fits_a_phone() {
    Api api = visits.server().api();
    String places = "/connections/connector/try-some-place-with-a-long-name";
    api.put(places, Map.of("provider", "http", "settings", Map.of(), "calls", 5)).expect(200);
    Page page = visits.admin("");
    PAGES.forEach((path, sign) -> {
      page.navigate(path);
      assertThat(page.locator(sign).first()).isVisible();
      Axe.findsNothingGraveInLightAndDark(page, "/" + path);
      Phone.scrollsNothingSideways(page, "/" + path);
    });
    api.delete(places).expect(204);
    page.navigate("workflows");
    button(page, "New workflow").click();
    assertThat(button(page, "Cancel")).isVisible();
    Axe.findsNothingGraveInLightAndDark(page, "new workflow");

    page.navigate("triggers");
    button(page, "New trigger").first().click();
    assertThat(page.getByText("Fires at 09:00 every day between Monday and Friday")).isVisible();
    Axe.findsNothingGraveInLightAndDark(page, "new trigger");

    page.navigate("workflows/log-triage");
    DesignerPage designer = DesignerPage.on(page);
    designer.step("summarise").click();
    assertThat(designer.field("Title")).hasValue("Write the summary");
    Axe.findsNothingGraveInLightAndDark(page, "step form");
    assertThat(designer.text()).isVisible();
    Axe.findsNothingGraveInLightAndDark(page, "text");
    designer.askedToRun("Run");
    Axe.findsNothingGraveInLightAndDark(page, "run dialog");

    Page stranger = visits.stranger("sign-in");
    assertThat(stranger.getByLabel("User name")).isVisible();
    Axe.findsNothingGraveInLightAndDark(stranger, "sign-in");
  }

  @Test
  void the_first_page_leads_to_a_run_and_dark_stays_dark() {
    Page page = visits.admin("");
    assertThat(page.getByText("No language model is connected yet")).isVisible();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Appearance")).click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Dark")).click();
    assertThat(page.locator("html")).hasCSS("color-scheme", "dark");
    page.reload();
    assertThat(page.locator("html")).hasCSS("color-scheme", "dark");

    button(page, "Run Ticket routing").click();
    button(page, "Try it on the sample: tickets.csv").click();
    DesignerPage.press(page.getByRole(AriaRole.DIALOG), "Run");
    assertThat(page).hasURL(Pattern.compile(".*/executions/[0-9a-f-]{36}"));
    assertThat(page.locator(".studio-status").first()).hasText("Completed");
    Axe.findsNothingGrave(page, "dark execution");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("First steps")).click();
    assertThat(
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("ticket-routing v1")))
        .isVisible();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
