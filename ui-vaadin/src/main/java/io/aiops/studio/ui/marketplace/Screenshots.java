package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import io.aiops.studio.marketplace.listing.Listing;

/** Pictures of it in a row that scrolls; each opens in full in another window. */
final class Screenshots extends Div {

  private static final long serialVersionUID = 1L;

  Screenshots(Listing listing) {
    addClassName("studio-screenshots");
    getElement().setAttribute("role", "group").setAttribute("aria-label", "Screenshots");
    int number = 0;
    for (String sha256 : listing.screenshots()) {
      number++;
      String address = ListingIcon.picture(listing, sha256);
      Image image = new Image(address, "Screenshot " + number + " of " + listing.title());
      image.getElement().setAttribute("loading", "lazy");
      Anchor link = new Anchor(address, image);
      link.setTarget(AnchorTarget.BLANK);
      add(link);
    }
  }
}
