package io.aiops.studio.ui.layout;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.live.Background;
import io.aiops.studio.ui.text.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many installed plugins have newer versions. Asked when the page opens, without keeping it:
 * another catalog may take seconds to answer.
 */
final class UpdateCount extends Span {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(UpdateCount.class);

  private final transient Studio studio;
  private final transient Marketplace marketplace;

  UpdateCount(Studio studio, Marketplace marketplace) {
    this.studio = studio;
    this.marketplace = marketplace;
    addClassName("studio-count");
    setVisible(false);
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    UI ui = attached.getUI();
    Caller caller = Session.caller();
    Background.run(
        "updates",
        () -> {
          try {
            int updates = Updates.available(studio, marketplace, caller).size();
            Background.show(ui, () -> show(updates));
          } catch (RuntimeException failure) {
            LOG.warn("Updates could not be looked for; the next page tries again", failure);
          }
        });
  }

  private void show(int updates) {
    setVisible(updates > 0);
    setText(Texts.count(updates));
    String said = Texts.count(updates, "update is available", "updates are available");
    getElement().setAttribute("aria-label", said).setAttribute("role", "img");
    setTitle(said);
  }
}
