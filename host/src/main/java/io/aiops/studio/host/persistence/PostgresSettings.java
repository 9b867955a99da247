package io.aiops.studio.host.persistence;

import java.util.Map;
import java.util.stream.Stream;

/**
 * How the embedded PostgreSQL is set: durable, small, without bursts, and so that its log says what
 * makes others wait. The module's README has the reasons.
 */
final class PostgresSettings {

  // The library that starts it would turn both off.
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on");

  private static final Map<String, String> SMALL =
      Map.of("max_connections", "100", "shared_buffers", "128MB", "jit", "off");

  private static final Map<String, String> EVEN =
      Map.of(
          "max_wal_size", "1GB",
          // Segments are used again after a lull, not made anew by whoever commits.
          "min_wal_size", "512MB",
          // A third of the bytes for 30 microseconds a page; these binaries know no other method.
          "wal_compression", "pglz",
          // Else what sessions write lies in the page cache until the kernel writes 30 s of it at
          // once.
          "backend_flush_after", "256kB",
          // What was written is looked through before a checkpoint makes that dear: V19 says why.
          "autovacuum_naptime", "20s");

  private static final Map<String, String> LOG =
      Map.of(
          "logging_collector", "on",
          // A file an hour, written anew the next day: bounded.
          "log_filename", "postgresql-%H.log",
          "log_rotation_age", "1h",
          "log_truncate_on_rotation", "on",
          "log_timezone", "UTC");

  private static final Map<String, String> LOGGED =
      Map.of(
          "log_checkpoints", "on",
          "log_autovacuum_min_duration", "100ms",
          "log_lock_waits", "on",
          "log_min_duration_statement", "200ms",
          // Statements without their values, errors without the rows they are about.
          "log_parameter_max_length", "0",
          "log_parameter_max_length_on_error", "0",
          "log_error_verbosity", "terse");

  private PostgresSettings() {}

  static Stream<Map.Entry<String, String>> all() {
    return Stream.of(DURABLE, SMALL, EVEN, LOG, LOGGED).flatMap(part -> part.entrySet().stream());
  }
}
