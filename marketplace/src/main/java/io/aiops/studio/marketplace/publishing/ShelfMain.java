package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Ed25519Key;
import io.aiops.studio.host.trust.ShippedPublisher;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.host.trust.StudioPackage;
import io.aiops.studio.host.trust.Verifier;
import io.aiops.studio.marketplace.catalog.ShippedCatalog;
import io.aiops.studio.marketplace.catalog.Sources;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.template.TemplateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the build runs: makes the catalog that comes with the studio of the packages that it has
 * signed. What is not as it must be fails the build, as it would be refused by every studio.
 */
public final class ShelfMain {

  private static final Duration VALID = Duration.ofDays(366);
  private static final Pattern PUBLIC =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END");

  private ShelfMain() {}

  /**
   * @param arguments the folder to make; a folder of packages, of plugins and of templates; the
   *     file of the key that they are signed with; the namespace; how people know the publisher
   */
  public static void main(String[] arguments) throws IOException {
    Path shelf = Path.of(arguments[0]);
    Ed25519Key key = publicPart(Files.readString(Path.of(arguments[2])));
    ShippedPublisher publisher = new ShippedPublisher(arguments[3], arguments[4], key.text());
    make(shelf, packages(Path.of(arguments[1])), publisher, Instant.now());
  }

  private static List<Path> packages(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file ->
              file.toString().endsWith(".studio") || file.toString().endsWith(TemplateFile.ENDING))
          .sorted()
          .toList();
    }
  }

  private static Ed25519Key publicPart(String pem) {
    Matcher found = PUBLIC.matcher(pem);
    if (!found.find()) {
      throw new IllegalArgumentException("The signing key's file has no public part");
    }
    return Ed25519Key.read("key", found.group(1).replaceAll("\\s", ""));
  }

  /** The index is signed with a key that nobody keeps: this catalog is never issued again. */
  static void make(Path shelf, List<Path> packages, ShippedPublisher publisher, Instant now)
      throws IOException {
    Files.createDirectories(shelf.resolve("files"));
    OnlyPublisher trust = new OnlyPublisher(publisher, now);
    Verifier verifier = new Verifier(trust, Clock.systemUTC());
    List<Inspector> inspectors =
        List.of(new TemplateInspector(verifier), new PluginInspector(verifier, trust));
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    List<Listing> listings = new ArrayList<>();
    for (Path file : packages) {
      byte[] bytes = Files.readAllBytes(file);
      Inspection found =
          inspectors.stream()
              .filter(each -> each.takes(bytes))
              .findFirst()
              .orElseThrow()
              .inspect(String.valueOf(file.getFileName()), bytes);
      requireReport(found);
      for (var each : found.files().entrySet()) {
        Files.write(shelf.resolve("files").resolve(each.getKey()), each.getValue());
      }
      listings.add(OwnCatalog.alone(published(found, at)).listings().getFirst());
    }
    listings.sort(Comparator.comparing(listing -> listing.id().toLowerCase(Locale.ROOT)));
    CatalogIndex index =
        new CatalogIndex(
            Sources.SHIPPED,
            at.getEpochSecond(),
            at,
            at.plus(VALID),
            List.of(publisher.namespace()),
            listings);
    SigningKey once = SigningKey.create();
    Files.write(shelf.resolve(SignedIndex.FILE), SignedIndex.write(index, once));
    Files.writeString(
        shelf.resolve(ShippedCatalog.KEY), once.publicKey().text(), StandardCharsets.US_ASCII);
    Files.write(shelf.resolve(ShippedPublisher.FILE), Json.bytes(publisher));
  }

  /** As any plugin that is published without somebody saying why. */
  private static void requireReport(Inspection found) {
    Compatibility report = found.shown().compatibility();
    if (found.shown().kind() == Kind.PLUGIN && (report == null || !report.passed())) {
      throw new InvalidException(
          StudioPackage.COMPATIBILITY,
          "does not let %s %s be shipped: %s."
              .formatted(found.id(), found.version(), Compatibility.sentence(report)));
    }
  }

  private static Submission published(Inspection found, Instant at) {
    return new Submission(
        UUID.randomUUID(),
        found.id(),
        found.version(),
        Submission.State.PUBLISHED,
        found.shown(),
        new About("", List.of(), categories(found.id())),
        at,
        "build",
        at,
        "build",
        "",
        "");
  }

  /** As our plugins are named: by what they are first. */
  private static List<String> categories(String id) {
    String kind = id.substring(id.lastIndexOf('.') + 1).split("-", 2)[0];
    return List.of("agent", "connector", "model").contains(kind) ? List.of(kind + "s") : List.of();
  }
}
