package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.marketplace.listing.Kind;

/** Whether a package is what its publisher signed. */
@FunctionalInterface
public interface PackageCheck {

  /** What a package is, once it was held against its signature. */
  record Identity(String id, String version) {}

  /**
   * @throws io.aiops.studio.host.problem.InvalidException with all that is not as it must be
   */
  Identity check(Kind kind, String fileName, byte[] bytes);
}
