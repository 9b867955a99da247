package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.marketplace.catalog.DownloadStore.Count;
import io.aiops.studio.marketplace.catalog.Merged.Refused;
import io.aiops.studio.marketplace.catalog.Search.Found;
import io.aiops.studio.marketplace.catalog.Search.Query;
import io.aiops.studio.marketplace.catalog.Totals.Total;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Picture;
import io.aiops.studio.marketplace.listing.Readme;
import io.aiops.studio.marketplace.listing.Release;
import io.aiops.studio.marketplace.listing.ReleaseVersion;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Finding listings in all catalogs, looking at one, fetching a version. Needs VIEW. */
public final class Browsing {

  private static final long PICTURE = 4L * 1024 * 1024;
  private static final int LONGEST_STATISTICS = 366;

  private final Catalogs catalogs;
  private final Totals totals;
  private final DownloadStore downloads;
  private final Fetching fetching;
  private final BiPredicate<Caller, String> publishes;
  private final Audit audit;
  private final Clock clock;

  /**
   * @param publishes whether somebody publishes for a namespace
   */
  public Browsing(
      Catalogs catalogs,
      Totals totals,
      DownloadStore downloads,
      PackageCheck check,
      BiPredicate<Caller, String> publishes,
      Audit audit,
      Clock clock) {
    this.catalogs = catalogs;
    this.totals = totals;
    this.downloads = downloads;
    this.fetching = new Fetching(catalogs, check);
    this.publishes = publishes;
    this.audit = audit;
    this.clock = clock;
  }

  public Found search(Caller caller, Query query) {
    caller.require(Permission.VIEW);
    Map<String, Total> numbers = totals.all();
    return Search.in(
        catalogs.merged().offers().values().stream()
            .map(offer -> new Offer(offer.catalog(), Totals.added(offer.listing(), numbers)))
            .toList(),
        query);
  }

  /**
   * @throws NotFoundException if no catalog may offer it
   */
  public Offer get(Caller caller, String id) {
    caller.require(Permission.VIEW);
    Offer offer = offer(id);
    return new Offer(offer.catalog(), Totals.added(offer.listing(), totals.all()));
  }

  /** All catalogs as one at this moment, for who looks for several things in it. */
  public Merged all(Caller caller) {
    caller.require(Permission.VIEW);
    return catalogs.merged();
  }

  private Offer offer(String id) {
    Merged merged = catalogs.merged();
    Offer offer = merged.offers().get(id);
    if (offer != null) {
      return offer;
    }
    for (Refused refused : merged.refused()) {
      if (refused.id().equals(id)) {
        throw new ConflictException(
            "'%s' is in the catalog '%s', but its namespace '%s' is kept by '%s', which goes before it."
                    .formatted(id, refused.catalog(), refused.namespace(), refused.keeper())
                + " It is taken from there or not at all.");
      }
    }
    throw new NotFoundException("listing", id);
  }

  /** Its README as HTML that may be put into a page as it is; empty if it has none. */
  public String readme(Caller caller, String id) {
    caller.require(Permission.VIEW);
    Offer offer = offer(id);
    String hash = offer.listing().readme();
    return hash.isEmpty()
        ? ""
        : Readme.html(Readme.checked("README.md", fetching.file(offer, hash, Readme.LARGEST)));
  }

  /**
   * A picture that the listing names, PNG.
   *
   * @throws NotFoundException if it names no such one
   */
  public byte[] picture(Caller caller, String id, String sha256) {
    caller.require(Permission.VIEW);
    Offer offer = offer(id);
    Listing listing = offer.listing();
    boolean icon = listing.icon().equals(sha256);
    if (sha256.isEmpty() || !(icon || listing.screenshots().contains(sha256))) {
      throw new NotFoundException("picture", sha256);
    }
    byte[] png = fetching.file(offer, sha256, PICTURE);
    if (offer.catalog().equals(Sources.OWN)) {
      return png;
    }
    // Of another catalog: that it names the file does not make it a picture.
    return (icon ? Picture.icon("icon", png) : Picture.screenshot("screenshot", png)).png();
  }

