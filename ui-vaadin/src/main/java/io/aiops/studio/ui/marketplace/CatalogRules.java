package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import io.aiops.studio.marketplace.publishing.Keeping;
import io.aiops.studio.marketplace.publishing.Rules;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.notice.Notices;

/** What holds for the studio's own catalog. */
final class CatalogRules extends Section {

  private static final long serialVersionUID = 1L;

  private final transient Keeping keeping;
  private final Checkbox open = new Checkbox("Anybody may read this catalog at /catalog/");
  private final Checkbox fourEyes =
      new Checkbox("Somebody else than who submitted a version publishes it");

  CatalogRules(Keeping keeping) {
    this.keeping = keeping;
    addClassName("studio-publishing");
    Rules rules = keeping.rules(Session.caller());
    open.setValue(rules.open());
    open.setHelperText(
        "Without a sign-in. Other studios enter that address as a catalog; what is in it stays"
            + " signed.");
    fourEyes.setValue(rules.fourEyes());
    open.addValueChangeListener(change -> save());
    fourEyes.addValueChangeListener(change -> save());
    add(new H2("Rules"), new Div(open), new Div(fourEyes));
  }

  private void save() {
    keeping.rules(Session.caller(), new Rules(open.getValue(), fourEyes.getValue()));
    Notices.done("That holds from now on.");
  }
}
