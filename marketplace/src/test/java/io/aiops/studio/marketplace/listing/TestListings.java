package io.aiops.studio.marketplace.listing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Listings and indexes for tests, good as they are made. */
public final class TestListings {

  public static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private TestListings() {}

  public static CatalogIndex index(long serial, Listing... listings) {
    return new CatalogIndex(
        "public",
        serial,
        NOW,
        NOW.plus(Duration.ofDays(7)),
        List.of(listings).stream().map(Listing::publisher).distinct().sorted().toList(),
        List.of(listings));
  }

  public static Listing plugin(String id, String title, String summary, String... tags) {
    return listing(id, title, summary, List.of(tags), List.of(release("1.0.0")));
  }

  public static Listing listing(
      String id, String title, String summary, List<String> tags, List<Release> releases) {
    return new Listing(
        id,
        Kind.PLUGIN,
        id.split("\\.", 2)[0],
        "Acme Tools",
        title,
        summary,
        "Apache-2.0",
        "",
        "",
        List.of(),
        tags,
        List.of("connectors"),
        "",
        "",
        0,
        0,
        0,
        releases);
  }

  public static Release release(String version) {
    return release(version, "a".repeat(64), "");
  }

  public static Release release(String version, String file, String yanked) {
    return new Release(
        version,
        file,
        1_000,
        "[1.0,2)",
        Map.of("Studio-Hosts", "api.acme.com"),
        "First.",
        NOW,
        yanked);
  }

  /** More than there may be. */
  static <T> List<T> times(int count, T one) {
    return new ArrayList<>(Collections.nCopies(count, one));
  }
}
