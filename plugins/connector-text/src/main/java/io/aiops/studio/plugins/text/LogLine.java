package io.aiops.studio.plugins.text;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one line of a log says of itself: application logs, syslog, web servers, JSON lines. */
final class LogLine {

  private static final int LONGEST_PATTERN = 300;

  /**
   * The first of these words, whole and in capitals, is the line's level: grep -w finds the same.
   */
  private static final Pattern LEVEL =
      Pattern.compile("\\b(FATAL|CRITICAL|ERROR|SEVERE|WARN|WARNING|NOTICE|INFO|DEBUG|TRACE)\\b");

  private static final Pattern JSON_LEVEL =
      Pattern.compile(
          "\"(?:level|severity|lvl|loglevel|levelname|log\\.level)\"\\s*:\\s*\"?([A-Za-z]{3,9}|[1-6]0)\\b");

  /** Web servers' {@code [error]} and {@code [core:error]}, logfmt's {@code level=error}. */
  private static final Pattern TAGGED =
      Pattern.compile(
          "(?:\\[(?:\\w+:)?|\\blevel=\"?)(emerg|alert|crit|error|err|warn|warning|notice|info|debug)\\b");

  /** Daemons that write to syslog say {@code error:} at the beginning of what they say. */
  private static final Pattern SPOKEN =
      Pattern.compile("(?i)(?:^|[:\\]] )(panic|fatal|critical|error|warning)(?::| )");

  private static final Pattern ACCESS =
      Pattern.compile("\"([A-Z]{3,10}) ([^ \"?]++)[^\"]*+\" ([1-5])(\\d\\d)\\b");
  private static final Pattern JSON_MESSAGE =
      Pattern.compile("\"(?:msg|message)\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)*+)\"");

  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\d{4}[-/]\\d{2}[-/]\\d{2}[T ][0-9:.,]+(?:Z|[+-]\\d{2}:?\\d{2})?" // time
              + "|\\[\\d{2}/[A-Z][a-z]{2}/\\d{4}:[^\\]]+\\]"
              + "|^[A-Z][a-z]{2} {1,2}\\d{1,2} \\d{2}:\\d{2}:\\d{2}"
              + "|\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b"
              + "|\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b"
              + "|\"[^\"]*\"|(?<!\\w)'[^']*'(?!\\w)"
              + "|(?<![\\w/])/[\\w.-]+(?:/[\\w.-]+)+"
              + "|\\b0x[0-9a-fA-F]+\\b|\\b(?=[0-9a-fA-F]*\\d)[0-9a-fA-F]{8,}\\b"
              + "|\\d+(?:\\.\\d+)?");

  /** What is left of the time at the beginning says nothing. */
  private static final Pattern LEADING = Pattern.compile("^(?:\\[?\\*\\]?[\\s:,|-]+)+(?=\\S)");

  private static final Pattern SPACES = Pattern.compile("\\s{2,}");

  private final String text;
  private final Optional<Instant> time;

  LogLine(String text) {
    this.text = text;
    this.time = LogTime.of(text);
  }

  private boolean json() {
    return text.startsWith("{");
  }

  /** Times without a zone count as UTC; those without a year as this year's. */
  Optional<Instant> time() {
    return time;
  }

  /** In capitals; an access log's is its status, such as {@code HTTP 5xx}. Empty if none. */
  String level() {
    if (json()) {
      Matcher field = JSON_LEVEL.matcher(text);
      if (field.find()) {
        return LogLevels.named(field.group(1));
      }
    }
    Matcher access = ACCESS.matcher(text);
    if (time.isPresent() && access.find()) {
      return "HTTP " + access.group(3) + "xx";
    }
    Matcher level = LEVEL.matcher(text);
    if (level.find()) {
      return level.group();
    }
    // Only beside a time: in a stack trace or a wrapped text such words mean something else.
    if (time.isPresent()) {
      for (Pattern pattern : new Pattern[] {TAGGED, SPOKEN}) {
        Matcher word = pattern.matcher(text);
        if (word.find()) {
          return LogLevels.named(word.group(1));
        }
      }
    }
    return "";
  }

  /** The line with what varies replaced by {@code *}: lines of one statement look alike. */
  String pattern() {
    Matcher access = ACCESS.matcher(text);
    if (time.isPresent() && access.find()) {
      return access.group(1)
          + " "
          + cut(access.group(2).replaceAll("\\d+", "*"))
          + " "
          + access.group(3)
          + access.group(4);
    }
    Matcher message = JSON_MESSAGE.matcher(text);
    return mask(json() && message.find() ? message.group(1).replace("\\\"", "\"") : text);
  }

  private static String mask(String text) {
    String shortened =
        text.length() <= 4 * LONGEST_PATTERN ? text : text.substring(0, 4 * LONGEST_PATTERN);
    // Columns are padded: how far says nothing either.
    String masked =
        SPACES.matcher(VARIABLE.matcher(shortened).replaceAll("*")).replaceAll(" ").strip();
    return cut(LEADING.matcher(masked).replaceFirst(""));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_PATTERN ? text : text.substring(0, LONGEST_PATTERN);
  }
}
