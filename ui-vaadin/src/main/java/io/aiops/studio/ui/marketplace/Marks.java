package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.listing.ReleaseVersion;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a listing at a glance: installed, newer, outdated, not for this studio.
 */
final class Marks extends Span {

  private static final long serialVersionUID = 1L;

  /**
   * @param installed the version that is; null if none is
   */
  Marks(Listing listing, @Nullable String installed) {
    addClassName("studio-marks");
    if (installed != null) {
      mark("Installed " + installed, BadgeVariant.SUCCESS);
      listing
          .newest()
          .filter(newest -> newer(newest, installed))
          .ifPresent(newest -> mark("Update to " + newest.version(), BadgeVariant.WARNING));
    }
    if (!listing.deprecated().isEmpty()) {
      mark("Deprecated", BadgeVariant.ERROR);
    }
    if (listing.newest().isEmpty()) {
      mark("Does not run here", BadgeVariant.CONTRAST);
    }
    setVisible(getChildren().findAny().isPresent());
  }

  private void mark(String text, BadgeVariant variant) {
    Badge badge = new Badge(text);
    badge.addThemeVariants(variant);
    add(badge);
  }

  static boolean newer(Release release, String installed) {
    return ReleaseVersion.read("version", release.version())
            .compareTo(ReleaseVersion.read("version", installed))
        > 0;
  }
}
