package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.aiops.studio.server.Stillness;
import java.time.Duration;
import java.util.regex.Pattern;
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
      follow(page, "Executions");
      assertThat(page.getByText(Pattern.compile("The database does not answer")).first())
          .isVisible();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TOLD);
    }
    follow(page, "Workflows");
    heading(page, "Workflows");
  }

  private static void follow(Page page, String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
  }

  private static void heading(Page page, String name) {
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)).first())
        .isVisible();
  }
}
