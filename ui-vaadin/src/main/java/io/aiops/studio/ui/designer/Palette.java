package io.aiops.studio.ui.designer;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All there is to build with: dragged onto the canvas, or added by Enter or a click. */
final class Palette extends Aside {

  private static final long serialVersionUID = 1L;

  private final transient List<PaletteItem> items;
  private final transient Consumer<PaletteItem> chosen;
  private final TextField search = new TextField();
  private final Div list = new Div();

  Palette(List<PaletteItem> items, Consumer<PaletteItem> chosen) {
    this.items = items;
    this.chosen = chosen;
    addClassName("designer-palette");
    getElement().setAttribute("aria-label", "Palette");
    search.setPlaceholder("Find a step");
    search.setAriaLabel("Find a step to add; Enter adds the first that is found");
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.EAGER);
    search.addValueChangeListener(change -> show());
    search.addKeyDownListener(Key.ENTER, pressed -> chooseFirst());
    search.setWidthFull();
    list.addClassName("designer-palette-list");
    add(search, list);
    show();
  }

  private void show() {
    list.removeAll();
    Map<String, UnorderedList> groups = new LinkedHashMap<>();
    for (PaletteItem item : items) {
      if (item.matches(search.getValue())) {
        groups.computeIfAbsent(item.group(), this::group).add(new ListItem(entry(item)));
      }
    }
    if (groups.isEmpty()) {
      list.add(
          new Paragraph(
              "Nothing is called so. Try another word, or install a plugin that has it."));
    }
  }

  /** Nothing is added while nothing is sought: Enter then means nothing. */
  private void chooseFirst() {
    if (!search.isEmpty()) {
      items.stream().filter(item -> item.matches(search.getValue())).findFirst().ifPresent(chosen);
    }
  }

  private UnorderedList group(String name) {
    UnorderedList group = new UnorderedList();
    group.getElement().setAttribute("aria-label", name);
    list.add(new H2(name), group);
    return group;
  }

  private PaletteEntry entry(PaletteItem item) {
    return new PaletteEntry(item, () -> chosen.accept(item));
  }
}
