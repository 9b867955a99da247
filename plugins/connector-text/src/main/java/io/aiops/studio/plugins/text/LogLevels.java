package io.aiops.studio.plugins.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which levels are errors, which are warnings, and what numbers mean. */
final class LogLevels {

  static final Set<String> ERRORS =
      Set.of(
          "FATAL",
          "CRITICAL",
          "CRIT",
          "EMERG",
          "ALERT",
          "PANIC",
          "ERROR",
          "ERR",
          "SEVERE",
          "HTTP 5xx");
  static final Set<String> WARNINGS = Set.of("WARN", "WARNING", "HTTP 4xx");

  /** As bunyan and pino write them. */
  private static final Map<String, String> NUMBERS =
      Map.of(
          "10", "TRACE", "20", "DEBUG", "30", "INFO", "40", "WARN", "50", "ERROR", "60", "FATAL");

  private LogLevels() {}

  static String named(String written) {
    return NUMBERS.getOrDefault(written, written.toUpperCase(Locale.ROOT));
  }
}
