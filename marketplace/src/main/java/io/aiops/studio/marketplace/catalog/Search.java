package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds offers by words, filters and order. */
public final class Search {

  /** What comes first. */
  public enum Sort {
    /** What fits the words best; without words, what is taken most. */
    RELEVANCE,
    DOWNLOADS,
    /** Of five stars from one person, one is doubted: few ratings count less than many. */
    RATING,
    /** What had a release last. */
    NEWEST
  }

  /**
   * What somebody looks for; null or empty is anything.
   *
   * @param words the first 200 characters count
   * @param compatible only what has a release that runs here
   */
  public record Query(
      String words,
      @Nullable Kind kind,
      @Nullable String tag,
      @Nullable String category,
      @Nullable String publisher,
      boolean compatible,
      Sort sort) {}

  /**
   * What was found.
   *
   * @param offers in the order that was asked for
   * @param categories how many of them each category has
   * @param tags how many of them each tag has
   */
  public record Found(
      List<Offer> offers, Map<String, Integer> categories, Map<String, Integer> tags) {}

  private static final double DOUBT = 5;
  private static final double USUAL_STARS = 3;

  private Search() {}

  public static Found in(Collection<Offer> offers, Query query) {
    Relevance relevance = Relevance.of(query.words(), offers);
    record Scored(Offer offer, double score) {}
    List<Scored> scored = new ArrayList<>();
    for (Offer offer : offers) {
      double score = fits(offer.listing(), query) ? relevance.score(offer.listing()) : 0;
      if (score > 0) {
        scored.add(new Scored(offer, score));
      }
    }
    Comparator<Scored> order =
        switch (query.sort()) {
          case RELEVANCE -> by(Scored::score);
          case DOWNLOADS -> by(one -> (double) one.offer().listing().downloads());
          case RATING -> by(one -> stars(one.offer().listing()));
          case NEWEST -> by(one -> (double) newest(one.offer().listing()).toEpochMilli());
        };
    List<Offer> found =
        scored.stream()
            .sorted(
                order
                    .thenComparing(by(Scored::score))
                    .thenComparing(by(one -> (double) one.offer().listing().downloads()))
                    .thenComparing(one -> one.offer().listing().id()))
            .map(Scored::offer)
            .toList();
    return new Found(found, counted(found, Listing::categories), counted(found, Listing::tags));
  }

  private static <T> Comparator<T> by(Function<T, Double> number) {
    return Comparator.comparing(number, Comparator.reverseOrder());
  }

  private static boolean fits(Listing listing, Query query) {
    return (query.kind() == null || listing.kind() == query.kind())
        && (query.tag() == null || listing.tags().contains(query.tag()))
        && (query.category() == null || listing.categories().contains(query.category()))
        && (query.publisher() == null || listing.publisher().equals(query.publisher()))
        && (!query.compatible() || listing.newest().isPresent());
  }

  /** The mean, as if five more people had given three. */
  static double stars(Listing listing) {
    return (listing.stars() + DOUBT * USUAL_STARS) / (listing.ratings() + DOUBT);
  }

  private static Instant newest(Listing listing) {
    Optional<Instant> last =
        listing.releases().stream().map(Release::publishedAt).max(Comparator.naturalOrder());
    return last.orElse(Instant.EPOCH);
  }

  private static Map<String, Integer> counted(
      List<Offer> offers, Function<Listing, List<String>> words) {
    Map<String, Integer> counts = new TreeMap<>();
    offers.forEach(
        offer -> words.apply(offer.listing()).forEach(word -> counts.merge(word, 1, Integer::sum)));
    return counts;
  }
}
