package io.aiops.studio.ui.execution;

import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Items;
import io.aiops.studio.host.query.ExecutionViews.ModelCall;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One line of the waterfall. */
record TimelineRow(Step step, Axis axis, Instant now) {

  private static final double MIN_WIDTH = 0.6;

  /** More calls than this are not drawn one by one. */
  private static final int MOST_CALLS = 100;

  /**
   * Part of a line. Public, because the page gets its components by reflection.
   *
   * @param look what it stands for: {@code completed}, {@code failed}, {@code running}, {@code
   *     wait}, {@code back-off}, {@code stopped}, {@code call}
   * @param left where it begins, in percent of the line
   * @param width in percent of the line
   */
  public record Bar(String look, String title, double left, double width) {}

  /** The axis ends where the execution does, or now. */
  static Axis axis(Detail detail, Instant now) {
    Instant begin = detail.summary().createdAt();
    Instant ended = detail.summary().endedAt();
    Instant end = ended == null ? now : ended;
    return new Axis(begin, end.isAfter(begin) ? end : begin.plusMillis(1));
  }

  static List<TimelineRow> of(Detail detail, Axis axis, Instant now) {
    return detail.steps().stream().map(step -> new TimelineRow(step, axis, now)).toList();
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
    return step.slaBreached() == null ? progress() : progress() + ", late";
  }

  private String progress() {
    if (step.progress() != null && !step.status().terminal()) {
      return step.progress();
    }
    Items items = step.items();
    if (items != null) {
      return Texts.count(items.done())
          + " of "
          + Texts.count(items.total())
          + " items done"
          + (items.failed() == 0 ? "" : ", " + Texts.count(items.failed()) + " with a failure");
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
      attempt.calls().stream().limit(MOST_CALLS).map(this::bar).forEach(bars::add);
      Instant next = attempt.nextAttemptAt();
      if (next != null) {
        bars.add(
            bar(
                "back-off",
                until,
                next.isBefore(axis.end()) ? next : axis.end(),
                "Waits " + Texts.duration(Duration.between(until, next)) + " before the next try"));
      }
    }
    return bars;
  }

  private Bar bar(ModelCall call) {
    Duration took = Duration.ofMillis(call.millis());
    return bar(
        "call",
        call.at(),
        call.at().plus(took),
        call.kind() + " call " + call.name() + ", " + Texts.duration(took));
  }

  String spoken() {
    if (step.attempts().isEmpty()) {
      return "not started";
    }
    Duration offset = Duration.between(axis.begin(), step.attempts().getFirst().scheduledAt());
    long failed = step.attempts().stream().filter(each -> each.failure() != null).count();
    return "starts after "
        + Texts.duration(offset)
        + ", takes "
        + Texts.duration(duration())
        + (failed == 0 ? "" : ", " + failed + (failed == 1 ? " failure" : " failures"));
  }

  private Instant endOf(Attempt attempt) {
    Instant ended = attempt.endedAt();
    if (ended != null) {
      return ended;
    }
    // Of a step that was stopped no end is recorded: its execution's end is what stopped it.
    return step.status().terminal() ? axis.end() : now;
  }

  private String look(Attempt attempt) {
    if (attempt.failure() != null) {
      return "failed";
    }
    if (step.kind().equals("wait")) {
      return "wait";
    }
    if (attempt.endedAt() == null) {
      return step.status().terminal() ? "stopped" : "running";
    }
    return "completed";
  }

  String outcome(Attempt attempt) {
    if (attempt.failure() != null) {
      return "failed, " + attempt.failure().message();
    }
    if (attempt.endedAt() == null) {
      return step.status().terminal() ? "stopped" : "running";
    }
    return "completed";
  }

  private Bar bar(String look, Instant from, Instant to, String title) {
    double left = Math.min(axis.left(from), 100 - MIN_WIDTH);
    double width = Math.min(axis.left(to), 100) - left;
    return new Bar(look, title, left, Math.max(look.equals("call") ? 0 : MIN_WIDTH, width));
  }
}
