package io.aiops.studio.server.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(InChromium.class)
class SignInIT {

  private final Visits visits;

  SignInIT(Visits visits) {
    this.visits = visits;
  }

  @Test
  void a_wrong_password_is_told_and_the_right_one_leads_to_the_wanted_page_and_out_again() {
    Page page = visits.stranger("executions");
    assertThat(page).hasURL(Pattern.compile(".*/sign-in"));
    page.getByLabel("User name").fill(Visits.ADMIN);
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill("a guess");
    page.keyboard().press("Enter");
    assertThat(page.getByText("User name or password is wrong. Check both and try again."))
        .isVisible();
    Cookie before = session(page);

    Visits.signIn(page, Visits.ADMIN, visits.server().firstPassword());
    assertThat(page).hasURL(Pattern.compile(".*/executions"));
    Cookie after = session(page);
    assertThat(after.value).isNotEqualTo(before.value);
    assertThat(after.httpOnly).isTrue();
    assertThat(after.sameSite).isIn(SameSiteAttribute.LAX, SameSiteAttribute.STRICT);

    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Signed in as admin"))
        .click();
    page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Sign out")).click();
    assertThat(page).hasURL(Pattern.compile(".*/sign-in"));
    // The session that was left is worth nothing any more, not only forgotten by the browser.
    page.context().clearCookies();
    page.context().addCookies(List.of(after));
    page.navigate("workflows");
    assertThat(page).hasURL(Pattern.compile(".*/sign-in"));
  }

  private static Cookie session(Page page) {
    return page.context().cookies().stream()
        .filter(cookie -> cookie.name.equals("studio-session"))
        .findFirst()
        .orElseThrow();
  }
}
