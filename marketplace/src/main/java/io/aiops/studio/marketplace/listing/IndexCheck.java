package io.aiops.studio.marketplace.listing;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether an index keeps to the bounds: what it names, how long texts are, how many there are. */
final class IndexCheck {

  private static final int SCREENSHOTS = 8;
  private static final int NAMESPACES = 1_000;
  private static final int PROBLEMS = 20;
  private static final long LARGEST_PACKAGE = 128L * 1024 * 1024;
  private static final long MOST_COUNTED = 1_000_000_000_000L;
  private static final int DECLARED = 40;
  private static final int DECLARED_TEXT = 8_192;
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern CATALOG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,199}");

  private final List<Problem> problems = new ArrayList<>();

  private IndexCheck() {}

  /** The first twenty. */
  static List<Problem> problems(CatalogIndex index) {
    IndexCheck check = new IndexCheck();
    check.index(index);
    return check.problems.stream().limit(PROBLEMS).toList();
  }

  private void index(CatalogIndex index) {
    expect(CATALOG.matcher(index.catalog()).matches(), "catalog", "is no name such as 'public'.");
    expect(index.serial() > 0, "serial", "is not positive.");
    expect(
        index.expiresAt().isAfter(index.issuedAt())
            && !index.expiresAt().isAfter(index.issuedAt().plus(LONGEST)),
        "expiresAt",
        "is not within a year after issuedAt.");
    few("namespaces", index.namespaces().size(), NAMESPACES);
    expect(sorted(index.namespaces()), "namespaces", "are not sorted, or one is there twice.");
    for (String namespace : index.namespaces()) {
      try {
        Publisher.checked(namespace);
      } catch (InvalidException e) {
        problems.addAll(e.problems());
      }
    }
    few("listings", index.listings().size(), CatalogIndex.LISTINGS);
    expect(
        sorted(
            index.listings().stream()
                .map(listing -> listing.id().toLowerCase(Locale.ROOT))
                .toList()),
        "listings",
        "are not sorted by id in lower case, or one is there twice.");
    for (int i = 0; i < index.listings().size() && problems.size() < PROBLEMS; i++) {
      listing("listings[" + i + "].", index.listings().get(i), index.namespaces());
    }
  }

  private void listing(String at, Listing listing, List<String> namespaces) {
    String lower = listing.id().toLowerCase(Locale.ROOT);
    expect(ID.matcher(listing.id()).matches(), at + "id", "is no symbolic name.");
    expect(
        namespaces.contains(listing.publisher())
            && (lower.equals(listing.publisher()) || lower.startsWith(listing.publisher() + ".")),
        at + "publisher",
        "does not own '" + Words.cut(listing.id()) + "'.");
    add(Words.line(at + "publisherName", listing.publisherName(), 200));
    add(Words.line(at + "title", listing.title(), Words.TITLE));
    expect(!listing.title().isBlank(), at + "title", "is empty.");
    add(Words.line(at + "summary", listing.summary(), Words.SUMMARY));
    add(Words.line(at + "licence", listing.licence(), 200));
    add(Words.line(at + "deprecated", listing.deprecated(), Words.REASON));
    expect(
        listing.successor().isEmpty() || ID.matcher(listing.successor()).matches(),
        at + "successor",
        "is no symbolic name.");
    add(Words.tags(at + "tags", listing.tags(), Words.TAGS));
    add(Words.tags(at + "categories", listing.categories(), Words.CATEGORIES));
    file(at + "readme", listing.readme(), true);
    file(at + "icon", listing.icon(), true);
    few(at + "screenshots", listing.screenshots().size(), SCREENSHOTS);
    listing.screenshots().forEach(picture -> file(at + "screenshots", picture, false));
    expect(
        listing.downloads() >= 0
            && listing.downloads() <= MOST_COUNTED
            && listing.ratings() >= 0
            && listing.ratings() <= MOST_COUNTED
            && listing.stars() >= listing.ratings()
            && listing.stars() <= 5 * listing.ratings(),
        at + "stars",
        "do not belong to so many ratings.");
    few(at + "releases", listing.releases().size(), CatalogIndex.RELEASES);
    expect(!listing.releases().isEmpty(), at + "releases", "are none.");
    for (int i = 0; i < listing.releases().size() && problems.size() < PROBLEMS; i++) {
      release(at + "releases[" + i + "].", listing.releases().get(i));
    }
    order(at + "releases", listing.releases());
  }

  private void release(String at, Release release) {
    file(at + "file", release.file(), false);
    expect(
        release.size() > 0 && release.size() <= LARGEST_PACKAGE,
        at + "size",
        "is not between 1 byte and 128 MiB.");
    add(Words.line(at + "api", release.api(), 60));
    add(Words.lines(at + "notes", release.notes(), Words.NOTES));
    add(Words.line(at + "yanked", release.yanked(), Words.REASON));
    few(at + "declares", release.declares().size(), DECLARED);
    release
        .declares()
        .forEach((header, value) -> {
          add(Words.line(at + "declares", header, 100));
          add(Words.line(at + "declares." + Words.cut(header), value, DECLARED_TEXT));
        });
  }

  /** The newest first, each written in the one way. */
  private void order(String at, List<Release> releases) {
    try {
      for (int i = 0; i < releases.size(); i++) {
        String text = releases.get(i).version();
        ReleaseVersion version = ReleaseVersion.read(at + "[" + i + "].version", text);
        expect(version.toString().equals(text), at, "have a version not written as 1.2.0.");
        if (i > 0) {
          expect(
              ReleaseVersion.read(at, releases.get(i - 1).version()).compareTo(version) > 0,
              at,
              "are not from the newest version to the oldest.");
        }
      }
    } catch (InvalidException e) {
      problems.addAll(e.problems());
    }
  }

  private static boolean sorted(List<String> texts) {
    for (int i = 1; i < texts.size(); i++) {
      if (texts.get(i - 1).compareTo(texts.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private void file(String at, String hash, boolean mayBeEmpty) {
    expect(
        Words.hash(hash) || (mayBeEmpty && hash.isEmpty()),
        at,
        "is no SHA-256 in lower case hexadecimal.");
  }

  private void few(String at, int count, int most) {
    expect(count <= most, at, "are %d; at most %d are taken.".formatted(count, most));
  }

  private void expect(boolean holds, String at, String otherwise) {
    if (!holds) {
      problems.add(new Problem(at, otherwise));
    }
  }

  private void add(Optional<Problem> problem) {
    problem.ifPresent(problems::add);
  }
}
