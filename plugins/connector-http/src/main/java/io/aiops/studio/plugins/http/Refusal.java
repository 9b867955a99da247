package io.aiops.studio.plugins.http;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What an answer of 400 and above means. */
final class Refusal {

  private static final int QUOTED = 300;
  private static final int READ = 8 * 1024;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private Refusal() {}

  static PluginException of(Settings settings, Hop hop, Answer answer, Instant now) {
    Category category = category(answer.status());
    return new PluginException(
        category,
        hop.method()
            + " "
            + hop.shown()
            + " was answered with "
            + answer.status()
            + quote(settings, answer)
            + " "
            + advice(category),
        category.retryHelps() ? wait(answer.header("retry-after"), now).orElse(null) : null,
        null);
  }

  private static Category category(int status) {
    return switch (status) {
      case 401, 403, 407 -> Category.DENIED;
      case 404, 410 -> Category.NOT_FOUND;
      case 408, 504 -> Category.TIMEOUT;
      case 425 -> Category.UNAVAILABLE;
      case 429 -> Category.RATE_LIMITED;
      default -> status >= 500 ? Category.UNAVAILABLE : Category.INVALID_INPUT;
    };
  }

  private static String advice(Category category) {
    return switch (category) {
      case DENIED -> "Check the connection's credentials and its 'baseUrl', which alone gets them.";
      case NOT_FOUND -> "Check the address; 'acceptStatus' takes this status as an answer.";
      case INVALID_INPUT -> "Check what was sent; 'acceptStatus' takes this status as an answer.";
      default -> "Trying again later can help.";
    };
  }

  /** The begin of what it says, on one line, without our secrets if it repeats them. */
  private static String quote(Settings settings, Answer answer) {
    MediaType type = MediaType.of(answer.header("content-type").orElse(""));
    if (!type.text()) {
      return ".";
    }
    String said;
    try (InputStream in = answer.body(Long.MAX_VALUE, "")) {
      said = type.decode(in.readNBytes(READ));
    } catch (IOException e) {
      return " and broke off.";
    }
    // Secrets first: one that is cut in two would not be found.
    String line = settings.redact(said).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.isEmpty()) {
      return ".";
    }
    return ": \"" + (line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…") + "\".";
  }

  /** Seconds or a date, by RFC 9110 section 10.2.3; empty if it is neither. */
  static Optional<Duration> wait(Optional<String> header, Instant now) {
    return header.map(String::strip).flatMap(text -> parse(text, now)).map(Refusal::bounded);
  }

  private static Optional<Duration> parse(String text, Instant now) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, until));
    } catch (DateTimeException e) {
      // Something else; the engine's own back-off serves.
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
