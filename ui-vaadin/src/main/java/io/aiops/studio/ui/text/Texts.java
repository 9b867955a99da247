package io.aiops.studio.ui.text;

import io.aiops.studio.host.query.ExecutionViews.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them. */
public final class Texts {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final Pattern RANGE = Pattern.compile("\\[([^,\\s]+),([^,\\s]+)([)\\]])");

  private Texts() {}

  /** {@code 240 ms}, {@code 3.2 s}, {@code 4 min 5 s}, {@code 2 h 3 min}. */
  public static String duration(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long seconds = millis / 1000;
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  /** {@code just now}, {@code 5 min ago}, {@code 3 h ago}, {@code 2 days ago}. */
  public static String ago(Instant then, Instant now) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 10) {
      return "just now";
    }
    if (seconds < 60) {
      return seconds + " s ago";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min ago";
    }
    if (seconds < 86_400) {
      return seconds / 3600 + " h ago";
    }
    long days = seconds / 86_400;
    return days == 1 ? "yesterday" : days + " days ago";
  }

  public static String time(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }

  public static String count(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** {@code 1 person}, {@code 1,234 people}. */
  public static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** {@code 1,234 in, 56 out}; empty if nothing was used. */
  public static String tokens(Usage usage) {
    return usage.inputTokens() == 0 && usage.outputTokens() == 0
        ? ""
        : count(usage.inputTokens()) + " in, " + count(usage.outputTokens()) + " out";
  }

  /** {@code 0.0012 USD}; empty if the price is not known. */
  public static String cost(Usage usage) {
    BigDecimal cost = usage.cost();
    if (cost == null) {
      return "";
    }
    int digits = cost.abs().compareTo(CENT) < 0 ? 6 : 2;
    BigDecimal rounded = cost.setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
    if (rounded.scale() < 2) {
      rounded = rounded.setScale(2, RoundingMode.UNNECESSARY);
    }
    return rounded.toPlainString() + currency(usage.currency());
  }

  private static String currency(@Nullable String currency) {
    return currency == null ? "" : " " + currency;
  }

  /** {@code [1.0,2)}, a range of versions as OSGi writes it, as {@code 1.0 to below 2}. */
  public static String versions(String range) {
    Matcher parts = RANGE.matcher(range);
    return parts.matches()
        ? parts.group(1) + (parts.group(3).equals(")") ? " to below " : " to ") + parts.group(2)
        : range;
  }

  /** {@code COMPLETED} as {@code Completed}. */
  public static String word(Enum<?> value) {
    return sentence(value.name().replace('_', '-'));
  }

  /** {@code rate-limited} as {@code Rate limited}. */
  public static String sentence(String name) {
    return name.isEmpty()
        ? name
        : name.substring(0, 1).toUpperCase(Locale.ROOT)
            + name.substring(1).replace('-', ' ').toLowerCase(Locale.ROOT);
  }
}
