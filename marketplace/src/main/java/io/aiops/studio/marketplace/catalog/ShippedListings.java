package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.host.plugin.ShippedPackages;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins of the catalog that came with the studio: a fresh one is installed from it. */
public final class ShippedListings implements ShippedPackages {

  private static final Logger LOG = LoggerFactory.getLogger(ShippedListings.class);

  @Override
  public List<Shipped> in(Path folder) {
    List<Shipped> all = new ArrayList<>();
    try {
      ShippedCatalog.in(folder)
          .ifPresent(catalog ->
              catalog.index().listings().stream()
                  .filter(listing -> listing.kind() == Kind.PLUGIN)
                  .forEach(listing -> newest(catalog, listing).ifPresent(all::add)));
    } catch (CatalogException e) {
      LOG.error("{} No plugin of it is installed.", e.getMessage());
    }
    return all;
  }

  private static Optional<Shipped> newest(Catalog catalog, Listing listing) {
    Release release = listing.newest().orElse(null);
    if (release == null) {
      LOG.error("The shipped plugin {} has no version that runs here", listing.id());
      return Optional.empty();
    }
    String fileName = listing.id() + "-" + release.version() + ".studio";
    try {
      byte[] bytes = catalog.file(release.file(), release.size());
      String jar = Sha256.of(StudioPackage.read(fileName, bytes).file(StudioPackage.JAR));
      return Optional.of(new Shipped(fileName, listing.id(), jar, () -> bytes));
    } catch (CatalogException | InvalidException e) {
      LOG.error("The shipped plugin {} cannot be used: {}", listing.id(), e.getMessage());
      return Optional.empty();
    }
  }
}
