package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.catalog.Offer;
import io.aiops.studio.marketplace.catalog.Search.Found;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.EmptyState;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.layout.Updates;
import io.aiops.studio.ui.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What all catalogs offer: search as you type, filters, what has updates. */
@Route(value = Routes.MARKETPLACE, layout = MainLayout.class)
@PageTitle("Marketplace · AI Ops Studio")
public final class MarketplaceView extends Page implements BeforeEnterObserver {

  private static final long serialVersionUID = 1L;

  /** So many cards at once; the rest on demand. */
  private static final int AT_ONCE = 24;

  private final transient Studio studio;
  private final transient Marketplace marketplace;
  private final Filters filters = new Filters(this::asked);
  private final UpdateList updates = new UpdateList();
  private final Paragraph count = new Paragraph();
  private final Div cards = new Div();
  private final Button more = new Button("Show more", click -> showMore());
  private final EmptyState noMatch = noMatch();
  private final EmptyState noListing = noListing();
  private transient Map<String, String> installed = Map.of();
  private transient List<Offer> offers = List.of();
  private int shown;

  public MarketplaceView(Studio studio, Marketplace marketplace) {
    super("Marketplace");
    this.studio = studio;
    this.marketplace = marketplace;
    addIntroduction(
        "Plugins of this studio's own catalog and of all others it asks. Whatever a catalog says, a"
            + " plugin is installed only if it is what its publisher signed.");
    if (marketplace.contributors().may(Session.caller())) {
      Anchor publishing = new Anchor("/" + Routes.PUBLISHING, "Publishing");
      publishing.setRouterIgnore(false);
      addActions(publishing);
    }
    if (Session.caller().mayAdministerStudio()) {
      add(new CatalogTroubles(marketplace.sources()));
    }
    // Read aloud when it changes: whoever types a search hears how much is left.
    count.getElement().setAttribute("role", "status");
    count.addClassName("studio-secondary");
    cards.addClassName("studio-cards");
    cards.getElement().setAttribute("role", "group").setAttribute("aria-label", "Found");
    more.addClassName("studio-more");
    add(updates, filters, count, cards, more, noMatch, noListing);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Caller caller = Session.caller();
    installed = Updates.installed(studio, caller);
    updates.show(Updates.available(studio, marketplace, caller), titles(caller));
    filters.read(event.getLocation().getQueryParameters());
    search();
  }

  private Map<String, String> titles(Caller caller) {
    return marketplace.browsing().search(caller, Filters.ANYTHING).offers().stream()
        .map(Offer::listing)
        .collect(Collectors.toMap(Listing::id, Listing::title));
  }

  private void search() {
    Found found = marketplace.browsing().search(Session.caller(), filters.query());
    filters.offer(found);
    offers = found.offers();
    shown = 0;
    cards.removeAll();
    showMore();
    count.setText(Texts.count(offers.size(), "listing", "listings"));
    noMatch.setVisible(offers.isEmpty() && filters.any());
    noListing.setVisible(offers.isEmpty() && !filters.any());
    count.setVisible(!offers.isEmpty() || filters.any());
  }

  /** The address follows, so that the way back from a listing leads here. */
  private void asked() {
    search();
    UI.getCurrent()
        .getPage()
        .getHistory()
        .replaceState(null, Routes.MARKETPLACE + filters.address());
  }

  private void showMore() {
    int until = Math.min(offers.size(), shown + AT_ONCE);
    offers
        .subList(shown, until)
        .forEach(offer ->
            cards.add(new ListingCard(offer.listing(), installed.get(offer.listing().id()))));
    shown = until;
    more.setVisible(shown < offers.size());
  }

  private EmptyState noMatch() {
    Button clear = new Button("Clear the search", click -> filters.clear());
    clear.addThemeVariants(ButtonVariant.PRIMARY);
    return new EmptyState(
        VaadinIcon.SEARCH,
        "Nothing matches",
        "Typing errors are forgiven, so it is probably not here. Try another word, or fewer"
            + " filters.",
        clear);
  }

  private static EmptyState noListing() {
    if (!Session.caller().mayAdministerStudio()) {
      return new EmptyState(
          VaadinIcon.SHOP,
          "No catalog has anything yet",
          "An administrator publishes plugins here, or enters catalogs of others.");
    }
    Anchor publish = new Anchor("/" + Routes.PUBLISHING, "Publish a plugin");
    publish.setRouterIgnore(false);
    return new EmptyState(
        VaadinIcon.SHOP,
        "No catalog has anything yet",
        "Publish a plugin of yours, or enter another catalog with ./studio catalog add.",
        publish);
  }
}
