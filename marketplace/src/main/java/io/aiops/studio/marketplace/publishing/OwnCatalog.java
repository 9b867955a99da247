package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.marketplace.catalog.Catalog;
import io.aiops.studio.marketplace.catalog.CatalogException;
import io.aiops.studio.marketplace.catalog.Sources;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.listing.ReleaseVersion;
import io.aiops.studio.marketplace.publishing.ReleaseStore.Deprecation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was published here. Nobody need sign it for ourselves; {@link Issuer} does for others. */
public final class OwnCatalog implements Catalog {

  private static final Duration VALID = Duration.ofDays(90);

  private final ReleaseStore store;
  private final Clock clock;

  public OwnCatalog(ReleaseStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public String name() {
    return Sources.OWN;
  }

  @Override
  public CatalogIndex index() {
    return index(1, clock.instant());
  }

  /** Without what people made of it. */
  CatalogIndex index(long serial, Instant at) {
    Map<String, Deprecation> deprecations = store.deprecations();
    List<Listing> listings =
        store.published().stream()
            .collect(Collectors.groupingBy(Submission::listing, TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(entry ->
                listing(entry.getValue(), Optional.ofNullable(deprecations.get(entry.getKey()))))
            .sorted(Comparator.comparing(listing -> listing.id().toLowerCase(Locale.ROOT)))
            .toList();
    return new CatalogIndex(
        Sources.OWN,
        serial,
        at,
        at.plus(VALID),
        List.copyOf(new TreeSet<>(listings.stream().map(Listing::publisher).toList())),
        listings);
  }

  /** What it shows is what its newest version that was not withdrawn shows. */
  private static Listing listing(List<Submission> versions, Optional<Deprecation> deprecation) {
    List<Submission> sorted =
        versions.stream().sorted(Comparator.comparing(OwnCatalog::version).reversed()).toList();
    Submission newest =
        sorted.stream().filter(one -> one.yanked().isEmpty()).findFirst().orElse(sorted.getFirst());
    Shown shown = newest.shown();
    return new Listing(
        newest.listing(),
        shown.kind(),
        shown.publisher(),
        shown.publisherName(),
        shown.title(),
        shown.summary(),
        shown.licence(),
        shown.readme(),
        shown.icon(),
        shown.screenshots(),
        newest.about().tags(),
        newest.about().categories(),
        deprecation.map(Deprecation::reason).orElse(""),
        deprecation.map(Deprecation::successor).orElse(""),
        0,
        0,
        0,
        sorted.stream().map(OwnCatalog::release).toList());
  }

  /** As if it were published, and nothing else. */
  static CatalogIndex alone(Submission submission) {
    Instant at = submission.submittedAt();
    Submission published =
        new Submission(
            submission.id(),
            submission.listing(),
            submission.version(),
            Submission.State.PUBLISHED,
            submission.shown(),
            submission.about(),
            at,
            submission.submittedBy(),
            at,
            submission.submittedBy(),
            "",
            "");
    Listing listing = listing(List.of(published), Optional.empty());
    return new CatalogIndex(
        Sources.OWN, 1, at, at.plus(VALID), List.of(listing.publisher()), List.of(listing));
  }

  static ReleaseVersion version(Submission submission) {
    return ReleaseVersion.read("version", submission.version());
  }

  private static Release release(Submission of) {
    return new Release(
        of.version(),
        of.shown().file(),
        of.shown().size(),
        of.shown().api(),
        of.shown().declares(),
        of.about().notes(),
        Objects.requireNonNull(of.decidedAt(), "what is published was decided"),
        of.yanked());
  }

  @Override
  public Set<String> namespaces() {
    return store.published().stream()
        .map(one -> one.shown().publisher())
        .collect(Collectors.toSet());
  }

  @Override
  public byte[] file(String sha256, long most) {
    byte[] bytes =
        store
            .file(sha256)
            .orElseThrow(() ->
                new CatalogException(
                    name(), "has lost the file " + sha256 + ".", new NoSuchElementException()));
    if (bytes.length > most || !Sha256.of(bytes).equals(sha256)) {
      throw new CatalogException(
          name(),
          "has another file than " + sha256 + " under that name.",
          new IllegalStateException());
    }
    return bytes;
  }
}
