package io.aiops.studio.ui.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Items;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineRowTest {

  private static List<TimelineRow> rows(Detail detail, Instant now) {
    return TimelineRow.of(detail, TimelineRow.axis(detail, now), now);
  }

  @Test
  void what_had_not_begun_when_the_execution_ended_was_not_run() {
    assertThat(StatusBadge.word(Status.PENDING, true)).isEqualTo("Not run");
    assertThat(StatusBadge.word(Status.PENDING, false)).isEqualTo("Pending");
    assertThat(StatusBadge.word(Status.COMPLETED, true)).isEqualTo("Completed");
  }

  @Test
  void each_attempt_has_a_bar_and_each_wait_between_them_a_dashed_one() {
    List<TimelineRow> rows = rows(Samples.completed(), Samples.at(60));
    List<TimelineRow.Bar> bars = rows.get(1).bars();
    assertThat(bars.stream().map(TimelineRow.Bar::look))
        .containsExactly("failed", "back-off", "completed", "call");
    assertThat(bars.stream().map(TimelineRow.Bar::left)).containsExactly(20.0, 40.0, 60.0, 60.0);
    assertThat(bars.stream().map(TimelineRow.Bar::width))
        .usingComparatorForType(Comparator.comparing(each -> Math.round(each * 100)), Double.class)
        .containsExactly(20.0, 20.0, 40.0, 8.12);
    assertThat(rows.get(1).duration()).isEqualTo(Duration.ofSeconds(8));
    assertThat(rows.get(1).spoken()).isEqualTo("starts after 2.0 s, takes 8.0 s, 1 failure");
  }

  @Test
  void a_running_attempt_reaches_to_now() {
    List<TimelineRow> rows = rows(Samples.running(), Samples.at(8));
    TimelineRow.Bar last = rows.get(1).bars().get(2);
    assertThat(last.look()).isEqualTo("running");
    assertThat(last.left()).isEqualTo(75.0);
    assertThat(rows.get(1).subtitle()).isEqualTo("Turn 2 of 8, late");
  }

  @Test
  void a_step_that_waits_is_not_drawn_as_running_and_says_what_for() {
    List<TimelineRow> rows = rows(Samples.waiting(), Samples.at(8));
    assertThat(rows)
        .extracting(row -> row.bars().stream().map(TimelineRow.Bar::look).toList())
        .containsExactly(
            List.of("waiting"),
            List.of("waiting"),
            List.of("waiting"),
            List.of("running", "waiting"));
    assertThat(rows)
        .extracting(TimelineRow::subtitle)
        .containsExactly(
            "waits until 23 Nov 2026, 10:01:00",
            "waits for the signal order-7-paid",
            "waits for a person",
            "waits for a person");
    assertThat(rows.get(3).bars().get(1).title()).isEqualTo("Attempt 1: waits for a person, 6.0 s");
  }

  @Test
  void a_list_says_how_many_items_are_done() {
    Items items = new Items(1000, 900, 2, List.of(7, 612), 0, 250);
    assertThat(rows(Samples.list(items), Samples.at(9)).getFirst().subtitle())
        .isEqualTo("900 of 1,000 items done, 2 with a failure");
  }

  @Test
  void a_step_of_an_item_is_indented_and_says_which_item() {
    Step step =
        new Step(
            "tickets[3]/classify",
            "classify",
            "Classify",
            "agent",
            Status.PENDING,
            List.of(),
            null,
            null,
            null,
            null);
    TimelineRow row =
        new TimelineRow(step, new Axis(Samples.at(0), Samples.at(1)), Samples.at(1), false, false);
    assertThat(row.depth()).isEqualTo(1);
    assertThat(row.item()).isEqualTo(" [3]");
    assertThat(row.spoken()).isEqualTo("not started");
  }

  @Test
  void a_step_of_a_plan_is_indented_and_says_no_item() {
    assertThat(
            TimelineRow.of(
                Samples.planned(), new Axis(Samples.at(0), Samples.at(9)), Samples.at(9)))
        .extracting(row -> row.depth() + row.step().path() + row.item())
        .containsExactly("0plan", "1plan[0]/send", "1plan[0]/each", "2plan[0]/each[0]/t [0]");
  }
}
