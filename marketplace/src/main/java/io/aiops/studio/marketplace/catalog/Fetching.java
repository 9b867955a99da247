package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.marketplace.catalog.PackageCheck.Identity;
import io.aiops.studio.marketplace.listing.Release;
import java.util.concurrent.Semaphore;

/** Brings files from the catalog that offers them; of packages only what they are listed as. */
final class Fetching {

  /** Packages are held in memory while they are checked. */
  private static final int AT_ONCE = 2;

  private final Catalogs catalogs;
  private final PackageCheck check;
  private final Semaphore room = new Semaphore(AT_ONCE, true);

  Fetching(Catalogs catalogs, PackageCheck check) {
    this.catalogs = catalogs;
    this.check = check;
  }

  /**
   * @param most bytes
   */
  byte[] file(Offer offer, String sha256, long most) {
    return catalog(offer).file(sha256, most);
  }

  /**
   * @throws InvalidException if it is another package, or not what its publisher signed
   * @throws CatalogException if the catalog does not bring it
   */
  byte[] verified(Offer offer, Release release, Coming coming) {
    room.acquireUninterruptibly();
    try {
      String id = offer.listing().id();
      byte[] bytes = catalog(offer).file(release.file(), release.size(), coming::bytes);
      coming.complete();
      Identity is =
          check.check(
              offer.listing().kind(),
              id + "-" + release.version() + offer.listing().kind().ending(),
              bytes);
      if (!is.id().equals(id) || !is.version().equals(release.version())) {
        throw new InvalidException(
            id,
            "%s is listed in the catalog '%s', but the package is %s %s."
                .formatted(release.version(), offer.catalog(), is.id(), is.version()));
      }
      return bytes;
    } finally {
      room.release();
    }
  }

  private Catalog catalog(Offer offer) {
    return catalogs
        .named(offer.catalog())
        .orElseThrow(() -> new NotFoundException("catalog", offer.catalog()));
  }
}
