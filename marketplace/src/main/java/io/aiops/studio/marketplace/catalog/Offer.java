package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.marketplace.listing.Listing;

/**
 * A listing, and the catalog that it is taken from.
 *
 * @param catalog its name among the catalogs of this studio
 */
public record Offer(String catalog, Listing listing) {}