  /**
   * What there is newer versions of.
   *
   * @param installed the version of each, by the listing's id
   */
  public List<Update> updates(Caller caller, Map<String, String> installed) {
    caller.require(Permission.VIEW);
    Map<String, Offer> offers = catalogs.merged().offers();
    List<Update> updates = new ArrayList<>();
    new TreeMap<>(installed)
        .forEach((id, version) -> {
          Offer offer = offers.get(id);
          if (offer != null) {
            Update.of(offer, ReleaseVersion.read(id, version), "").ifPresent(updates::add);
          }
        });
    return updates;
  }

  /**
   * What there is newer versions of among the templates that workflows were made from.
   *
   * @param origins of workflows of the caller's workspace
   */
  public List<Update> templateUpdates(Caller caller, List<WorkflowOrigin> origins) {
    caller.require(Permission.VIEW);
    Map<String, Offer> offers = catalogs.merged().offers();
    List<Update> updates = new ArrayList<>();
    for (WorkflowOrigin each : origins) {
      Offer offer = offers.get(each.origin().template());
      if (offer != null && offer.listing().kind() == Kind.TEMPLATE) {
        ReleaseVersion has = ReleaseVersion.read("version", each.origin().version());
        Update.of(offer, has, each.workflow()).ifPresent(updates::add);
      }
    }
    return updates;
  }

  /**
   * Brings a version: from the catalog that may offer it, with the hash that its index has, signed
   * by its publisher as this studio knows them, and being what it is listed as. It is counted as a
   * download of the caller, who may review it from then on.
   *
   * @throws NotFoundException if there is no such version
   * @throws ConflictException if it was withdrawn
   * @throws InvalidException if it is not what its publisher signed
   * @throws CatalogException if the catalog does not bring it
   */
  public Fetched fetch(Caller caller, String id, String version) {
    return fetch(caller, id, version, Coming.UNSEEN);
  }

  /** The same, for somebody who looks on. */
  public Fetched fetch(Caller caller, String id, String version, Coming coming) {
    Fetched fetched = look(caller, id, version, coming);
    took(caller, fetched);
    return fetched;
  }

  /** What was looked at goes to the caller after all: it is a download from then on. */
  public void took(Caller caller, Fetched fetched) {
    String id = fetched.listing().id();
    Release release = fetched.release();
    downloads.add(caller, id, release.version(), today());
    audit.record(
        caller,
        "catalog.fetch",
        id,
        Map.of(
            "version", release.version(), "catalog", fetched.catalog(), "sha256", release.file()));
  }

  /** The same for a look at it that is no download: nothing of it goes to the caller. */
  public Fetched look(Caller caller, String id, String version) {
    return look(caller, id, version, Coming.UNSEEN);
  }

  /** The same of what {@link #all} showed. */
  public Fetched look(Caller caller, Offer offer, Release release) {
    caller.require(Permission.VIEW);
    return look(offer, release, Coming.UNSEEN);
  }

  private Fetched look(Caller caller, String id, String version, Coming coming) {
    Release release = offered(caller, id, version);
    return look(offer(id), release, coming);
  }

  private Fetched look(Offer offer, Release release, Coming coming) {
    return new Fetched(
        offer.catalog(), offer.listing(), release, fetching.verified(offer, release, coming));
  }

  /**
   * A version that may be fetched.
   *
   * @throws NotFoundException if there is none
   * @throws ConflictException if it was withdrawn
   */
  public Release offered(Caller caller, String id, String version) {
    caller.require(Permission.VIEW);
    Release release =
        offer(id)
            .listing()
            .release(version)
            .orElseThrow(() -> new NotFoundException("version", id + " " + version));
    if (!release.yanked().isEmpty()) {
      throw new ConflictException(
          "%s %s was withdrawn: %s".formatted(id, version, release.yanked()));
    }
    return release;
  }

  /**
   * How often its versions were fetched in this studio, by day: for administrators, and who
   * publishes it.
   *
   * @param days up to now, 1 to 366
   */
  public List<Count> statistics(Caller caller, String id, int days) {
    if (!publishes(caller, id)) {
      caller.requireStudio();
    }
    offer(id);
    if (days < 1 || days > LONGEST_STATISTICS) {
      throw new InvalidException(
          "days", "is %d; expected 1 to %d.".formatted(days, LONGEST_STATISTICS));
    }
    return downloads.counts(id, today().minusDays(days - 1L));
  }

  private boolean publishes(Caller caller, String id) {
    return Optional.ofNullable(catalogs.merged().offers().get(id))
        .filter(offer -> publishes.test(caller, offer.listing().publisher()))
        .isPresent();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
