package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.aiops.studio.server.Stillness;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that takes connections and never answers: whoever looks at a page is told. */
@ExtendWith(InChromium.class)
class SilentPagesIT {

  /** Five for the answer, and what a browser takes to show it. */
  private static final Duration TOLD = Duration.ofSeconds(7);

  private final Visits visits;

  SilentPagesIT(Visits visits) {
    this.visits = visits;
  }

  @Test
  void a_page_says_so_and_can_be_opened_afterwards() throws Exception {
    Page page = visits.admin(ColorScheme.LIGHT, "workflows");
    heading(page, "Workflows");
    try (Stillness stillness = new Stillness(visits.server())) {
      assertThat(stillness.processes()).isPositive();
      long begin = System.nanoTime();
      page.getByRole(
              AriaRole.LINK, new Page.GetByRoleOptions().setName("Executions").setExact(true))
          .click();
      assertThat(page.getByText(Pattern.compile("The database does not answer")).first())
          .isVisible();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TOLD);
    }
    // The page that says so stands alone, and a connection that was given up is soon another.
    Awaitility.await()
        .pollInSameThread()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              page.navigate("executions");
              Locator shown = page.locator("h1").first();
              shown.waitFor();
              return shown.textContent();
            },
            "Executions"::equals);
  }

  private static void heading(Page page, String name) {
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)).first())
        .isVisible();
  }
}
