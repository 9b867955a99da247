package io.aiops.studio.plugins.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Beginnings of words that usually go with a label: a small stand-in for what a model knows. */
final class Associations {

  private static final Map<String, List<String>> KNOWN =
      Map.ofEntries(
          Map.entry(
              "billing",
              List.of(
                  "invoice",
                  "charge",
                  "payment",
                  "refund",
                  "paid",
                  "price",
                  "card",
                  "subscription",
                  "receipt",
                  "vat",
                  "bank")),
          Map.entry(
              "technical",
              List.of(
                  "error",
                  "crash",
                  "bug",
                  "fail",
                  "timeout",
                  "exception",
                  "slow",
                  "install",
                  "upgrade",
                  "broken",
                  "freez",
                  "api",
                  "sync",
                  "export")),
          Map.entry(
              "account",
              List.of(
                  "login",
                  "password",
                  "sign",
                  "user",
                  "profile",
                  "email",
                  "locked",
                  "invite",
                  "delete",
                  "name",
                  "two-factor")),
          Map.entry(
              "sales",
              List.of("quote", "demo", "offer", "discount", "trial", "plan", "seats", "licen")),
          Map.entry(
              "high", List.of("urgent", "outage", "down", "immediately", "critical", "production")),
          Map.entry("low", List.of("question", "wonder", "suggest", "feature", "nice")),
          Map.entry("positive", List.of("great", "thank", "love", "excellent", "happy", "good")),
          Map.entry(
              "negative", List.of("bad", "terrible", "angry", "disappoint", "worst", "unhappy")));

  private Associations() {}

  static List<String> of(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    List<String> terms = new ArrayList<>();
    for (String word : lower.split("[^\\p{L}]+")) {
      if (word.length() > 2) {
        terms.add(word.length() > 5 ? word.substring(0, word.length() - 2) : word);
        terms.addAll(KNOWN.getOrDefault(word, List.of()));
      }
    }
    return terms;
  }
}
