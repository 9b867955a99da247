package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ADA;

import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.marketplace.catalog.CatalogSource;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.listing.TestListings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A catalog that is a folder, whose key is trusted and whose contents are not. */
record FolderCatalog(RunningMarketplace running, String name, int position, Path folder) {

  private static final SigningKey KEEPER = SigningKey.create();
  private static final Instant AT = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /** In version 1.0.0, with its package. */
  Listing plugin(String id, byte[] whole) throws IOException {
    Files.write(file(whole), whole);
    return plugin(id, Sha256.of(whole), whole.length);
  }

  /** In version 1.0.0, as the catalog says. */
  static Listing plugin(String id, String hash, long size) {
    Release release = new Release("1.0.0", hash, size, "", Map.of(), "", AT, "");
    return TestListings.listing(id, id, "", List.of(), List.of(release));
  }

  /** Where a package lies. */
  Path file(byte[] whole) throws IOException {
    return Files.createDirectories(folder.resolve("files")).resolve(Sha256.of(whole));
  }

  /** Is entered, and lists these. */
  void shows(Listing... listings) throws IOException {
    CatalogIndex index =
        new CatalogIndex(
            name,
            1,
            AT,
            AT.plus(Duration.ofDays(1)),
            List.of(listings).stream().map(Listing::publisher).distinct().sorted().toList(),
            List.of(listings));
    Files.createDirectories(folder);
    Files.write(folder.resolve(SignedIndex.FILE), SignedIndex.write(index, KEEPER));
    enter();
  }

  /** As it is, if it is there at all. */
  void enter() {
    running
        .marketplace()
        .sources()
        .save(
            ADA,
            name,
            position,
            CatalogSource.Kind.FOLDER,
            folder.toAbsolutePath().toString(),
            KEEPER.publicKey().text());
  }

  void leave() {
    running.marketplace().sources().remove(ADA, name);
  }
}
