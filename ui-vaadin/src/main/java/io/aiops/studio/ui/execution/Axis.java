package io.aiops.studio.ui.execution;

import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The time that the waterfall's lines have in common.
 *
 * @param begin the left edge
 * @param end the right edge, after {@code begin}
 */
record Axis(Instant begin, Instant end) {

  private static final int MOST_MARKS = 6;

  /** Round numbers of milliseconds: people read them without counting. */
  private static final long[] STEPS = {
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    14_400_000,
    28_800_000,
    86_400_000
  };

  /**
   * A point of the axis with its label.
   *
   * @param left in percent of the line
   */
  record Mark(double left, String label) {}

  List<Mark> marks() {
    long span = Math.max(1, Duration.between(begin, end).toMillis());
    long step = step(span);
    List<Mark> marks = new ArrayList<>();
    for (long at = 0; at <= span; at += step) {
      marks.add(new Mark(100.0 * at / span, at == 0 ? "0" : label(at)));
    }
    return marks;
  }

  private static long step(long span) {
    for (long step : STEPS) {
      if (span / step < MOST_MARKS) {
        return step;
      }
    }
    long day = STEPS[STEPS.length - 1];
    return day * Math.ceilDiv(span, day * MOST_MARKS);
  }

  private static String label(long millis) {
    return Texts.duration(Duration.ofMillis(millis))
        .replaceFirst("\\.0 s$", " s")
        .replaceFirst(" min 0 s$", " min")
        .replaceFirst(" h 0 min$", " h");
  }

  /** Where an instant lies, in percent of the line. */
  double left(Instant at) {
    double span = Duration.between(begin, end).toNanos();
    return Math.max(0, Math.min(100, 100 * Duration.between(begin, at).toNanos() / span));
  }
}
