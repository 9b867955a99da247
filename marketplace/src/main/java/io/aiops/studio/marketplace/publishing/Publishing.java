package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.ReleaseVersion;
import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.listing.Words;
import io.aiops.studio.marketplace.publishing.Submission.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets versions into this studio's own catalog; {@link Keeping} is what becomes of them there.
 * Deciding needs ADMINISTER: the catalog belongs to the studio, as publishers do. {@link
 * Contributors} submit and describe what is in their namespace, and see nothing else.
 */
public final class Publishing {

  private final ReleaseStore store;
  private final List<Inspector> inspectors;
  private final Contributors contributors;
  private final Audit audit;
  private final Clock clock;

  /** Packages are held in memory while they are looked at. */
  private final Semaphore room = new Semaphore(2, true);

  /**
   * @param inspectors the first that takes a package looks at it; the last takes any
   */
  public Publishing(
      ReleaseStore store,
      List<? extends Inspector> inspectors,
      Contributors contributors,
      Audit audit,
      Clock clock) {
    this.store = store;
    this.inspectors = List.copyOf(inspectors);
    this.contributors = contributors;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes a package in, to be decided on.
   *
   * @param in at most 128 MiB
   * @throws InvalidException with all that is not as it must be
   * @throws ConflictException if the version is there, or an older one than is published
   */
  public Submission submit(Caller caller, String fileName, InputStream in) {
    contributors.require(caller);
    room.acquireUninterruptibly();
    try {
      return submit(caller, fileName, bytes(fileName, in));
    } finally {
      room.release();
    }
  }

  private static byte[] bytes(String fileName, InputStream in) {
    try {
      byte[] bytes = in.readNBytes(StudioPackage.LARGEST + 1);
      if (bytes.length == 0 || bytes.length > StudioPackage.LARGEST) {
        throw new InvalidException(
            fileName, "is empty, or larger than 128 MiB, the most a package may have.");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(fileName + " could not be read to its end", e);
    }
  }

  private Submission submit(Caller caller, String fileName, byte[] bytes) {
    Inspection found =
        inspectors.stream()
            .filter(inspector -> inspector.takes(bytes))
            .findFirst()
            .orElseThrow(() -> new InvalidException(fileName, "is no package of a known kind."))
            .inspect(fileName, bytes);
    contributors.require(caller, found.shown().publisher());
    goesOn(found);
    Submission submission =
        new Submission(
            UUID.randomUUID(),
            found.id(),
            found.version(),
            State.SUBMITTED,
            found.shown(),
            About.NOTHING,
            now(),
            caller.userName(),
            null,
            null,
            "",
            "");
    SignedIndex.check(OwnCatalog.alone(submission));
    if (!store.add(submission, found.files())) {
      throw new ConflictException(
          "Version %s of '%s' is there already, and a version is never replaced. Give it a new number."
              .formatted(found.version(), found.id()));
    }
    audit.record(
        caller,
        "catalog.submit",
        found.id(),
        Map.of("version", found.version(), "sha256", found.shown().file()));
    return submission;
  }

  /**
   * A version is higher than all published ones with the same first number, so that a line that is
   * still mended can go on beside a newer one, but nobody is led back.
   */
  private void goesOn(Inspection found) {
    ReleaseVersion version = ReleaseVersion.read("version", found.version());
    List<Submission> all = store.published();
    long versions = all.stream().filter(one -> one.listing().equals(found.id())).count();
    long listings = all.stream().map(Submission::listing).distinct().count();
    if (versions >= CatalogIndex.RELEASES || (versions == 0 && listings >= CatalogIndex.LISTINGS)) {
      throw new ConflictException(
          "The catalog is full: at most %d versions of a listing, and %d listings."
              .formatted(CatalogIndex.RELEASES, CatalogIndex.LISTINGS));
    }
    for (Submission other : all) {
      if (!other.listing().equalsIgnoreCase(found.id())) {
        continue;
      }
      if (!other.listing().equals(found.id())) {
        throw new ConflictException(
            "'%s' differs from '%s', which is there, by capital letters only."
                .formatted(found.id(), other.listing()));
      }
      if (other.shown().kind() != found.shown().kind()) {
        throw new ConflictException(
            "'%s' is a %s in the catalog, not a %s."
                .formatted(found.id(), word(other.shown().kind()), word(found.shown().kind())));
      }
      ReleaseVersion published = OwnCatalog.version(other);
      if (published.major() == version.major() && published.compareTo(version) > 0) {
        throw new ConflictException(
            "Version %s of '%s' is published; %s would lead back. Give it a higher number."
                .formatted(published, found.id(), version));
      }
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Those of the caller's namespaces; all of them for an administrator. At most 500, newest first.
   */
  public List<Submission> list(Caller caller, @Nullable State state) {
    contributors.require(caller);
    return store.list(state).stream()
        .filter(one -> contributors.may(caller, one.shown().publisher()))
        .toList();
  }

  public Submission get(Caller caller, UUID id) {
    contributors.require(caller);
    return Optional.of(find(id))
        .filter(one -> contributors.may(caller, one.shown().publisher()))
        .orElseThrow(() -> new NotFoundException("submission", id.toString()));
  }

  /** Says what the package does not; as long as nobody has decided. */
  public Submission describe(Caller caller, UUID id, About about) {
    Submission submission = get(caller, id);
    if (!store.describe(id, about.checked())) {
      throw decided(find(id));
    }
    audit.record(
        caller, "catalog.describe", submission.listing(), Map.of("version", submission.version()));
    return find(id);
  }

  public Submission publish(Caller caller, UUID id) {
    return publish(caller, id, "");
  }

  /**
   * Lets it into the catalog. A plugin needs a report of the compatibility kit that has not failed
   * it, or somebody who answers for it.
   *
   * @param accepted why it is let in without such a report, one line; empty if it has one
   * @throws ConflictException if it has none and nobody says why; nothing is changed then
   */
  public Submission publish(Caller caller, UUID id, String accepted) {
    caller.requireStudio();
    Submission submission = find(id);
    if (store.rules().fourEyes() && submission.submittedBy().equals(caller.userName())) {
      throw new ConflictException(
          "%s %s was submitted by you, and somebody else has to publish it. Nothing was changed."
              .formatted(submission.listing(), submission.version()));
    }
    Compatibility found = submission.shown().compatibility();
    boolean gated = submission.shown().kind() == Kind.PLUGIN && (found == null || !found.passed());
    if (gated && accepted.isBlank()) {
      throw new ConflictException(
          "%s %s is not published: %s. Have it signed with a report of the kit ('plugin sign --check'), or say why it is accepted without. Nothing was changed."
              .formatted(
                  submission.listing(), submission.version(), Compatibility.sentence(found)));
    }
    // Meanwhile a higher one may have been let in.
    goesOn(
        new Inspection(submission.listing(), submission.version(), submission.shown(), Map.of()));
    return decide(
        caller, submission, State.PUBLISHED, gated ? Words.reason("accepted", accepted) : "");
  }

  /**
   * @param reason for whoever submitted it, one line
   */
  public Submission reject(Caller caller, UUID id, String reason) {
    caller.requireStudio();
    return decide(caller, find(id), State.REJECTED, Words.reason("reason", reason));
  }

  private Submission decide(Caller caller, Submission submission, State state, String reason) {
    if (!store.decide(submission.id(), state, caller.userName(), reason, now())) {
      throw decided(find(submission.id()));
    }
    audit.record(
        caller,
        state == State.PUBLISHED ? "catalog.publish" : "catalog.reject",
        submission.listing(),
        Map.of("version", submission.version(), "reason", reason));
    return find(submission.id());
  }

  private static ConflictException decided(Submission submission) {
    return new ConflictException(
        "%s %s is %s already, by %s. Nothing was changed."
            .formatted(
                submission.listing(),
                submission.version(),
                word(submission.state()),
                submission.decidedBy()));
  }

  private Submission find(UUID id) {
    return store.find(id).orElseThrow(() -> new NotFoundException("submission", id.toString()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
