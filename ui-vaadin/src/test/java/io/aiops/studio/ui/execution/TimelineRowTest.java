package io.aiops.studio.ui.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineRowTest {

  @Test
  void each_attempt_has_a_bar_and_each_wait_between_them_a_dashed_one() {
    List<TimelineRow> rows = TimelineRow.of(Samples.completed(), Samples.at(60));
    List<TimelineRow.Bar> bars = rows.get(1).bars();
    assertThat(bars.stream().map(TimelineRow.Bar::look))
        .containsExactly("failed", "wait", "completed");
    assertThat(bars.stream().map(TimelineRow.Bar::left)).containsExactly(20.0, 40.0, 60.0);
    assertThat(bars.stream().map(TimelineRow.Bar::width)).containsExactly(20.0, 20.0, 40.0);
    assertThat(rows.get(1).duration()).isEqualTo(Duration.ofSeconds(8));
    assertThat(rows.get(1).spoken()).isEqualTo("starts after 2.0 s, takes 8.0 s");
  }

  @Test
  void a_running_attempt_reaches_to_now() {
    List<TimelineRow> rows = TimelineRow.of(Samples.running(), Samples.at(8));
    TimelineRow.Bar last = rows.get(1).bars().getLast();
    assertThat(last.look()).isEqualTo("running");
    assertThat(last.left()).isEqualTo(75.0);
    assertThat(rows.get(1).subtitle()).isEqualTo("Turn 2 of 8");
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
            null);
    TimelineRow row = new TimelineRow(step, Samples.at(0), Samples.at(1), Samples.at(1));
    assertThat(row.depth()).isEqualTo(1);
    assertThat(row.item()).isEqualTo(" [3]");
    assertThat(row.spoken()).isEqualTo("not started");
  }
}
