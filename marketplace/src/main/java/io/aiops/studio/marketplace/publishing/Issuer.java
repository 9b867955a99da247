package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Ed25519Key;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.marketplace.catalog.Totals;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.publishing.ReleaseStore.Issue;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Signs what was published here, for other studios: as an index, and as one file with all that it
 * names, which a web server or a folder carries as it is.
 */
public final class Issuer {

  private static final String PLACE = "catalog";
  private static final Duration LEAST_LEFT = Duration.ofDays(89);
  private static final int TRIES = 5;
  private static final long LARGEST = 128L * 1024 * 1024;

  private final ReleaseStore store;
  private final OwnCatalog own;
  private final Totals totals;
  private final Secrets secrets;
  private final Clock clock;

  public Issuer(ReleaseStore store, OwnCatalog own, Totals totals, Secrets secrets, Clock clock) {
    this.store = store;
    this.own = own;
    this.totals = totals;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** What other studios enter to trust what is issued here. */
  public Ed25519Key key(Caller caller) {
    caller.require(Permission.VIEW);
    issued();
    return signing(store.issue().orElseThrow()).publicKey();
  }

  /**
   * The signed index as it is now. It is issued anew when what it lists has changed, and once a
   * day, so that the time it is good for and what it counts are never old.
   */
  public byte[] index(Caller caller) {
    caller.require(Permission.VIEW);
    return issued();
  }

  private byte[] issued() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < TRIES; i++) {
      Optional<Issue> last = store.issue();
      SigningKey key = last.map(this::signing).orElseGet(SigningKey::create);
      long before = last.map(Issue::serial).orElse(0L);
      CatalogIndex index = Totals.added(own.index(before + 1, now), totals.all());
      String content = Sha256.of(Json.canonical(Json.toMap(own.index(1, Instant.EPOCH))));
      if (last.isPresent()
          && last.get().content().equals(content)
          && left(last.get(), key, now).compareTo(LEAST_LEFT) > 0) {
        return last.get().document();
      }
      byte[] document = SignedIndex.write(index, key);
      String sealed = last.map(Issue::signing).orElseGet(() -> secrets.seal(key.text(), PLACE));
      if (store.issue(before, new Issue(sealed, before + 1, content, document))) {
        return document;
      }
    }
    throw new ConflictException("The catalog is changing all the time; ask again in a moment.");
  }

  private static Duration left(Issue last, SigningKey key, Instant now) {
    try {
      return Duration.between(
          now, SignedIndex.read(last.document(), key.publicKey(), now).expiresAt());
    } catch (InvalidException e) {
      // It has expired, or is of an earlier form: there is nothing left of it.
      return Duration.ZERO;
    }
  }

  private SigningKey signing(Issue issue) {
    return SigningKey.of(secrets.open(issue.signing(), PLACE));
  }

  /**
   * What is issued, if it is for anybody.
   *
   * @param files hashes of all that may be given out with it
   */
  record Issued(byte[] document, String tag, Set<String> files) {}

  /** Empty unless an administrator has opened the catalog. */
  Optional<Issued> open() {
    if (!store.rules().open()) {
      return Optional.empty();
    }
    byte[] document = issued();
    return Optional.of(new Issued(document, Sha256.of(document), files(document)));
  }

  /** One of those. */
  byte[] file(String sha256) {
    return own.file(sha256, LARGEST);
  }

  /** Of what was withdrawn, the listing names the package still, but nobody gets it. */
  private Set<String> files(byte[] document) {
    CatalogIndex index =
        SignedIndex.read(
            document, signing(store.issue().orElseThrow()).publicKey(), clock.instant());
    TreeSet<String> names = new TreeSet<>();
    for (Listing listing : index.listings()) {
      names.addAll(Arrays.asList(listing.readme(), listing.icon()));
      names.addAll(listing.screenshots());
      listing.releases().stream()
          .filter(release -> release.yanked().isEmpty())
          .map(Release::file)
          .forEach(names::add);
    }
    names.remove("");
    return names;
  }

  /** All of the catalog in one file; what was withdrawn is listed, but not in it. */
  public void export(Caller caller, OutputStream out) throws IOException {
    caller.requireStudio();
    byte[] document = issued();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, SignedIndex.FILE, document);
      for (String name : files(document)) {
        put(zip, "files/" + name, own.file(name, LARGEST));
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
  }
}
