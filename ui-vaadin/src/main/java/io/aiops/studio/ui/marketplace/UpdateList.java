package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.marketplace.catalog.Update;
import io.aiops.studio.ui.Routes;
import java.util.List;
import java.util.Map;

/** What is installed, or was made from a template, and has a newer version. */
final class UpdateList extends Section {

  private static final long serialVersionUID = 1L;

  private final UnorderedList list = new UnorderedList();

  UpdateList() {
    addClassNames("studio-panel", "studio-updates");
    list.addClassName("studio-plain-list");
    add(new H2("Updates available"), list);
    setVisible(false);
  }

  /**
   * @param titles of listings, by their ids
   */
  void show(List<Update> updates, Map<String, String> titles) {
    list.removeAll();
    setVisible(!updates.isEmpty());
    for (Update update : updates) {
      String name = titles.getOrDefault(update.id(), update.id());
      Anchor link = new Anchor("/" + Routes.listing(update.id()), name);
      link.setRouterIgnore(false);
      ListItem item = new ListItem(link, said(update));
      item.getElement().setAttribute("data-update", update.id());
      list.add(item);
    }
  }

  private static Span said(Update update) {
    String wants =
        update.wants().isEmpty() ? "" : "; it does not want the same as the installed version";
    String withdrawn =
        update.withdrawn().isEmpty()
            ? ""
            : "; the installed version was withdrawn: " + update.withdrawn();
    String where = update.workflow().isEmpty() ? "" : ", template of " + update.workflow() + ":";
    Span said =
        new Span(where + " " + update.installed() + " → " + update.version() + wants + withdrawn);
    said.addClassName("studio-secondary");
    return said;
  }
}
