package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.marketplace.listing.Listing;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How well listings fit some words. Each word of the query must be in the listing: as it is, at the
 * beginning of a word, or with as many typing errors as its length allows. A word counts by where
 * it is found, and by how rare it is among all listings (inverse document frequency, Robertson and
 * Spärck Jones 1976); what nobody should begin with any more counts less.
 */
final class Relevance {

  private static final int LONGEST = 200;
  private static final int MOST_WORDS = 10;
  private static final double BEGINNING = 0.7;
  private static final double MISTYPED = 0.4;
  private static final double DEPRECATED = 0.3;

  /** Where words are, and what it counts to be found there. */
  private enum Field {
    TITLE(8, Listing::title),
    ID(6, Listing::id),
    TAGS(5, listing -> String.join(" ", listing.tags())),
    CATEGORIES(3, listing -> String.join(" ", listing.categories())),
    PUBLISHER(3, Listing::publisherName),
    SUMMARY(2, Listing::summary);

    private final double weight;
    private final Function<Listing, String> text;

    Field(double weight, Function<Listing, String> text) {
      this.weight = weight;
      this.text = text;
    }
  }

  /** Each word of the query with how rare it is. */
  private final Map<String, Double> asked;

  private Relevance(Map<String, Double> asked) {
    this.asked = asked;
  }

  static Relevance of(String words, Collection<Offer> offers) {
    List<String> query = words(words.substring(0, Math.min(words.length(), LONGEST)));
    Map<String, Double> asked = new HashMap<>();
    if (!query.isEmpty()) {
      List<Set<String>> all = offers.stream().map(offer -> vocabulary(offer.listing())).toList();
      for (String word : query.subList(0, Math.min(query.size(), MOST_WORDS))) {
        long having =
            all.stream().filter(has -> has.stream().anyMatch(one -> one.startsWith(word))).count();
        asked.put(word, Math.log(1 + (all.size() - having + 0.5) / (having + 0.5)));
      }
    }
    return new Relevance(asked);
  }

  private static Set<String> vocabulary(Listing listing) {
    Set<String> all = new HashSet<>();
    for (Field field : Field.values()) {
      all.addAll(words(field.text.apply(listing)));
    }
    return all;
  }

  /** 0 if it does not fit; 1 if nothing was asked for. */
  double score(Listing listing) {
    double score = asked.isEmpty() ? 1 : 0;
    for (Map.Entry<String, Double> word : asked.entrySet()) {
      double best = 0;
      for (Field field : Field.values()) {
        best = Math.max(best, field.weight * fit(word.getKey(), field.text.apply(listing)));
      }
      if (best == 0) {
        return 0;
      }
      score += best * word.getValue();
    }
    return listing.deprecated().isEmpty() ? score : score * DEPRECATED;
  }

  private static double fit(String asked, String text) {
    double best = 0;
    for (String word : words(text)) {
      best = Math.max(best, fits(asked, word));
    }
    return best;
  }

  private static double fits(String asked, String word) {
    if (word.equals(asked)) {
      return 1;
    }
    if (word.startsWith(asked)) {
      return BEGINNING;
    }
    int errors = asked.length() < 4 ? 0 : asked.length() < 6 ? 1 : 2;
    return errors > 0 && within(asked, word, errors) ? MISTYPED : 0;
  }

  /**
   * Whether so many letters put in, left out, exchanged or swapped with their neighbour make the
   * one of the beginning of the other, or of all of it (Damerau 1964, neighbours once).
   */
  static boolean within(String asked, String word, int errors) {
    if (near(asked, word) <= errors) {
      return true;
    }
    if (asked.charAt(0) != word.charAt(0)) {
      return false;
    }
    // A beginning that is shorter by more has too little in common with what was typed.
    int longest = Math.min(word.length(), asked.length() + errors);
    for (int length = asked.length() - 1; length <= longest; length++) {
      if (near(asked, word.substring(0, length)) <= errors) {
        return true;
      }
    }
    return false;
  }

  private static int near(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        least = Math.min(least, cost[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[a.length()][b.length()];
  }

  /** In lower case, without accents; what is neither letter nor digit divides them. */
  static List<String> words(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    for (String word : plain.split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
