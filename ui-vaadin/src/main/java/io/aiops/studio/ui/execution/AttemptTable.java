package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the waterfall draws, in words: a line for each attempt. */
final class AttemptTable extends Div {

  private static final long serialVersionUID = 1L;

  private final Table table =
      new Table(
          "Attempts", "Step", "Status", "Attempt", "Scheduled", "Took", "Outcome", "Next try");

  AttemptTable() {
    table.addClassName("studio-timeline");
    add(table);
  }

  void show(List<TimelineRow> rows) {
    table.clear();
    for (TimelineRow row : rows) {
      Step step = row.step();
      if (step.attempts().isEmpty()) {
        line(step.path(), StatusBadge.word(step.status(), row.over()), "", "", "", "", "");
      }
      for (Attempt attempt : step.attempts()) {
        Instant ended = attempt.endedAt();
        Instant next = attempt.nextAttemptAt();
        line(
            step.path(),
            Texts.word(step.status()),
            String.valueOf(attempt.number()),
            Moment.exact(attempt.scheduledAt()),
            ended == null ? "" : Texts.duration(Duration.between(attempt.scheduledAt(), ended)),
            row.outcome(attempt),
            next == null ? "" : Moment.exact(next));
      }
    }
  }

  private void line(String... cells) {
    NativeTableRow row = new NativeTableRow();
    Stream.of(cells).forEach(text -> row.add(new NativeTableCell(text)));
    table.row(row);
  }
}
