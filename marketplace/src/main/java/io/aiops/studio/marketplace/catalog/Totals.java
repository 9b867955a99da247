package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Listing;
import java.util.Map;

/** What the people of this studio made of listings: how often they fetched and rated them. */
public interface Totals {

  /**
   * Of one listing.
   *
   * @param stars the sum
   */
  record Total(long downloads, long ratings, long stars) {
    static final Total NONE = new Total(0, 0, 0);
  }

  /** By the listing's id; whoever is not in it has none. */
  Map<String, Total> all();

  /** Added to what the listing says of its own. */
  static Listing added(Listing listing, Map<String, Total> all) {
    Total here = all.getOrDefault(listing.id(), Total.NONE);
    return listing.counted(
        listing.downloads() + here.downloads(),
        listing.ratings() + here.ratings(),
        listing.stars() + here.stars());
  }

  static CatalogIndex added(CatalogIndex index, Map<String, Total> all) {
    return new CatalogIndex(
        index.catalog(),
        index.serial(),
        index.issuedAt(),
        index.expiresAt(),
        index.namespaces(),
        index.listings().stream().map(listing -> added(listing, all)).toList());
  }
}
