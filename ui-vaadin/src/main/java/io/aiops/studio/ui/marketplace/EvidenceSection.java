package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.trust.Judgement;
import io.aiops.studio.host.trust.TrustService.Trust;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.evidence.Evidence;
import io.aiops.studio.marketplace.template.Ancestor;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.live.Background;
import io.aiops.studio.ui.notice.Failures;
import io.aiops.studio.ui.plugin.TrustSection;
import java.util.List;

/**
 * What this studio finds in a version before anything of it is installed; the package is brought
 * for that while the page is there already.
 */
final class EvidenceSection extends Section {

  private static final long serialVersionUID = 1L;

  private final transient Marketplace marketplace;
  private final String listing;
  private final String version;
  private boolean begun;

  EvidenceSection(Marketplace marketplace, String listing, String version) {
    this.marketplace = marketplace;
    this.listing = listing;
    this.version = version;
    addClassName("studio-reviews");
    getElement().setAttribute("data-evidence", version);
    ProgressBar bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", "Version " + version + " is looked through");
    Paragraph what = new Paragraph("Version " + version + " is fetched and looked through.");
    what.getElement().setAttribute("role", "status");
    add(what, bar);
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    if (begun) {
      return;
    }
    begun = true;
    UI ui = attached.getUI();
    Caller caller = Session.caller();
    Background.run(
        "evidence of a listing",
        () -> {
          try {
            Evidence found = marketplace.evidences().of(caller, listing, version);
            Background.show(ui, () -> show(found));
          } catch (RuntimeException failure) {
            Background.show(ui, () -> say(Failures.sentence(failure)));
          }
        });
  }

  private void say(String why) {
    removeAll();
    add(new H2("Where it comes from"), new Paragraph("This cannot be shown now. " + why));
  }

  private void show(Evidence found) {
    removeAll();
    Judgement judgement = found.judgement();
    if (judgement != null) {
      add(
          new TrustSection(new Trust(judgement, null)),
          new H2("What the compatibility kit found"),
          new KitReport(found.compatibility()));
    } else {
      add(new H2("What it was made from"));
      lineage(found.lineage());
    }
  }

  private void lineage(List<Ancestor> lineage) {
    if (lineage.isEmpty()) {
      add(new Paragraph("No other template: it was made anew."));
      return;
    }
    OrderedList list = new OrderedList();
    for (Ancestor each : lineage.reversed()) {
      Anchor link = new Anchor("/" + Routes.MARKETPLACE + "?q=" + each.id(), each.id());
      link.setRouterIgnore(false);
      list.add(new ListItem(link, new Span(" " + each.version())));
    }
    add(new Paragraph("The nearest first:"), list);
  }
}
