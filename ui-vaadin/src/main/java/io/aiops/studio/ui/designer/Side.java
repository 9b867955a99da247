package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;

/**
 * The step's form and the text, one at a time. The one that is not seen is hidden and not taken
 * away: the text editor keeps its place.
 */
final class Side extends Div {

  private static final long serialVersionUID = 1L;
  private static final String HIDDEN = "designer-hidden";

  private final Tabs tabs = new Tabs();
  private final Tab stepTab = new Tab("Step");
  private final Tab textTab = new Tab("Text");

  Side(Div step, Div text, Runnable textShown) {
    addClassName("designer-side");
    tabs.add(stepTab, textTab);
    tabs.addSelectedChangeListener(change -> {
      boolean isText = change.getSelectedTab() == textTab;
      step.setClassName(HIDDEN, isText);
      text.setClassName(HIDDEN, !isText);
      if (isText) {
        textShown.run();
      }
    });
    panel(step, stepTab, "step");
    panel(text, textTab, "text");
    text.addClassName(HIDDEN);
    add(tabs, step, text);
  }

  private static void panel(Div panel, Tab tab, String name) {
    tab.setId("designer-tab-" + name);
    panel.setId("designer-panel-" + name);
    panel.addClassName("designer-panel");
    panel.getElement().setAttribute("role", "tabpanel");
    panel.getElement().setAttribute("aria-labelledby", "designer-tab-" + name);
    tab.getElement().setAttribute("aria-controls", "designer-panel-" + name);
  }

  void showStep() {
    tabs.setSelectedTab(stepTab);
  }

  void showText() {
    tabs.setSelectedTab(textTab);
  }
}
