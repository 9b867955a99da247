package io.aiops.studio.marketplace.listing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a catalog lists, at one time. As a file it is {@link SignedIndex}.
 *
 * @param catalog the name its keeper gave it
 * @param serial grows with each change: an older index is not taken again
 * @param expiresAt from then on it is not taken: whoever holds back newer ones cannot do so for
 *     long
 * @param namespaces those of all publishers in it
 * @param listings by id
 */
public record CatalogIndex(
    String catalog,
    long serial,
    Instant issuedAt,
    Instant expiresAt,
    List<String> namespaces,
    List<Listing> listings) {

  /** So many listings at most. */
  public static final int LISTINGS = 5_000;

  /** So many versions of one at most. */
  public static final int RELEASES = 200;

  public CatalogIndex {
    namespaces = List.copyOf(namespaces);
    listings = List.copyOf(listings);
  }

  public Optional<Listing> listing(String id) {
    return listings.stream().filter(listing -> listing.id().equals(id)).findFirst();
  }
}
