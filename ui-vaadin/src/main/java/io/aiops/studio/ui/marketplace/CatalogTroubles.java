package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.marketplace.catalog.Sources;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.live.Background;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which catalogs cannot be asked now, and why; for administrators, who can mend that. */
final class CatalogTroubles extends Div {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(CatalogTroubles.class);

  private final transient Sources sources;

  CatalogTroubles(Sources sources) {
    this.sources = sources;
    setVisible(false);
    addClassName("studio-failure");
  }

  /** They are asked without keeping the page: one that is away takes seconds to be so. */
  @Override
  protected void onAttach(AttachEvent attached) {
    UI ui = attached.getUI();
    Caller caller = Session.caller();
    Background.run("catalogs", () -> look(ui, caller));
  }

  private void look(UI ui, Caller caller) {
    try {
      List<String> problems =
          sources.list(caller).stream()
              .map(Sources.State::problem)
              .filter(Objects::nonNull)
              .toList();
      Background.show(ui, () -> show(problems));
    } catch (UnavailableException failure) {
      LOG.warn("How the catalogs stand could not be asked; the next page tries again", failure);
    }
  }

  private void show(List<String> problems) {
    removeAll();
    setVisible(!problems.isEmpty());
    problems.forEach(problem -> add(new Paragraph(problem)));
    add(
        new Paragraph(
            "What was seen of it last is shown until it expires. ./studio catalog sources says how"
                + " each stands."));
  }
}
