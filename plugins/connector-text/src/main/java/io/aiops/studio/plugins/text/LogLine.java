package io.aiops.studio.plugins.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one line of a log says of itself. */
final class LogLine {

  private static final int LONGEST_PATTERN = 300;
  private static final int TIME_WITHIN = 80;

  /**
   * The first of these words, whole and in capitals, is the line's level: grep -w finds the same.
   */
  private static final Pattern LEVEL =
      Pattern.compile("\\b(FATAL|ERROR|SEVERE|WARN|WARNING|INFO|DEBUG|TRACE)\\b");

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2})(?:[.,]\\d{1,9})?(Z|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern CLF =
      Pattern.compile("\\[(\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4})\\]");
  private static final Pattern SYSLOG =
      Pattern.compile("^([A-Z][a-z]{2}) {1,2}(\\d{1,2}) (\\d{2}:\\d{2}:\\d{2})");
  private static final DateTimeFormatter CLF_FORMAT =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
  private static final DateTimeFormatter SYSLOG_FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy MMM d HH:mm:ss")
          .toFormatter(Locale.ENGLISH);

  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[T ][0-9:.,]+(?:Z|[+-]\\d{2}:?\\d{2})?" // time
              + "|\\[\\d{2}/[A-Z][a-z]{2}/\\d{4}:[^\\]]+\\]"
              + "|^[A-Z][a-z]{2} {1,2}\\d{1,2} \\d{2}:\\d{2}:\\d{2}"
              + "|\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b"
              + "|\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b"
              + "|\"[^\"]*\"|'[^']*'"
              + "|(?<![\\w/])/[\\w.-]+(?:/[\\w.-]+)+"
              + "|\\b0x[0-9a-fA-F]+\\b|\\b(?=[0-9a-fA-F]*\\d)[0-9a-fA-F]{8,}\\b"
              + "|\\d+(?:\\.\\d+)?");

  private LogLine() {}

  /** Empty if the line names none. */
  static String level(String line) {
    Matcher level = LEVEL.matcher(line);
    return level.find() ? level.group() : "";
  }

  /** The line with what varies replaced by {@code *}: lines of one statement look alike. */
  static String pattern(String line) {
    String shortened =
        line.length() <= 4 * LONGEST_PATTERN ? line : line.substring(0, 4 * LONGEST_PATTERN);
    String masked = VARIABLE.matcher(shortened).replaceAll("*").strip();
    return masked.length() <= LONGEST_PATTERN ? masked : masked.substring(0, LONGEST_PATTERN);
  }

  /** Times without a zone count as UTC; those without a year as this year's. */
  static Optional<Instant> time(String line) {
    String head = line.length() <= TIME_WITHIN ? line : line.substring(0, TIME_WITHIN);
    try {
      Matcher iso = ISO.matcher(head);
      if (iso.find()) {
        String zone = iso.group(3);
        LocalDateTime local = LocalDateTime.parse(iso.group(1) + "T" + iso.group(2));
        return Optional.of(local.toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone)));
      }
      Matcher clf = CLF.matcher(head);
      if (clf.find()) {
        return Optional.of(OffsetDateTime.parse(clf.group(1), CLF_FORMAT).toInstant());
      }
      Matcher syslog = SYSLOG.matcher(head);
      if (syslog.find()) {
        String text =
            Year.now(ZoneOffset.UTC)
                + " "
                + syslog.group(1)
                + " "
                + syslog.group(2)
                + " "
                + syslog.group(3);
        return Optional.of(LocalDateTime.parse(text, SYSLOG_FORMAT).toInstant(ZoneOffset.UTC));
      }
    } catch (DateTimeException e) {
      // Looks like a time and is none, such as 2026-13-45: the line counts as one without.
      return Optional.empty();
    }
    return Optional.empty();
  }
}
