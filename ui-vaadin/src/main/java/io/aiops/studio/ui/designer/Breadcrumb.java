package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Consumer;

/** Which body the canvas shows, and the way back out of it. */
final class Breadcrumb extends Nav {

  private static final long serialVersionUID = 1L;

  private final transient Consumer<List<String>> chosen;

  Breadcrumb(Consumer<List<String>> chosen) {
    this.chosen = chosen;
    addClassName("designer-breadcrumb");
    getElement().setAttribute("aria-label", "Where the canvas is");
  }

  void show(List<String> path) {
    removeAll();
    setVisible(!path.isEmpty());
    add(button("Workflow", List.of()));
    for (int i = 0; i < path.size(); i++) {
      add(new Span("›"));
      boolean last = i == path.size() - 1;
      if (last) {
        Span here = new Span("Each item of " + path.get(i));
        here.getElement().setAttribute("aria-current", "location");
        add(here);
      } else {
        add(button(path.get(i), List.copyOf(path.subList(0, i + 1))));
      }
    }
  }

  private Button button(String label, List<String> path) {
    Button button = new Button(label, click -> chosen.accept(path));
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    return button;
  }
}
