package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Listing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All catalogs as one. A catalog keeps the namespaces of its publishers from those below it, also
 * while it is away: whoever can put something into a public catalog cannot slip a version in
 * between those of one's own, nor wait for the moment when one's own does not answer.
 *
 * @param offers by id
 * @param refused what is not offered, and why
 * @param failures of the catalogs that show nothing, by their name
 */
public record Merged(
    Map<String, Offer> offers, List<Refused> refused, Map<String, CatalogException> failures) {

  /**
   * A listing in a catalog that may not offer it.
   *
   * @param keeper the catalog above that keeps the namespace
   */
  public record Refused(String catalog, String id, String namespace, String keeper) {}

  private record Kept(String namespace, String keeper) {
    boolean holds(String lower) {
      return lower.equals(namespace) || lower.startsWith(namespace + ".");
    }
  }

  /**
   * @param catalogs the one that goes before the others first
   */
  static Merged of(List<? extends Catalog> catalogs) {
    Merged all = new Merged(new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>());
    List<Kept> kept = new ArrayList<>();
    for (Catalog catalog : catalogs) {
      CatalogIndex index = all.index(catalog);
      if (index != null) {
        index.listings().forEach(listing -> all.add(catalog.name(), listing, kept));
      }
      catalog.namespaces().forEach(namespace -> kept.add(new Kept(namespace, catalog.name())));
    }
    return all;
  }

  private @Nullable CatalogIndex index(Catalog catalog) {
    try {
      return catalog.index();
    } catch (CatalogException e) {
      failures.put(catalog.name(), e);
      return null;
    }
  }

  private void add(String catalog, Listing listing, List<Kept> kept) {
    String lower = listing.id().toLowerCase(Locale.ROOT);
    Optional<Kept> keeper = kept.stream().filter(one -> one.holds(lower)).findFirst();
    keeper.ifPresentOrElse(
        one -> refused.add(new Refused(catalog, listing.id(), one.namespace(), one.keeper())),
        () -> offers.put(listing.id(), new Offer(catalog, listing)));
  }
}
