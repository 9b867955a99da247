package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;

/**
 * A version whose package was brought and is what its publisher signed.
 *
 * @param bytes the package
 */
public record Fetched(String catalog, Listing listing, Release release, byte[] bytes) {

  /** Nobody else gets hold of the array: it may be 128 MiB. */
  @Override
  public byte[] bytes() {
    return bytes;
  }
}
