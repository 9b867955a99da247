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

/** Finds the time near the beginning of a line. */
final class LogTime {

  private static final int WITHIN = 80;

  /** The fields of a JSON line come in any order. */
  private static final int WITHIN_JSON = 2_000;

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})[-/](\\d{2})[-/](\\d{2})[T ](\\d{2}:\\d{2}:\\d{2})(?:[.,]\\d{1,9})?(Z|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern EPOCH =
      Pattern.compile(
          "\"(?:time|ts|timestamp|@timestamp)\"\\s*:\\s*\"?(\\d{10})(?:\\d{3})?(?:\\.\\d+)?\\b");
  private static final Pattern CLF =
      Pattern.compile("\\[(\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4})\\]");
  private static final Pattern SYSLOG =
      Pattern.compile("^(?:<\\d{1,3}>)?([A-Z][a-z]{2}) {1,2}(\\d{1,2}) (\\d{2}:\\d{2}:\\d{2})");
  private static final DateTimeFormatter CLF_FORMAT =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
  private static final DateTimeFormatter SYSLOG_FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy MMM d HH:mm:ss")
          .toFormatter(Locale.ENGLISH);

  private LogTime() {}

  /** Times without a zone count as UTC; those without a year as this year's. */
  static Optional<Instant> of(String line) {
    boolean json = line.startsWith("{");
    int within = json ? WITHIN_JSON : WITHIN;
    String head = line.length() <= within ? line : line.substring(0, within);
    try {
      Matcher iso = ISO.matcher(head);
      if (iso.find()) {
        String zone = iso.group(5);
        LocalDateTime local =
            LocalDateTime.parse(
                iso.group(1) + "-" + iso.group(2) + "-" + iso.group(3) + "T" + iso.group(4));
        return Optional.of(local.toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone)));
      }
      Matcher epoch = EPOCH.matcher(head);
      if (json && epoch.find()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(epoch.group(1))));
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
