package io.aiops.studio.server.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** A person without a mouse. */
record Keys(Page page) {

  /** Nothing people need may be further away than this. */
  private static final int FAR = 80;

  void press(String key) {
    page.keyboard().press(key);
  }

  void type(String text) {
    page.keyboard().type(text);
  }

  /** Goes on with Tab until this has the focus. */
  void reach(Locator wanted) {
    walk("Tab", wanted);
  }

  void back(Locator wanted) {
    walk("Shift+Tab", wanted);
  }

  private void walk(String key, Locator wanted) {
    wanted.waitFor();
    for (int i = 0; i < FAR; i++) {
      if ((boolean) wanted.evaluate("element => element.matches(':focus')")) {
        return;
      }
      page.keyboard().press(key);
    }
    throw new AssertionError(wanted + " is not reached by " + FAR + " times " + key);
  }
}
