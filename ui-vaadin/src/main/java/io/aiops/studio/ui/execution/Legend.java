package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;

/** Says what the looks of the waterfall's bars stand for. */
final class Legend extends UnorderedList {

  private static final long serialVersionUID = 1L;

  Legend() {
    addClassName("studio-legend");
    entry("completed", "Completed");
    entry("running", "Running");
    entry("failed", "Failed");
    entry("stopped", "Stopped");
    entry("waiting", "Waiting");
    entry("wait", "Waited");
    entry("back-off", "Before the next try");
    entry("call", "Model or tool call");
  }

  private void entry(String look, String word) {
    Span swatch = new Span();
    swatch.addClassNames("studio-bar-swatch", look);
    swatch.getElement().setAttribute("aria-hidden", "true");
    add(new ListItem(swatch, new Span(word)));
  }
}
