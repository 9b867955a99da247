package io.aiops.studio.plugins.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Running totals over a log: levels, patterns and time. */
final class LogTotals {

  private static final Set<String> ERRORS = Set.of("FATAL", "ERROR", "SEVERE");
  private static final Set<String> WARNINGS = Set.of("WARN", "WARNING");
  private static final int MOST_PATTERNS = 50_000;
  private static final int MOST_BARS = 120;
  private static final int MOST_BURSTS = 20;
  private static final int LONGEST_EXAMPLE = 500;
  private static final String OTHER = "(other lines)";

  private static final class Pattern {
    final String example;
    final String level;
    long count;
    @Nullable Instant first;
    @Nullable Instant last;

    Pattern(String example, String level) {
      this.example = example;
      this.level = level;
    }
  }

  private static final class Bucket {
    long count;
    long errors;
  }

  private final int bucketSeconds;
  private final Map<String, Long> levels = new TreeMap<>();
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
  private long lines;
  private long bytes;
  private long timed;
  private @Nullable Instant last;

  LogTotals(int bucketSeconds) {
    this.bucketSeconds = bucketSeconds;
  }

  long lines() {
    return lines;
  }

  /** A line without a time of its own, such as one of a stack trace, belongs to the one before. */
  void add(String line, String level, @Nullable Instant at, String pattern) {
    lines++;
    bytes += line.getBytes(StandardCharsets.UTF_8).length + 1L;
    if (at != null) {
      timed++;
      last = at;
    }
    boolean error = ERRORS.contains(level);
    if (!level.isEmpty()) {
      levels.merge(level, 1L, Long::sum);
    }
    Instant when = last;
    if (when != null) {
      Bucket bucket =
          buckets.computeIfAbsent(
              Math.floorDiv(when.getEpochSecond(), bucketSeconds), key -> new Bucket());
      bucket.count++;
      bucket.errors += error ? 1 : 0;
    }
    String key = patterns.size() < MOST_PATTERNS || patterns.containsKey(pattern) ? pattern : OTHER;
    Pattern known = patterns.computeIfAbsent(key, k -> new Pattern(cut(line), level));
    known.count++;
    if (when != null) {
      known.first = known.first == null || when.isBefore(known.first) ? when : known.first;
      known.last = known.last == null || when.isAfter(known.last) ? when : known.last;
    }
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_EXAMPLE ? line : line.substring(0, LONGEST_EXAMPLE) + "…";
  }

  Map<String, @Nullable Object> result(int top) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("lines", lines);
    result.put("bytes", bytes);
    result.put("errors", sum(ERRORS));
    result.put("warnings", sum(WARNINGS));
    result.put("levels", levels);
    result.put("linesWithTime", timed);
    result.put("firstAt", buckets.isEmpty() ? null : at(buckets.firstKey()));
    result.put("lastAt", buckets.isEmpty() ? null : at(buckets.lastKey()));
    result.put("distinctPatterns", patterns.size());
    result.put("patterns", patterns(top, false));
    result.put("errorPatterns", patterns(top, true));
    result.put("bursts", bursts());
    result.put("histogram", histogram());
    return result;
  }

  private long sum(Set<String> of) {
    return of.stream().mapToLong(level -> levels.getOrDefault(level, 0L)).sum();
  }

  private String at(long bucket) {
    return Instant.ofEpochSecond(bucket * bucketSeconds).toString();
  }

  private List<Map<String, @Nullable Object>> patterns(int top, boolean errorsOnly) {
    return patterns.entrySet().stream()
        .filter(entry -> !errorsOnly || ERRORS.contains(entry.getValue().level))
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Pattern> e) -> -e.getValue().count)
                .thenComparing(Map.Entry::getKey))
        .limit(top)
        .map(entry -> {
          Pattern pattern = entry.getValue();
          Map<String, @Nullable Object> view = new LinkedHashMap<>();
          view.put("pattern", entry.getKey());
          view.put("count", pattern.count);
          view.put("level", pattern.level);
          view.put("first", pattern.first == null ? null : pattern.first.toString());
          view.put("last", pattern.last == null ? null : pattern.last.toString());
          view.put("example", pattern.example);
          return view;
        })
        .toList();
  }

  /**
   * Buckets far above what is usual: more than the median plus five times the median absolute
   * deviation, scaled to a standard deviation by 1.4826 (Hampel 1974), and at least twice the
   * median.
   */
  private List<Map<String, @Nullable Object>> bursts() {
    long[] counts = buckets.values().stream().mapToLong(b -> b.count).toArray();
    if (counts.length < 3) {
      return List.of();
    }
    double median = median(counts);
    double deviation =
        median(Arrays.stream(counts).map(c -> (long) Math.abs(c - median)).toArray());
    double bound = Math.max(2 * median, median + 5 * 1.4826 * deviation);
    List<Map<String, @Nullable Object>> bursts = new ArrayList<>();
    buckets.entrySet().stream()
        .filter(entry -> entry.getValue().count > bound)
        .sorted(Comparator.comparingLong(entry -> -entry.getValue().count))
        .limit(MOST_BURSTS)
        .forEach(entry -> {
          Map<String, @Nullable Object> burst = new LinkedHashMap<>();
          burst.put("at", at(entry.getKey()));
          burst.put("count", entry.getValue().count);
          burst.put("errors", entry.getValue().errors);
          burst.put("usual", median);
          bursts.add(burst);
        });
    return bursts;
  }

  private static double median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }

  /** At most 120 bars, each of as many buckets as that needs. */
  private List<Map<String, @Nullable Object>> histogram() {
    if (buckets.isEmpty()) {
      return List.of();
    }
    long from = buckets.firstKey();
    long width = Math.max(1, (buckets.lastKey() - from) / MOST_BARS + 1);
    TreeMap<Long, Bucket> bars = new TreeMap<>();
    buckets.forEach((bucket, counted) -> {
      Bucket bar = bars.computeIfAbsent((bucket - from) / width, key -> new Bucket());
      bar.count += counted.count;
      bar.errors += counted.errors;
    });
    List<Map<String, @Nullable Object>> histogram = new ArrayList<>();
    bars.forEach((bar, counted) ->
        histogram.add(
            Map.of(
                "at", at(from + bar * width), "count", counted.count, "errors", counted.errors)));
    return histogram;
  }
}
