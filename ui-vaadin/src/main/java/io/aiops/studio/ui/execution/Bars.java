package io.aiops.studio.ui.execution;

import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.ModelCall;
import io.aiops.studio.host.query.ExecutionViews.Wait;
import io.aiops.studio.ui.execution.TimelineRow.Bar;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The bars of one line: its attempts, in each what it waited for and called, and the time between.
 */
final class Bars {

  private static final double MIN_WIDTH = 0.6;

  /** More calls than this are not drawn one by one. */
  private static final int MOST_CALLS = 100;

  /** Steps that do nothing but wait. */
  private static final Set<String> WAITS = Set.of("wait", "signal", "approval");

  private final TimelineRow row;
  private final List<Bar> all = new ArrayList<>();

  Bars(TimelineRow row) {
    this.row = row;
  }

  List<Bar> all() {
    row.step().attempts().forEach(this::attempt);
    return all;
  }

  private void attempt(Attempt attempt) {
    Instant until = row.endOf(attempt);
    boolean onlyWaited =
        WAITS.contains(row.step().kind())
            && !attempt.waits().isEmpty()
            && attempt.failure() == null;
    if (!onlyWaited) {
      add(look(attempt), attempt.scheduledAt(), until, what(attempt, row.outcome(attempt)));
    }
    attempt.waits().forEach(wait -> waited(attempt, wait, until));
    attempt.calls().stream().limit(MOST_CALLS).forEach(this::call);
    Instant next = attempt.nextAttemptAt();
    if (next != null) {
      Instant seen = next.isBefore(row.axis().end()) ? next : row.axis().end();
      add("back-off", until, seen, "Before attempt " + (attempt.number() + 1), next);
    }
  }

  private String look(Attempt attempt) {
    if (attempt.failure() != null) {
      return "failed";
    }
    if (attempt.endedAt() != null) {
      return "completed";
    }
    // A wait within it is drawn over it.
    return row.step().status().terminal() ? "stopped" : "running";
  }

  private void waited(Attempt attempt, Wait wait, Instant until) {
    Instant to = wait.to();
    boolean lasts = to == null && !row.step().status().terminal();
    String what =
        switch (wait.what()) {
          case "approval" -> "a person";
          case "signal" -> "a signal";
          case "place" -> "a place at a connection";
          default -> "its time";
        };
    add(
        lasts ? "waiting" : "wait",
        wait.from(),
        to == null ? until : to,
        what(attempt, (lasts ? "waits for " : "waited for ") + what));
  }

  private static String what(Attempt attempt, String outcome) {
    return "Attempt " + attempt.number() + ": " + outcome;
  }

  private void call(ModelCall call) {
    Instant end = call.at().plusMillis(call.millis());
    add("call", call.at(), end, call.kind() + " call " + call.name());
  }

  private void add(String look, Instant from, Instant to, String what) {
    add(look, from, to, what, to);
  }

  /** It may end after the end of the axis. */
  private void add(String look, Instant from, Instant drawnTo, String what, Instant to) {
    double left = Math.min(row.axis().left(from), 100 - MIN_WIDTH);
    double width = Math.min(row.axis().left(drawnTo), 100) - left;
    String title = what + ", " + Texts.duration(Duration.between(from, to));
    all.add(new Bar(look, title, left, Math.max(look.equals("call") ? 0 : MIN_WIDTH, width)));
  }
}
