package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.html.Span;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.ui.text.Texts;
import java.util.Locale;

/** How many stars people gave on average, and how many people; read aloud as a sentence. */
final class Rating extends Span {

  private static final long serialVersionUID = 1L;

  Rating(Listing listing) {
    addClassName("studio-rating");
    if (listing.ratings() == 0) {
      setText("Not rated yet");
      addClassName("studio-secondary");
      return;
    }
    String mean = mean(listing);
    Span star = new Span("★");
    star.addClassName("studio-star");
    Span seen = new Span(star, new Span(" " + mean + " (" + Texts.count(listing.ratings()) + ")"));
    seen.getElement().setAttribute("aria-hidden", "true");
    Span said = new Span(sentence(listing));
    said.addClassName("studio-said");
    add(seen, said);
  }

  static String sentence(Listing listing) {
    return listing.ratings() == 0
        ? "Nobody has rated it yet."
        : mean(listing)
            + " of 5 stars, from "
            + Texts.count(listing.ratings(), "person", "people")
            + ".";
  }

  private static String mean(Listing listing) {
    return String.format(Locale.ROOT, "%.1f", (double) listing.stars() / listing.ratings());
  }
}
