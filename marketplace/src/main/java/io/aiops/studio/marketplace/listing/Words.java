package io.aiops.studio.marketplace.listing;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bounds of texts that people are shown. No text may reorder or hide what stands beside it, so
 * that control characters and those that change the direction of writing are in none.
 */
public final class Words {

  public static final int TITLE = 80;
  public static final int SUMMARY = 300;
  public static final int NOTES = 4_000;
  public static final int REASON = 500;
  public static final int REVIEW = 2_000;
  public static final int TAGS = 10;
  public static final int CATEGORIES = 3;

  private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9-]{0,29}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int SHOWN = 80;

  private Words() {}

  /** One line, which may be empty. */
  public static Optional<Problem> line(String field, String text, int most) {
    return text.chars().anyMatch(c -> c == '\n')
        ? Optional.of(new Problem(field, "has more than one line."))
        : lines(field, text, most);
  }

  /** Lines, which may be none. */
  public static Optional<Problem> lines(String field, String text, int most) {
    if (text.length() > most) {
      return Optional.of(
          new Problem(
              field, "has %d characters; at most %d are taken.".formatted(text.length(), most)));
    }
    return text.codePoints().anyMatch(Words::hides)
        ? Optional.of(
            new Problem(
                field, "has a control character, or one that changes the direction of writing."))
        : Optional.empty();
  }

  private static boolean hides(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** What a text is made to be that came from elsewhere: of one line, without what hides. */
  public static String tamed(String text, int most) {
    StringBuilder tame = new StringBuilder();
    text.codePoints()
        .map(c -> hides(c) || Character.isWhitespace(c) ? ' ' : c)
        .forEach(tame::appendCodePoint);
    String line = tame.toString().strip();
    return line.length() <= most ? line : line.substring(0, most - 1).strip() + "…";
  }

  /**
   * Why somebody did something, one line.
   *
   * @throws InvalidException if it is empty, or cannot be shown
   */
  public static String reason(String field, String given) {
    String reason = given.strip();
    if (reason.isEmpty()) {
      throw new InvalidException(field, "is empty; say why, for those who read it.");
    }
    line(field, reason, REASON)
        .ifPresent(problem -> {
          throw new InvalidException(List.of(problem));
        });
    return reason;
  }

  /** Tags or categories: short, lower case, each once. */
  public static Optional<Problem> tags(String field, List<String> tags, int most) {
    if (tags.size() > most) {
      return Optional.of(
          new Problem(field, "are %d; at most %d are taken.".formatted(tags.size(), most)));
    }
    if (new HashSet<>(tags).size() < tags.size()) {
      return Optional.of(new Problem(field, "have one twice."));
    }
    return tags.stream()
        .filter(tag -> !TAG.matcher(tag).matches())
        .findFirst()
        .map(tag ->
            new Problem(
                field,
                "have '%s'; expected 1 to 30 lower case letters, digits and '-'."
                    .formatted(cut(tag))));
  }

  /** A SHA-256 as files are named by it. */
  public static boolean hash(String text) {
    return HASH.matcher(text).matches();
  }

  /** For messages. */
  static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
