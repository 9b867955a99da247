package io.aiops.studio.ui.execution;

import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of the waterfall.
 *
 * @param begin the left edge of all lines
 * @param end the right edge
 */
record TimelineRow(Step step, Instant begin, Instant end, Instant now) {

  private static final double MIN_WIDTH = 0.6;

  /**
   * Part of a line. Public, because the page gets its components by reflection.
   *
   * @param look what it stands for: {@code completed}, {@code failed}, {@code running}, {@code
   *     wait}
   * @param left where it begins, in percent of the line
   * @param width in percent of the line
   */
  public record Bar(String look, String title, double left, double width) {}

  static List<TimelineRow> of(Detail detail, Instant now) {
    Instant begin = detail.summary().createdAt();
    Instant ended = detail.summary().endedAt();
    Instant end = ended == null ? now : ended;
    Instant right = end.isAfter(begin) ? end : begin.plusMillis(1);
    return detail.steps().stream().map(step -> new TimelineRow(step, begin, right, now)).toList();
  }

  /** How deep within forEach steps, for the indentation. */
  int depth() {
    return (int) step.path().chars().filter(each -> each == '/').count();
  }

  /** {@code [3]} for a step of an item; empty otherwise. */
  String item() {
    int slash = step.path().lastIndexOf('/');
    if (slash < 0) {
      return "";
    }
    String parent = step.path().substring(0, slash);
    int open = parent.lastIndexOf('[');
    return open < 0 ? "" : " " + parent.substring(open);
  }

  String subtitle() {
    if (step.progress() != null && !step.status().terminal()) {
      return step.progress();
    }
    int tries = step.attempts().size();
    return step.kind() + (tries > 1 ? ", " + tries + " attempts" : "");
  }

  Duration duration() {
    if (step.attempts().isEmpty()) {
      return Duration.ZERO;
    }
    return Duration.between(
        step.attempts().getFirst().scheduledAt(), endOf(step.attempts().getLast()));
  }

  List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (Attempt attempt : step.attempts()) {
      Instant until = endOf(attempt);
      String what = "Attempt " + attempt.number() + ": " + outcome(attempt);
      bars.add(
          bar(
              look(attempt),
              attempt.scheduledAt(),
              until,
              what + ", " + Texts.duration(Duration.between(attempt.scheduledAt(), until))));
      Instant next = attempt.nextAttemptAt();
      if (next != null) {
        bars.add(
            bar(
                "wait",
                until,
                next.isBefore(end) ? next : end,
                "Waits " + Texts.duration(Duration.between(until, next)) + " before the next try"));
      }
    }
    return bars;
  }

  String spoken() {
    if (step.attempts().isEmpty()) {
      return "not started";
    }
    Duration offset = Duration.between(begin, step.attempts().getFirst().scheduledAt());
    return "starts after " + Texts.duration(offset) + ", takes " + Texts.duration(duration());
  }

  private Instant endOf(Attempt attempt) {
    Instant ended = attempt.endedAt();
    if (ended != null) {
      return ended;
    }
    return step.status().terminal() ? attempt.scheduledAt() : now;
  }

  private String look(Attempt attempt) {
    if (attempt.endedAt() == null) {
      return step.kind().equals("wait") ? "wait" : "running";
    }
    return attempt.failure() != null ? "failed" : step.kind().equals("wait") ? "wait" : "completed";
  }

  private static String outcome(Attempt attempt) {
    if (attempt.endedAt() == null) {
      return "running";
    }
    return attempt.failure() == null ? "completed" : "failed, " + attempt.failure().message();
  }

  private Bar bar(String look, Instant from, Instant to, String title) {
    double span = Duration.between(begin, end).toNanos();
    double left = clamp(100 * Duration.between(begin, from).toNanos() / span, 100 - MIN_WIDTH);
    double width = clamp(100 * Duration.between(from, to).toNanos() / span, 100 - left);
    return new Bar(look, title, left, Math.max(MIN_WIDTH, width));
  }

  private static double clamp(double value, double max) {
    return Math.max(0, Math.min(max, value));
  }
}
