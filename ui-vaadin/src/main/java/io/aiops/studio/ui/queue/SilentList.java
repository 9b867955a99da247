package io.aiops.studio.ui.queue;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.query.QueueViews.Silent;
import io.aiops.studio.ui.text.Moment;
import java.util.List;

/** What outside does not answer now; empty and not shown if all does. */
final class SilentList extends Div {

  private static final long serialVersionUID = 1L;

  SilentList() {
    addClassName("studio-failure");
    getElement().setAttribute("role", "status");
    setVisible(false);
  }

  void show(List<Silent> silent) {
    removeAll();
    setVisible(!silent.isEmpty());
    for (Silent each : silent) {
      add(
          new Paragraph(
              new Span(
                  "Degraded: %s does not answer node '%s'. What needs it is tried again or takes its"
                          .formatted(each.what(), each.node())
                      + " fallback; the next try: "),
              new Moment(each.until())));
    }
  }
}
