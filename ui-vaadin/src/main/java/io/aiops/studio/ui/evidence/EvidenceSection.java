package io.aiops.studio.ui.evidence;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.details.Details;
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
import java.util.List;
import java.util.function.Function;

/**
 * What this studio finds in a package before anything of it is installed. It takes a moment, so it
 * is looked for while the page is there already.
 */
public final class EvidenceSection extends Section {

  private static final long serialVersionUID = 1L;

  private final transient Function<Caller, Evidence> looking;
  private boolean begun;

  /**
   * @param what is looked through, such as a version
   * @param sentence said meanwhile
   */
  private EvidenceSection(String what, String sentence, Function<Caller, Evidence> looking) {
    this.looking = looking;
    addClassName("studio-reviews");
    getElement().setAttribute("data-evidence", what);
    ProgressBar bar = new ProgressBar();
    bar.setIndeterminate(true);
    bar.getElement().setAttribute("aria-label", sentence);
    Paragraph meanwhile = new Paragraph(sentence);
    meanwhile.getElement().setAttribute("role", "status");
    add(meanwhile, bar);
  }

  /** In a version that a catalog offers; it is fetched for that. */
  public static EvidenceSection of(Marketplace marketplace, String listing, String version) {
    return new EvidenceSection(
        version,
        "Version " + version + " is fetched and looked through.",
        caller -> marketplace.evidences().of(caller, listing, version));
  }

  /** In a package or a jar that somebody brings along. */
  public static EvidenceSection of(Marketplace marketplace, String fileName, byte[] bytes) {
    return new EvidenceSection(
        fileName,
        fileName + " is looked through.",
        caller -> marketplace.evidences().of(caller, fileName, bytes));
  }

  /** Below its heading, for whoever wants to read it before they answer. */
  public Details folded() {
    return new Details("Where it comes from, and what its code would do", this);
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
        "evidence of a package",
        () -> {
          try {
            Evidence found = looking.apply(caller);
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
