package io.aiops.studio.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ViewportSize;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A window as narrow as they come. */
final class Phone {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 780;

  /**
   * What is wider than the box that it is reached in, the page among them. Left out: the text of a
   * workflow, the canvas, and a row of pictures, which are moved by nature.
   */
  private static final String SIDEWAYS =
      """
      () => {
        const wide = [];
        const look = root => root.querySelectorAll('*').forEach(each => {
          if (each.matches('.cm-editor, .react-flow, .studio-screenshots')) return;
          const moves = /auto|scroll/.test(getComputedStyle(each).overflowX) || each.matches('html');
          // A pixel is lost by rounding.
          if (moves && each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1
              && !each.closest('.cm-editor, .react-flow, input, textarea')) {
            wide.push(each.tagName.toLowerCase() + '.' + each.className + '#' + each.id + ': '
                + each.scrollWidth + ' in ' + each.clientWidth);
          }
          if (each.shadowRoot) look(each.shadowRoot);
        });
        look(document);
        return wide;
      }
      """;

  private Phone() {}

  /** Also what the server draws otherwise there has come by then. */
  static void scrollsNothingSideways(Page page, String where) {
    ViewportSize before = page.viewportSize();
    page.setViewportSize(WIDTH, HEIGHT);
    Awaitility.await()
        // The browser answers to the thread of the test only.
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat((List<?>) page.evaluate(SIDEWAYS))
                .as("%s (%s)", where, page.url())
                .isEmpty());
    page.setViewportSize(before.width, before.height);
  }
}
