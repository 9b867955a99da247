package io.aiops.studio.plugins.simulated;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts for the properties of a wanted shape, found in the prompt or at least about it. */
final class Wording {

  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s\"'<>\\\\)\\]},]+(?<![.;:!?])");
  private static final Pattern MAIL =
      Pattern.compile("(?<![\\w.+-])[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w./-])[\\w./-]+\\.[A-Za-z]\\w{0,4}\\b");
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern DAY = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d\\b");
  private static final Pattern QUOTED = Pattern.compile("[\"“']([^\"”'\\n]{1,100})[\"”']");

  /** A capital in the middle of a sentence: mostly a name. */
  private static final Pattern NAME =
      Pattern.compile("(?<=[\\p{Ll},] )\\p{Lu}[\\p{L}-]+(?: \\p{Lu}[\\p{L}-]+)*");

  private static final int WORDS = 5;
  private static final int LONGEST_PADDING = 10_000;
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAYS = 365;

  private final Prompt prompt;
  private final long seed;
  private final boolean arguments;

  /**
   * @param arguments whether they are for a tool, which wants bare values
   */
  Wording(Prompt prompt, long seed, boolean arguments) {
    this.prompt = prompt;
    this.seed = seed;
    this.arguments = arguments;
  }

  String text(String name, Map<?, ?> schema) {
    Optional<String> formatted =
        schema.get("format") instanceof String format ? formatted(format) : Optional.empty();
    if (formatted.isPresent()) {
      return formatted.get();
    }
    String known = prompt.value(name);
    String text = known.isEmpty() ? named(name).orElseGet(() -> free(name)) : known;
    return fitted(text, schema);
  }

  private Optional<String> formatted(String format) {
    long hash = prompt.hash(seed);
    LocalDate day = LocalDate.of(2026, 1, 1).plusDays(Math.floorMod(hash, DAYS));
    return switch (format) {
      case "uri", "url" -> Optional.of(first(ADDRESS).orElse("https://example.org/simulated"));
      case "email" -> Optional.of(first(MAIL).orElse("simulated@example.org"));
      case "date" -> Optional.of(first(DAY).orElse(day.toString()));
      case "date-time" ->
          Optional.of(
              first(TIME)
                  .orElse(
                      NEW_YEAR
                          .plus(Math.floorMod(hash, DAYS * 86_400L), ChronoUnit.SECONDS)
                          .toString()));
      case "time" -> Optional.of("12:00:00Z");
      case "uuid" ->
          Optional.of(
              UUID.nameUUIDFromBytes(Long.toHexString(hash).getBytes(StandardCharsets.UTF_8))
                  .toString());
      case "ipv4" -> Optional.of("192.0.2.1");
      case "hostname" -> Optional.of("example.org");
      default -> Optional.empty();
    };
  }

  /** What the name of a property asks for. */
  private Optional<String> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.matches(".*(ur[il]|link|address|page)")) {
      return first(ADDRESS);
    }
    if (lower.matches(".*(mail|recipient|sender)")) {
      return first(MAIL);
    }
    return lower.matches(".*(path|file|folder)") ? first(PATH) : Optional.empty();
  }

  private String free(String name) {
    List<String> words = prompt.words().keySet().stream().limit(WORDS).toList();
    if (arguments) {
      return match(QUOTED, prompt.instruction(), 1)
          .or(() -> match(NAME, prompt.instruction(), 0))
          .orElse(words.isEmpty() ? name : words.getFirst());
    }
    return String.format(
        Locale.ROOT,
        "%s: %s (simulated)",
        name,
        words.isEmpty() ? "nothing" : String.join(", ", words));
  }

  private Optional<String> first(Pattern pattern) {
    return match(pattern, prompt.text(), 0);
  }

  private static Optional<String> match(Pattern pattern, String text, int group) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(group)) : Optional.empty();
  }

  private static String fitted(String text, Map<?, ?> schema) {
    int least =
        schema.get("minLength") instanceof Number n ? Math.min(n.intValue(), LONGEST_PADDING) : 0;
    int most = schema.get("maxLength") instanceof Number n ? n.intValue() : Integer.MAX_VALUE;
    String padded = text.length() < least ? text + ".".repeat(least - text.length()) : text;
    return padded.length() > most ? padded.substring(0, most) : padded;
  }
}
