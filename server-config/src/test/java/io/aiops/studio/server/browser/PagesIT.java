package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page, in light and dark. */
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
    PAGES.put("queues", "tr[data-queue='tasks']");
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
  void axe_finds_nothing_serious_on_any_page() {
    Page page = visits.admin("");
    PAGES.forEach((path, sign) -> {
      page.navigate(path);
      assertThat(page.locator(sign).first()).isVisible();
      Axe.findsNothingGraveInLightAndDark(page, "/" + path);
    });
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

  /** Pixels of a list that are to be reached by scrolling sideways only; -1 without a list. */
  private static final String CUT_OFF =
      """
      () => Math.max(-1, ...[...document.querySelectorAll('vaadin-grid')]
          .filter(grid => grid.offsetParent)
          .map(grid => grid.shadowRoot.querySelector('#table'))
          .map(table => table.scrollWidth - table.clientWidth))
      """;

  @Test
  void lists_fit_a_phone() {
    Page page = visits.admin("");
    page.setViewportSize(390, 844);
    for (String path : List.of("workflows", "people", "tokens", "audit")) {
      page.navigate(path);
      assertThat(page.locator("vaadin-grid-cell-content:has-text('admin')").first()).isVisible();
      page.waitForCondition(() -> Integer.valueOf(0).equals(page.evaluate(CUT_OFF)));
      assertThat(page.locator("body")).hasJSProperty("scrollWidth", 390);
    }
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
