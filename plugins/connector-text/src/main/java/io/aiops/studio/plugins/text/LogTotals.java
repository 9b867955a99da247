package io.aiops.studio.plugins.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Running totals over a log: levels, patterns and time. */
final class LogTotals {

  private static final int MOST_PATTERNS = 20_000;
  private static final int MOST_BUCKETS = 50_000;
  private static final int MOST_BARS = 120;
  private static final int MOST_BURSTS = 20;
  private static final int LONGEST_EXAMPLE = 500;
  private static final int LONGEST_TRACE = 1_500;
  private static final int MOST_CONTINUED = 500;
  private static final String OTHER = "(other lines)";

  private static final class Pattern {
    final StringBuilder example;
    final String level;
    long count;
    @Nullable Instant first;
    @Nullable Instant last;

    Pattern(String example, String level) {
      this.example = new StringBuilder(example);
      this.level = level;
    }
  }

  private static final class Bucket {
    long count;
    long errors;
  }

  private int bucketSeconds;
  private final Map<String, Long> levels = new TreeMap<>();
  private final Map<String, Pattern> patterns = new HashMap<>();
  private TreeMap<Long, Bucket> buckets = new TreeMap<>();
  private long lines;
  private long timed;
  private long continued;
  private int continuedInARow;
  private @Nullable Instant last;
  private @Nullable Instant earliest;
  private @Nullable Instant latest;
  private @Nullable Pattern entry;

  LogTotals(int bucketSeconds) {
    this.bucketSeconds = bucketSeconds;
  }

  long lines() {
    return lines;
  }

  void add(String text) {
    lines++;
    LogLine line = new LogLine(text);
    String level = line.level();
    if (continues(text, level, line.time())) {
      continued++;
      continuedInARow++;
      bucket(false);
      extend(text);
      return;
    }
    continuedInARow = 0;
    line.time()
        .ifPresent(at -> {
          timed++;
          last = at;
          earliest = earliest == null || at.isBefore(earliest) ? at : earliest;
          latest = latest == null || at.isAfter(latest) ? at : latest;
        });
    if (!level.isEmpty()) {
      levels.merge(level, 1L, Long::sum);
    }
    bucket(LogLevels.ERRORS.contains(level));
    count(text, level, line.pattern());
  }

  /**
   * A line without time and level, such as one of a stack trace, belongs to the entry before it.
   * Where no entry has a time, only indented lines do. A long run of such lines is no entry's: then
   * each counts for itself.
   */
  private boolean continues(String text, String level, Optional<Instant> time) {
    boolean bare = level.isEmpty() && time.isEmpty();
    boolean follows = timed > 0 || text.isBlank() || Character.isWhitespace(text.charAt(0));
    return bare && follows && entry != null && continuedInARow < MOST_CONTINUED;
  }

  private void extend(String text) {
    Pattern pattern = entry;
    if (pattern != null
        && pattern.count == 1
        && pattern.example.length() + text.length() < LONGEST_TRACE) {
      pattern.example.append('\n').append(text);
    }
  }

  private void bucket(boolean error) {
    Instant when = last;
    if (when != null) {
      Bucket bucket =
          buckets.computeIfAbsent(
              Math.floorDiv(when.getEpochSecond(), bucketSeconds), key -> new Bucket());
      bucket.count++;
      bucket.errors += error ? 1 : 0;
    }
    if (buckets.size() > MOST_BUCKETS) {
      widen();
    }
  }

  /** Two buckets become one: times far apart must not fill the memory. */
  private void widen() {
    TreeMap<Long, Bucket> wider = new TreeMap<>();
    buckets.forEach((at, counted) -> {
      Bucket bucket = wider.computeIfAbsent(Math.floorDiv(at, 2L), key -> new Bucket());
      bucket.count += counted.count;
      bucket.errors += counted.errors;
    });
    buckets = wider;
    bucketSeconds *= 2;
  }

  private void count(String text, String level, String pattern) {
    String key = patterns.size() < MOST_PATTERNS || patterns.containsKey(pattern) ? pattern : OTHER;
    Pattern known =
        patterns.computeIfAbsent(key, k -> new Pattern(cut(text), k.equals(OTHER) ? "" : level));
    entry = known;
    known.count++;
    Instant when = last;
    if (when != null) {
      known.first = known.first == null || when.isBefore(known.first) ? when : known.first;
      known.last = known.last == null || when.isAfter(known.last) ? when : known.last;
    }
  }

  private static String cut(String line) {
    return line.length() <= LONGEST_EXAMPLE ? line : line.substring(0, LONGEST_EXAMPLE) + "…";
  }

  /**
   * @param bytes of the whole log
   */
  Map<String, @Nullable Object> result(int top, long bytes) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("lines", lines);
    result.put("bytes", bytes);
    result.put("errors", sum(LogLevels.ERRORS));
    result.put("warnings", sum(LogLevels.WARNINGS));
    result.put("levels", levels);
    result.put("linesWithTime", timed);
    result.put("continuationLines", continued);
    result.put("firstAt", earliest == null ? null : earliest.toString());
    result.put("lastAt", latest == null ? null : latest.toString());
    result.put("distinctPatterns", patterns.size());
    result.put("patterns", patterns(top, false));
    result.put("errorPatterns", patterns(top, true));
    result.put("bucketSeconds", bucketSeconds);
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
        .filter(entry -> !errorsOnly || LogLevels.ERRORS.contains(entry.getValue().level))
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
          view.put("example", pattern.example.toString());
          return view;
        })
        .toList();
  }

  /**
   * Buckets far above what is usual: more than the median plus five times the median absolute
   * deviation, scaled to a standard deviation by 1.4826 (Hampel 1974), and at least twice the
   * median. Neighbours are one burst. The largest first.
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
    List<Burst> bursts = new ArrayList<>();
    buckets.forEach((at, bucket) -> {
      if (bucket.count > bound) {
        Burst before = bursts.isEmpty() ? null : bursts.getLast();
        if (before != null && before.to == at) {
          bursts.set(bursts.size() - 1, before.and(bucket));
        } else {
          bursts.add(new Burst(at, at + 1, bucket.count, bucket.errors));
        }
      }
    });
    return bursts.stream()
        .sorted(Comparator.comparingLong(burst -> -burst.count))
        .limit(MOST_BURSTS)
        .map(burst -> {
          Map<String, @Nullable Object> view = new LinkedHashMap<>();
          view.put("at", at(burst.from));
          view.put("until", at(burst.to));
          view.put("count", burst.count);
          view.put("errors", burst.errors);
          view.put("usual", median * (burst.to - burst.from));
          return view;
        })
        .toList();
  }

  /** From one bucket up to another, without it. */
  private record Burst(long from, long to, long count, long errors) {
    Burst and(Bucket next) {
      return new Burst(from, to + 1, count + next.count, errors + next.errors);
    }
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
