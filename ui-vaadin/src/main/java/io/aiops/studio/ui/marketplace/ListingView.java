package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.catalog.Offer;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.evidence.EvidenceSection;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.layout.Updates;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** One listing: all that is known of it before it is installed, and what people say of it. */
@Route(value = Routes.LISTING, layout = MainLayout.class)
public final class ListingView extends Page implements BeforeEnterObserver, HasDynamicTitle {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final transient Marketplace marketplace;
  private final Div content = new Div();
  private final InstallActions actions;
  private String id = "";
  private String title = "Listing";

  public ListingView(Studio studio, Marketplace marketplace) {
    super("Listing");
    this.studio = studio;
    this.marketplace = marketplace;
    actions = new InstallActions(studio, marketplace, this::refresh);
    addActions(actions);
    content.addClassName("studio-listing");
    add(content);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    id = event.getRouteParameters().get("listing").orElse("");
    refresh();
  }

  private void refresh() {
    Caller caller = Session.caller();
    Offer offer = marketplace.browsing().get(caller, id);
    Listing listing = offer.listing();
    String installed = Updates.installed(studio, caller).get(id);
    title = listing.title();
    setHeading(title);
    actions.show(listing, installed);
    content.removeAll();
    content.add(head(listing, installed));
    if (!listing.deprecated().isEmpty()) {
      content.add(deprecated(listing));
    }
    Div main = new Div();
    main.addClassName("studio-listing-main");
    if (!listing.screenshots().isEmpty()) {
      main.add(new Screenshots(listing));
    }
    main.add(readme(caller, listing), new VersionList(listing, installed, actions));
    listing
        .newest()
        .ifPresent(
            release -> main.add(EvidenceSection.of(marketplace, listing.id(), release.version())));
    main.add(
        new ReviewSection(marketplace, listing, this::refresh),
        new CommentSection(marketplace.comments(), listing.id()));
    Aside side = new Aside(new ListingFacts(studio, caller, offer, installed));
    side.getElement().setAttribute("aria-label", "Facts");
    Div body = new Div(main, side);
    body.addClassName("studio-listing-body");
    content.add(body);
  }

  private static Div head(Listing listing, @Nullable String installed) {
    Span by = new Span("By " + listing.publisherName());
    Span downloads = new Span(ListingCard.downloads(listing));
    downloads.addClassName("studio-secondary");
    Div line = new Div(by, new Rating(listing), downloads, new Marks(listing, installed));
    line.addClassName("studio-listing-foot");
    Div words = new Div(line);
    words.addClassName("studio-listing-words");
    if (!listing.summary().isEmpty()) {
      Paragraph summary = new Paragraph(listing.summary());
      summary.addClassName("studio-introduction");
      words.add(summary);
    }
    Div head = new Div(new ListingIcon(listing), words);
    head.addClassName("studio-listing-head");
    return head;
  }

  private static Div deprecated(Listing listing) {
    Div note = new Div(new Span("Deprecated: " + listing.deprecated() + " "));
    note.addClassName("studio-failure");
    if (!listing.successor().isEmpty()) {
      Anchor successor =
          new Anchor("/" + Routes.listing(listing.successor()), "See what to take instead");
      successor.setRouterIgnore(false);
      note.add(successor);
    }
    return note;
  }

  private Div readme(Caller caller, Listing listing) {
    Div section = new Div(new H2("About"));
    section.addClassName("studio-prose");
    try {
      String html = marketplace.browsing().readme(caller, listing.id());
      section.add(
          html.isBlank()
              ? new Paragraph("Its publisher gave no description.")
              : new Html("<div>" + withoutTitle(html, listing.title()) + "</div>"));
    } catch (UnavailableException away) {
      section.add(new Paragraph("Its description cannot be shown now. " + away.getMessage()));
    }
    return section;
  }

  /** The page says the title already; most READMEs begin with it as well. */
  static String withoutTitle(String html, String title) {
    Element body = Jsoup.parseBodyFragment(html).body();
    Element first = body.firstElementChild();
    if (first == null || !first.tagName().matches("h[1-6]") || !first.text().equals(title)) {
      return html;
    }
    first.remove();
    return body.html();
  }

  @Override
  public String getPageTitle() {
    return title + " · AI Ops Studio";
  }
}
