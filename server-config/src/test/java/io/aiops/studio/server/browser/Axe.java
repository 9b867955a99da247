package io.aiops.studio.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;

/** What a person who sees little, or uses no mouse, would stumble over. */
final class Axe {

  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private Axe() {}

  static void findsNothingGrave(Page page, String where) {
    findsNothingGrave(page, new AxeBuilder(page), where);
  }

  /** The same page in light and dark: colours are all that differs. */
  static void findsNothingGraveInLightAndDark(Page page, String where) {
    findsNothingGrave(page, where);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    findsNothingGrave(
        page, new AxeBuilder(page).withRules(List.of("color-contrast")), "dark " + where);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private static void findsNothingGrave(Page page, AxeBuilder axe, String where) {
    List<String> grave =
        axe.setLegacyMode(true).analyze().getViolations().stream()
            .filter(rule -> GRAVE.contains(rule.getImpact()))
            .map(rule ->
                rule.getId()
                    + ": "
                    + rule.getNodes().stream()
                        .map(node -> node.getTarget() + " " + node.getHtml())
                        .toList())
            .toList();
    assertThat(grave).as("%s (%s)", where, page.url()).isEmpty();
  }
}
