package io.aiops.studio.marketplace.catalog;

import java.time.Instant;

/**
 * Another catalog, as an administrator entered it.
 *
 * @param name among the catalogs of this studio
 * @param position of those with the same name of a plugin, the one with the lower position has it
 * @param location an address, or a path that every node of the studio can read
 * @param indexKey what its index is signed with: base64 of an Ed25519 public key
 */
public record CatalogSource(
    String name,
    int position,
    Kind kind,
    String location,
    String indexKey,
    Instant addedAt,
    String addedBy) {

  /** What carries it. */
  public enum Kind {
    /** A web server. */
    SERVER,
    /** A folder of files. */
    FOLDER,
    /** One file, as {@code ./studio catalog export} makes it. */
    ARCHIVE
  }
}
