package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.marketplace.listing.Listing;

/** A listing's picture; of one without, its first letter. Says nothing that the title does not. */
final class ListingIcon extends Span {

  private static final long serialVersionUID = 1L;

  ListingIcon(Listing listing) {
    addClassName("studio-icon");
    getElement().setAttribute("aria-hidden", "true");
    if (listing.icon().isEmpty()) {
      setText(letter(listing.title()));
    } else {
      Image image = new Image(picture(listing, listing.icon()), "");
      image.getElement().setAttribute("loading", "lazy");
      add(image);
    }
  }

  /** Where the browser gets a picture of it. */
  static String picture(Listing listing, String sha256) {
    return "/api/v1/catalog/listings/" + listing.id() + "/pictures/" + sha256;
  }

  private static String letter(String title) {
    return title.isBlank()
        ? "?"
        : new String(Character.toChars(Character.toUpperCase(title.strip().codePointAt(0))));
  }
}
