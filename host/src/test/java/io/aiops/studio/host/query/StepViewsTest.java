package io.aiops.studio.host.query;

import static io.aiops.studio.host.query.Happenings.BEGIN;
import static io.aiops.studio.host.query.Happenings.completed;
import static io.aiops.studio.host.query.Happenings.failed;
import static io.aiops.studio.host.query.Happenings.opened;
import static io.aiops.studio.host.query.Happenings.scheduled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionViews.Attempt;
import io.aiops.studio.host.query.ExecutionViews.Items;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.host.query.ExecutionViews.Wait;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepViewsTest {

  private static final String LISTS =
      """
      schema: aiops-studio/workflow/v1
      name: lists
      steps:
        - {id: read, kind: transform, expression: "[1]"}
        - id: tickets
          kind: forEach
          items: steps.read.output
          concurrency: 10
          steps:
            - {id: look, kind: transform, expression: item}
            - id: lines
              kind: forEach
              items: "[1, 2]"
              concurrency: 2
              steps:
                - {id: count, kind: transform, expression: item}
              output: 1
          edges: [{from: look, to: lines}]
          output: 1
      edges: [{from: read, to: tickets}]
      """;

  private final Happenings happened = new Happenings();

  private static Body body() {
    return WorkflowReader.read(LISTS).workflow().orElseThrow().body();
  }

  private static List<String> paths(StepViews views) {
    return views.steps(step -> "").stream().map(Step::path).toList();
  }

  private static Step step(StepViews views, String path) {
    return views.steps(step -> "").stream()
        .filter(each -> each.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static Items items(StepViews views, String path) {
    Items items = step(views, path).items();
    assertThat(items).isNotNull();
    return items;
  }

  /** A run of {@code tickets} with that many items, the third of which fails at {@code look}. */
  private StepViews run(Rows rows, int items) {
    StepViews views = new StepViews(body(), rows);
    happened.tell(views, scheduled("read", 1), completed("read"), opened("tickets", items));
    for (int i = 0; i < items; i++) {
      String item = "tickets[" + i + "]/";
      happened.tell(views, scheduled(item + "look", 1));
      if (i == 3) {
        happened.tell(views, failed(item + "look", 1, null));
        continue;
      }
      happened.tell(views, completed(item + "look"), opened(item + "lines", 2));
      for (int line = 0; line < 2; line++) {
        String path = item + "lines[" + line + "]/count";
        happened.tell(views, scheduled(path, 1), completed(path));
        happened.tell(views, new Event.ItemCompleted(item + "lines", line, 1));
      }
      happened.tell(views, new Event.ItemsCompleted(item + "lines"));
      happened.tell(views, new Event.ItemCompleted("tickets", i, 1));
    }
    return views;
  }

  @Test
  void an_attempt_that_is_tried_again_keeps_its_failure_and_when_the_next_comes() {
    StepViews views = new StepViews(body(), Rows.FIRST);
    Instant next = BEGIN.plusSeconds(9);
    happened.tell(views, scheduled("read", 1), failed("read", 1, next), scheduled("read", 2));
    List<Attempt> attempts = step(views, "read").attempts();
    assertThat(attempts).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(attempts.getFirst().scheduledAt()).isEqualTo(BEGIN.plusSeconds(1));
    assertThat(attempts.getFirst().endedAt()).isEqualTo(BEGIN.plusSeconds(2));
    assertThat(attempts.getFirst().nextAttemptAt()).isEqualTo(next);
    assertThat(attempts.getLast().endedAt()).isNull();
    assertThat(step(views, "read").status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void shows_the_steps_of_the_first_items_and_counts_all() {
    StepViews views = run(new Rows("", 0, 4), 100);
    assertThat(paths(views))
        .contains("read", "tickets", "tickets[0]/look", "tickets[1]/look")
        .contains("tickets[0]/lines[1]/count", "tickets[1]/lines[1]/count")
        .doesNotContain("tickets[2]/look", "tickets[3]/look");
    assertThat(items(views, "tickets")).isEqualTo(new Items(100, 99, 1, List.of(3), 0, 2));
    assertThat(views.more()).isTrue();
  }

  @Test
  void shows_the_steps_of_later_items_when_asked() {
    StepViews views = run(new Rows("tickets", 98, 10), 100);
    assertThat(paths(views))
        .contains("read", "tickets[98]/look", "tickets[99]/lines", "tickets[99]/lines[0]/count")
        .doesNotContain("tickets[0]/look", "tickets[97]/look");
    assertThat(items(views, "tickets").from()).isEqualTo(98);
    assertThat(items(views, "tickets").to()).isEqualTo(100);
  }

  @Test
  void shows_the_items_of_a_list_within_an_item_when_asked() {
    StepViews views = run(new Rows("tickets[7]/lines", 1, 10), 10);
    assertThat(paths(views))
        .containsExactlyInAnyOrder(
            "read", "tickets", "tickets[7]/look", "tickets[7]/lines", "tickets[7]/lines[1]/count");
    assertThat(items(views, "tickets[7]/lines")).isEqualTo(new Items(2, 2, 0, List.of(), 1, 2));
  }

  @Test
  void a_hundred_thousand_items_leave_no_more_rows_than_asked_for() {
    StepViews views = run(new Rows("", 0, 500), 100_000);
    assertThat(views.steps(step -> "")).hasSizeBetween(502, 1002);
    assertThat(items(views, "tickets").done()).isEqualTo(99_999);
  }

  @Test
  void the_steps_of_an_item_stand_below_their_list_whichever_began_first() {
    StepViews views = new StepViews(body(), Rows.FIRST);
    happened.tell(views, opened("tickets", 2), scheduled("tickets[1]/look", 1));
    happened.tell(views, scheduled("tickets[0]/look", 1), opened("tickets[0]/lines", 2));
    happened.tell(views, scheduled("tickets[0]/lines[1]/count", 1), opened("tickets[1]/lines", 2));
    assertThat(paths(views))
        .containsExactly(
            "read",
            "tickets",
            "tickets[0]/look",
            "tickets[0]/lines",
            "tickets[0]/lines[1]/count",
            "tickets[1]/look",
            "tickets[1]/lines");
  }

  @Test
  void small_runs_are_shown_whole() {
    StepViews views = run(Rows.FIRST, 3);
    assertThat(views.more()).isFalse();
    assertThat(paths(views)).hasSize(2 + 3 * 2 + 3 * 2);
  }

  @Test
  void refuses_to_show_items_of_what_is_no_list() {
    for (String in :
        List.of("read", "nothing", "tickets/lines", "tickets[x]/lines", "tickets[0]")) {
      assertThatThrownBy(() -> new StepViews(body(), new Rows(in, 0, 10)))
          .as(in)
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("in: is '" + in + "'");
    }
  }

  @Test
  void an_attempt_says_when_it_waited_for_whom() {
    StepViews views = new StepViews(body(), Rows.FIRST);
    Ask ask = new Ask("mail/send", "May it?", Map.of());
    happened.tell(
        views,
        scheduled("read", 1),
        new Event.ApprovalRequested(
            "read", 1, 0, ask, ask.hash(), List.of(), null, List.of(), null, List.of(), ""),
        new Event.ApprovalDecided("read", 1, 0, ask.hash(), Verdict.APPROVE, null, "", "ada", ""),
        completed("read"));
    assertThat(step(views, "read").attempts().getLast().waits())
        .containsExactly(new Wait("approval", BEGIN.plusSeconds(2), BEGIN.plusSeconds(3)));

    happened.tell(views, new Event.SignalAwaited("tickets", 1, "go", null, ""));
    assertThat(step(views, "tickets").attempts().getLast().waits())
        .containsExactly(new Wait("signal", BEGIN.plusSeconds(5), null));
    happened.tell(views, completed("tickets"));
    assertThat(step(views, "tickets").attempts().getLast().waits())
        .containsExactly(new Wait("signal", BEGIN.plusSeconds(5), BEGIN.plusSeconds(6)));
  }

  @Test
  void what_is_late_says_since_when_also_once_it_has_ended() {
    StepViews views = new StepViews(body(), Rows.FIRST);
    happened.tell(
        views,
        scheduled("read", 1),
        new Event.SlaBreached("read", BEGIN),
        new Event.SlaBreached(null, BEGIN.plusSeconds(1)),
        completed("read"));
    assertThat(step(views, "read").slaBreached()).isEqualTo(BEGIN);
    assertThat(step(views, "tickets").slaBreached()).isNull();
    assertThat(views.slaBreached()).isEqualTo(BEGIN.plusSeconds(1));
  }
}
