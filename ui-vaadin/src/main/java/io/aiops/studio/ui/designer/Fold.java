package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of the form that is folded until the step says something there. */
final class Fold extends Details {

  private static final long serialVersionUID = 1L;

  private final List<String> keys;
  private final Div content = new Div();

  /**
   * @param keys the step's properties that are shown inside
   */
  Fold(String title, String... keys) {
    super(title);
    this.keys = List.of(keys);
    content.addClassName("designer-fold");
    add(content);
    setWidthFull();
  }

  void clear() {
    content.removeAll();
  }

  /** Puts one below the other. */
  void put(Component part) {
    content.add(part);
  }

  /** Opens if there is something to see; what somebody opened stays open. */
  void open(Map<String, @Nullable Object> step) {
    if (keys.stream().anyMatch(step::containsKey)) {
      setOpened(true);
    }
  }
}
