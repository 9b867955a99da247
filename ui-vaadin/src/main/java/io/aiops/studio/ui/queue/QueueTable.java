package io.aiops.studio.ui.queue;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.query.QueueViews.Queue;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A line per queue. */
final class QueueTable extends Div {

  private static final long serialVersionUID = 1L;

  private static final String POOL = "tasks.";

  private final Table table =
      new Table(
          "Queues",
          "Queue",
          "Waiting",
          "Oldest",
          "In flight",
          "For later",
          "In /s",
          "Out /s",
          "Breaches in 24 h",
          "Consumers");

  QueueTable() {
    add(table);
  }

  void show(List<Queue> queues) {
    table.clear();
    for (Queue queue : queues) {
      NativeTableRow row = new NativeTableRow();
      row.getElement().setAttribute("data-queue", queue.name());
      Stream.of(
              name(queue.name()),
              Texts.count(queue.waiting()),
              age(queue.oldestMillis()),
              Texts.count(queue.inFlight()),
              Texts.count(queue.delayed()),
              rate(queue.addedPerSecond()),
              rate(queue.settledPerSecond()),
              count(queue.slaBreaches()),
              Texts.count(queue.consumers()))
          .forEach(text -> row.add(new NativeTableCell(text)));
      String problem = queue.problem();
      if (problem != null) {
        Span said = new Span(problem);
        said.addClassName("studio-failure");
        row.getComponentAt(0).getElement().appendChild(new Div(said).getElement());
      }
      table.row(row);
    }
  }

  /** What the queue is for; one that this page has not heard of keeps its name. */
  private static String name(String queue) {
    return switch (queue) {
      case "commands" -> "Commands for the engine";
      case "tasks" -> "Tasks for the workers";
      case "dead" -> "Put aside by the broker";
      default ->
          queue.startsWith(POOL)
              ? "Tasks for the workers of pool '" + queue.substring(POOL.length()) + "'"
              : queue;
    };
  }

  private static String age(@Nullable Long millis) {
    return millis == null ? "–" : Texts.duration(Duration.ofMillis(millis));
  }

  private static String count(@Nullable Long number) {
    return number == null ? "–" : Texts.count(number);
  }

  private static String rate(@Nullable Double perSecond) {
    if (perSecond == null) {
      return "–";
    }
    return String.format(Locale.ENGLISH, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
  }
}
