package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.Ed25519Key;
import io.aiops.studio.marketplace.catalog.Merged.Refused;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which other catalogs are asked. Seeing and changing need ADMINISTER: they belong to the studio.
 */
public final class Sources {

  private static final int MOST = 20;
  private static final int LONGEST = 1_000;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /** The name of the studio's own; always the first. */
  public static final String OWN = "own";

  /** The name of what came with the studio; always the last. */
  public static final String SHIPPED = "shipped";

  /**
   * How a catalog stands.
   *
   * @param serial of the index that serves; null if none does
   * @param listings how many it lists
   * @param refused what it may not offer, since a catalog above keeps the namespace
   * @param problem why there is no newer index; null if all is well
   */
  public record State(
      CatalogSource source,
      @Nullable Long serial,
      @Nullable Instant issuedAt,
      @Nullable Instant expiresAt,
      int listings,
      List<Refused> refused,
      @Nullable String problem) {}

  private final SourceStore store;
  private final Catalogs catalogs;
  private final Audit audit;
  private final Clock clock;

  public Sources(SourceStore store, Catalogs catalogs, Audit audit, Clock clock) {
    this.store = store;
    this.catalogs = catalogs;
    this.audit = audit;
    this.clock = clock;
  }

  /** In their order, each asked now. */
  public List<State> list(Caller caller) {
    caller.requireStudio();
    Merged merged = catalogs.merged();
    return store.list().stream().map(source -> state(source, merged)).toList();
  }

  private State state(CatalogSource source, Merged merged) {
    StaticCatalog catalog = catalogs.of(source);
    CatalogException failure = catalog.failure();
    CatalogIndex index = merged.failures().containsKey(source.name()) ? null : catalog.index();
    return new State(
        source,
        index == null ? null : index.serial(),
        index == null ? null : index.issuedAt(),
        index == null ? null : index.expiresAt(),
        index == null ? 0 : index.listings().size(),
        merged.refused().stream().filter(one -> one.catalog().equals(source.name())).toList(),
        failure == null ? null : failure.getMessage());
  }

  /** Enters a catalog, or changes where it is and when it is asked. */
  public State save(
      Caller caller,
      String name,
      int position,
      CatalogSource.Kind kind,
      String location,
      String indexKey) {
    caller.requireStudio();
    List<Problem> problems = new ArrayList<>();
    if (!NAME.matcher(name).matches() || name.equals(OWN) || name.equals(SHIPPED)) {
      problems.add(
          new Problem(
              "name",
              "is no name for a catalog: 1 to 40 lower case letters, digits and '-', not 'own' or 'shipped'."));
    }
    if (position < 1 || position > 1_000) {
      problems.add(new Problem("position", "is %d; expected 1 to 1000.".formatted(position)));
    }
    place(kind, location).ifPresent(why -> problems.add(new Problem("location", why)));
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    String key = Ed25519Key.read("indexKey", indexKey).text();
    List<CatalogSource> others =
        store.list().stream().filter(one -> !one.name().equals(name)).toList();
    if (others.size() >= MOST) {
      throw new InvalidException(
          "name", "would be one catalog more than " + MOST + "; remove another first.");
    }
    if (others.stream().anyMatch(one -> one.position() == position)) {
      throw new InvalidException(
          "position",
          "%d is another catalog's; which goes first must be clear.".formatted(position));
    }
    CatalogSource source =
        new CatalogSource(
            name,
            position,
            kind,
            location,
            key,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            caller.userName());
    store.save(source);
    audit.record(
        caller,
        "catalog.save",
        name,
        Map.of("position", position, "kind", kind.name(), "location", location, "indexKey", key));
    return state(source, catalogs.merged());
  }

  public void remove(Caller caller, String name) {
    caller.requireStudio();
    if (!store.remove(name)) {
      throw new NotFoundException("catalog", name);
    }
    audit.record(caller, "catalog.remove", name, Map.of());
  }

  private static Optional<String> place(CatalogSource.Kind kind, String location) {
    if (location.isBlank() || location.length() > LONGEST) {
      return Optional.of("is empty, or longer than " + LONGEST + " characters.");
    }
    return kind == CatalogSource.Kind.SERVER ? address(location) : path(location);
  }

  private static Optional<String> address(String location) {
    try {
      URI uri = new URI(location);
      boolean good =
          List.of("http", "https").contains(String.valueOf(uri.getScheme()))
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && location.endsWith("/");
      return good ? Optional.empty() : notAddress();
    } catch (URISyntaxException e) {
      return notAddress();
    }
  }

  private static Optional<String> notAddress() {
    return Optional.of(
        "is no address of a folder; expected such as https://plugins.acme.com/catalog/, without a"
            + " user or a query, ending with '/'.");
  }

  private static Optional<String> path(String location) {
    try {
      return Path.of(location).isAbsolute()
          ? Optional.empty()
          : Optional.of("is no whole path; begin it with '/'.");
    } catch (InvalidPathException e) {
      return Optional.of("is no path.");
    }
  }
}
