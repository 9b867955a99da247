package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Ed25519Key;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.SignedIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What came with the studio, as the build put it into a folder. Whoever could change that folder
 * could change the studio's code, so its signature says only that it is whole; whether a package in
 * it is let in is decided by who signed that, as of every other.
 */
public final class ShippedCatalog implements Catalog {

  /** Beside the index: the public key that it is signed with, base64. */
  public static final String KEY = "index.key";

  private final Path folder;
  private final FolderCarrier carrier;
  private @Nullable CatalogIndex index;

  private ShippedCatalog(Path folder) {
    this.folder = folder;
    this.carrier = new FolderCarrier(folder);
  }

  /** Empty if no catalog came with it. */
  public static Optional<ShippedCatalog> in(Path folder) {
    return Files.isRegularFile(folder.resolve(SignedIndex.FILE))
        ? Optional.of(new ShippedCatalog(folder))
        : Optional.empty();
  }

  @Override
  public String name() {
    return Sources.SHIPPED;
  }

  @Override
  public synchronized CatalogIndex index() {
    CatalogIndex read = index == null ? read() : index;
    index = read;
    return read;
  }

  private CatalogIndex read() {
    try {
      byte[] key = carrier.read(KEY, 1_000);
      return SignedIndex.readWhenever(
          carrier.read(SignedIndex.FILE, SignedIndex.LARGEST),
          Ed25519Key.read(KEY, new String(key, StandardCharsets.US_ASCII).strip()));
    } catch (IOException | InvalidException e) {
      throw new CatalogException(name(), "in %s is not whole: %s".formatted(folder, e), e);
    }
  }

  /** None: that it is there must not keep anybody from entering a newer one. */
  @Override
  public Set<String> namespaces() {
    return Set.of();
  }

  @Override
  public byte[] file(String sha256, long most) {
    return file(sha256, most, soFar -> {});
  }

  @Override
  public byte[] file(String sha256, long most, LongConsumer seen) {
    try {
      return carrier.file(sha256, most, seen);
    } catch (IOException e) {
      throw new CatalogException(name(), "in %s is not whole: %s".formatted(folder, e), e);
    }
  }
}
