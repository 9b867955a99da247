package io.aiops.studio.plugins.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A short Markdown answer that states what stands out in the prompt. */
final class Digest {

  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+|\\\\n|\\R");
  private static final Pattern TROUBLE =
      Pattern.compile("(?i)\\b(error|fatal|severe|fail\\w*|exception|timeout|refused|denied)\\b");
  private static final int VALUES = 8;
  private static final int TERMS = 6;
  private static final int LINES = 4;
  private static final int LONGEST = 220;

  private Digest() {}

  static String of(Prompt prompt) {
    StringBuilder answer = new StringBuilder();
    Map<String, Integer> words = prompt.words();
    String terms = words.keySet().stream().limit(TERMS).collect(Collectors.joining(", "));
    answer
        .append("**What it is about:** ")
        .append(terms.isEmpty() ? "nothing" : terms)
        .append(".\n");
    Map<String, String> values = prompt.values();
    List<String> numbers =
        values.entrySet().stream()
            .filter(value -> value.getValue().matches("-?\\d+(\\.\\d+)?"))
            .limit(VALUES)
            .map(value -> "- " + value.getKey() + ": **" + value.getValue() + "**")
            .toList();
    if (!numbers.isEmpty()) {
      answer.append("\nFigures in the input:\n\n").append(String.join("\n", numbers)).append('\n');
    }
    List<String> lines = telling(prompt, words);
    if (!lines.isEmpty()) {
      answer.append("\nWhat stands out:\n\n");
      lines.forEach(line -> answer.append("- ").append(line).append('\n'));
    }
    return answer.append("\n(simulated model)").toString();
  }

  /** Lines that name trouble first, then those with most of the frequent words. */
  private static List<String> telling(Prompt prompt, Map<String, Integer> words) {
    List<String> lines = new ArrayList<>();
    for (String part : SENTENCE.split(prompt.text())) {
      String line = part.replaceAll("[\\s{}\\[\\]]+", " ").strip();
      if (line.length() >= 25 && !lines.contains(line)) {
        lines.add(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
      }
    }
    return lines.stream()
        .skip(lines.size() > 1 ? 1 : 0)
        .sorted(java.util.Comparator.comparingDouble((String line) -> -weight(line, words)))
        .limit(LINES)
        .toList();
  }

  private static double weight(String line, Map<String, Integer> words) {
    double weight = TROUBLE.matcher(line).find() ? 10 : 0;
    for (String word : line.toLowerCase(Locale.ROOT).split("[^\\p{L}'-]+")) {
      weight += words.getOrDefault(word, 0) / 10.0;
    }
    return weight / Math.sqrt(line.length());
  }
}
