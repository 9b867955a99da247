package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.marketplace.listing.CatalogIndex;
import java.util.Set;
import java.util.function.LongConsumer;

/** Somewhere that listings come from. */
public interface Catalog {

  /** Among the catalogs of this studio. */
  String name();

  /**
   * What it lists; signed, not expired, and never older than what was seen before.
   *
   * @throws CatalogException if there is none to be trusted; a sentence for people
   */
  CatalogIndex index();

  /** The namespaces that it keeps from catalogs below it, also while it is away. */
  Set<String> namespaces();

  /**
   * A file that its index names.
   *
   * @param sha256 what it must be; nothing else is given out
   * @param most bytes
   * @throws CatalogException if it is not there, or another one
   */
  byte[] file(String sha256, long most);

  /**
   * The same.
   *
   * @param seen how many bytes have come, now and then
   */
  default byte[] file(String sha256, long most, LongConsumer seen) {
    return file(sha256, most);
  }
}
