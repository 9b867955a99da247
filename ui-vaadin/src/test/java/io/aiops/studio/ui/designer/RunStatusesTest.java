package io.aiops.studio.ui.designer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Items;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.host.query.ExecutionViews.Usage;
import io.aiops.studio.ui.designer.Canvas.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunStatusesTest {

  private static Step step(String path, Status status) {
    String id = path.substring(path.lastIndexOf('/') + 1);
    return new Step(path, id, id, "agent", status, List.of(), null, null, null, null);
  }

  private static Detail detail(Step... steps) {
    Summary summary =
        new Summary(
            new UUID(0, 1),
            "w",
            1,
            Status.RUNNING,
            Instant.EPOCH,
            null,
            "ada",
            0,
            0,
            new Usage(0, 0, null, null, false),
            null);
    return new Detail(
        summary, "", Map.of(), null, List.of(steps), false, 1, null, null, null, false);
  }

  private final Detail detail =
      detail(
          step("read", Status.COMPLETED),
          new Step(
              "tickets",
              "tickets",
              "tickets",
              "forEach",
              Status.RUNNING,
              List.of(),
              null,
              new Items(40, 17, 1, List.of(2), 0, 3),
              null,
              null),
          step("tickets[0]/classify", Status.COMPLETED),
          step("tickets[0]/urgent", Status.SKIPPED),
          step("tickets[1]/classify", Status.COMPLETED),
          step("tickets[1]/urgent", Status.RUNNING),
          step("tickets[2]/classify", Status.FAILED));

  @Test
  void a_step_for_each_item_counts_all_items_that_are_done() {
    assertThat(RunStatuses.of(detail, List.of()))
        .isEqualTo(
            Map.of(
                "read", new StepStatus("COMPLETED", "Completed", ""),
                "tickets", new StepStatus("RUNNING", "Running", "17/40")));
  }

  @Test
  void inside_it_each_step_says_what_is_most_pressing_of_all_items_that_came_there() {
    assertThat(RunStatuses.of(detail, List.of("tickets")))
        .isEqualTo(
            Map.of(
                "classify", new StepStatus("FAILED", "Failed", "1/3"),
                "urgent", new StepStatus("RUNNING", "Running", "0/1")));
  }
}
