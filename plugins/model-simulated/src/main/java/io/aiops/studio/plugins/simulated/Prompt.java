package io.aiops.studio.plugins.simulated;

import io.aiops.studio.api.Message;
import io.aiops.studio.api.ToolSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A conversation, looked at as words, values and wishes. */
final class Prompt {

  private static final Pattern WORD = Pattern.compile("[\\p{L}][\\p{L}'-]{2,}");
  private static final Pattern VALUE =
      Pattern.compile(
          "\"([A-Za-z][\\w -]{0,40})\"\\s*:\\s*(-?\\d+(?:\\.\\d+)?|\"(?:[^\"\\\\]|\\\\.){0,200}\")");
  private static final Pattern ONE_OF =
      Pattern.compile("(?i)one of:?\\s*([\\p{L}\\p{N} _/,'\"|-]{3,300})");
  private static final Pattern INPUT = Pattern.compile("\\n\\nInput\\b");
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Set<String> COMMON =
      Set.of(
          "the",
          "and",
          "for",
          "that",
          "this",
          "with",
          "from",
          "are",
          "was",
          "were",
          "have",
          "has",
          "not",
          "but",
          "you",
          "your",
          "our",
          "its",
          "can",
          "will",
          "all",
          "any",
          "into",
          "one",
          "use",
          "write",
          "what",
          "which",
          "when",
          "who",
          "how",
          "their",
          "them",
          "they",
          "then",
          "than",
          "also",
          "each",
          "input",
          "inputs",
          "instruction",
          "null",
          "true",
          "false",
          "answer",
          "only",
          "about",
          "there",
          "been",
          "would",
          "could",
          "should",
          "please",
          "more",
          "most",
          "some",
          "such",
          "other",
          "these",
          "those",
          "https",
          "http",
          "www",
          "com");

  private final String instruction;
  private final String all;
  private final List<String> calledTools;
  private final Map<String, Integer> words;
  private final Map<String, String> values;

  private Prompt(String instruction, String all, List<String> calledTools) {
    this.instruction = instruction;
    this.all = all;
    this.calledTools = calledTools;
    this.words = Collections.unmodifiableMap(words(all));
    this.values = Collections.unmodifiableMap(values(all));
  }

  static Prompt of(List<Message> messages) {
    StringBuilder all = new StringBuilder();
    String instruction = "";
    List<String> called = new ArrayList<>();
    for (Message message : messages) {
      if (message.role() != Message.Role.SYSTEM) {
        all.append(message.text()).append('\n');
      }
      if (message.role() == Message.Role.USER && instruction.isEmpty()) {
        // What a text to work on says is no wish of who gave it.
        instruction = INPUT.split(message.text(), 2)[0];
      }
      message.toolCalls().forEach(call -> called.add(call.tool()));
    }
    return new Prompt(instruction, all.toString(), called);
  }

  /** What shall be done, without what it shall be done to. */
  String instruction() {
    return instruction;
  }

  /** How many tools were called so far. */
  int calls() {
    return calledTools.size();
  }

  String text() {
    return all;
  }

  int length() {
    return all.length();
  }

  long hash(long seed) {
    return hash(all, seed);
  }

  /** FNV-1a (Fowler, Noll, Vo) over seed and text. */
  static long hash(String text, long seed) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** A tool that was not called yet and whose name's words the instruction has, in any form. */
  Optional<ToolSpec> wantedTool(List<ToolSpec> tools) {
    List<String> wishes = List.of(NO_LETTERS.split(instruction.toLowerCase(Locale.ROOT)));
    return tools.stream()
        .filter(tool -> !calledTools.contains(tool.name()))
        .filter(tool -> {
          String own = tool.name().replaceFirst("^.*__", "").toLowerCase(Locale.ROOT);
          return NO_LETTERS
              .splitAsStream(own)
              .allMatch(word -> wishes.stream().anyMatch(wish -> wish.startsWith(word)));
        })
        .findFirst();
  }

  /** What the prompt lists after "one of". */
  List<String> labels() {
    Matcher list = ONE_OF.matcher(all);
    if (!list.find()) {
      return List.of();
    }
    List<String> labels = new ArrayList<>();
    for (String part : list.group(1).split("[,|]|\\bor\\b")) {
      String label = part.replaceAll("['\"]", "").strip();
      if (!label.isEmpty() && label.length() <= 40) {
        labels.add(label);
      }
    }
    return labels.size() < 2 ? List.of() : labels;
  }

  /** Words with how often they occur, most often first. */
  Map<String, Integer> words() {
    return words;
  }

  private static Map<String, Integer> words(String all) {
    Map<String, Integer> counts = new HashMap<>();
    Matcher word = WORD.matcher(all);
    while (word.find()) {
      String lower = word.group().toLowerCase(Locale.ROOT);
      if (!COMMON.contains(lower)) {
        counts.merge(lower, 1, Integer::sum);
      }
    }
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted;
  }

  /** What the prompt's JSON calls by that name; empty if nothing. */
  String value(String name) {
    return values().entrySet().stream()
        .filter(value -> value.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /** Named numbers and texts of the JSON in the prompt; the first of each name counts. */
  Map<String, String> values() {
    return values;
  }

  private static Map<String, String> values(String all) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher value = VALUE.matcher(all);
    while (value.find()) {
      values.putIfAbsent(value.group(1), bare(value.group(2)));
    }
    return values;
  }

  private static String bare(String json) {
    return json.replaceAll("^\"|\"$", "")
        .replace("\\n", "\n")
        .replace("\\\"", "\"")
        .replace("\\\\", "\\");
  }

  /**
   * The label the prompt speaks of most: its own words count, and words that usually go with it.
   * Even ones are told apart by the seed.
   */
  String bestOf(List<String> labels, long seed) {
    String best = labels.getFirst();
    double most = -1;
    for (String label : labels) {
      double score = Math.floorMod(hash(seed) ^ label.hashCode(), 1000) / 10_000.0;
      for (String term : Associations.of(label)) {
        for (Map.Entry<String, Integer> word : words.entrySet()) {
          if (word.getKey().startsWith(term)) {
            // The prompt names every label once when it lists them.
            int listed = label.toLowerCase(Locale.ROOT).contains(term) ? 1 : 0;
            score += Math.max(0, word.getValue() - listed);
          }
        }
      }
      if (score > most) {
        most = score;
        best = label;
      }
    }
    return best;
  }
}
