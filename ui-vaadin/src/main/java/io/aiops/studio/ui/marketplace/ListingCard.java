package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.card.CardVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** A listing among others: enough to decide whether to look at it. */
final class ListingCard extends Card {

  private static final long serialVersionUID = 1L;

  ListingCard(Listing listing, @Nullable String installed) {
    addThemeVariants(CardVariant.OUTLINED);
    addClassName("studio-listing-card");
    getElement().setAttribute("data-listing", listing.id());
    Anchor link = new Anchor("/" + Routes.listing(listing.id()), listing.title());
    link.setRouterIgnore(false);
    setHeaderPrefix(new ListingIcon(listing));
    setTitle(new H2(link));
    setSubtitle(
        new Span(listing.publisherName() + (listing.kind() == Kind.TEMPLATE ? " · template" : "")));
    if (!listing.summary().isEmpty()) {
      add(new Paragraph(listing.summary()));
    }
    Span taken = new Span(downloads(listing));
    taken.addClassName("studio-secondary");
    Div foot = new Div(new Rating(listing), taken, new Marks(listing, installed));
    foot.addClassName("studio-listing-foot");
    add(foot);
  }

  static String downloads(Listing listing) {
    return Texts.count(listing.downloads(), "download", "downloads");
  }
}
