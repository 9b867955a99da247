package io.aiops.studio.ui.execution;

import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Items;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One line of the waterfall.
 *
 * @param planned whether it is a step of a plan, of which there is one
 * @param over whether the execution has ended
 */
record TimelineRow(Step step, Axis axis, Instant now, boolean planned, boolean over) {

  /**
   * Part of a line. Public, because the page gets its components by reflection.
   *
   * @param look what it stands for, as in {@link Legend}
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
    return detail.steps().stream()
        .map(step ->
            new TimelineRow(
                step, axis, now, planned(detail, step), detail.summary().status().terminal()))
        .toList();
  }

  /** Whether the step that it stands in is a plan. */
  static boolean planned(Detail detail, Step step) {
    int slash = step.path().lastIndexOf("[0]/");
    return slash > 0
        && step.path().indexOf('/', slash + 4) < 0
        && detail.steps().stream()
            .anyMatch(each ->
                each.kind().equals("plan") && each.path().equals(step.path().substring(0, slash)));
  }

  /** How deep within forEach steps and plans, for the indentation. */
  int depth() {
    return (int) step.path().chars().filter(each -> each == '/').count();
  }

  /** {@code [3]} for a step of an item; empty otherwise. */
  String item() {
    if (planned) {
      return "";
    }
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

  /** How it stands, where there is no room to say that beside it. */
  String standing() {
    String word = StatusBadge.word(step.status(), over);
    if (step.attempts().isEmpty()) {
      return word;
    }
    return word + ", " + (step.status().terminal() ? Texts.duration(duration()) : subtitle());
  }

  private String progress() {
    if (step.progress() != null && !step.status().terminal()) {
      return step.progress();
    }
    if (step.status() == Status.WAITING && !step.attempts().isEmpty()) {
      return awaited(step.attempts().getLast());
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

  private static String awaited(Attempt attempt) {
    Instant next = attempt.nextAttemptAt();
    if (next != null) {
      return "attempt " + (attempt.number() + 1) + " at " + Moment.exact(next);
    }
    Map<?, ?> input = attempt.input() instanceof Map<?, ?> map ? map : Map.of();
    return switch (attempt.waits().isEmpty() ? "" : attempt.waits().getLast().what()) {
      case "approval" -> "waits for a person";
      case "signal" -> "waits for the signal " + input.get("signal");
      case "time" ->
          input.get("until") instanceof String until
              ? "waits until " + Moment.exact(Instant.parse(until))
              : "waits for a time";
      default -> "waits";
    };
  }

  Duration duration() {
    if (step.attempts().isEmpty()) {
      return Duration.ZERO;
    }
    return Duration.between(
        step.attempts().getFirst().scheduledAt(), endOf(step.attempts().getLast()));
  }

  List<Bar> bars() {
    return new Bars(this).all();
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

  Instant endOf(Attempt attempt) {
    Instant ended = attempt.endedAt();
    if (ended != null) {
      return ended;
    }
    // Of a step that was stopped no end is recorded: its execution's end is what stopped it.
    return step.status().terminal() ? axis.end() : now;
  }

  String outcome(Attempt attempt) {
    if (attempt.failure() != null) {
      return "failed, " + attempt.failure().message();
    }
    if (attempt.endedAt() == null) {
      return step.status().terminal()
          ? "stopped"
          : step.status() == Status.WAITING ? "waiting" : "running";
    }
    return "completed";
  }
}
