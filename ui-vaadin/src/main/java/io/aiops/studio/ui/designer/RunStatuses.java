package io.aiops.studio.ui.designer;

import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Items;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.designer.Canvas.StepStatus;
import io.aiops.studio.ui.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How the steps of one body stand in an execution; those of a forEach's items are counted. */
final class RunStatuses {

  /** What a step that stands for many items shows: the first of these that any item has. */
  private static final List<Status> PRESSING =
      List.of(
          Status.FAILED,
          Status.RUNNING,
          Status.WAITING,
          Status.PENDING,
          Status.CANCELLED,
          Status.COMPLETED,
          Status.SKIPPED);

  private RunStatuses() {}

  /**
   * @param path ids of the forEach steps around the body
   */
  static Map<String, StepStatus> of(Detail detail, List<String> path) {
    String prefix = path.isEmpty() ? "" : String.join("/", path) + "/";
    Map<String, List<Step>> byId = new LinkedHashMap<>();
    for (Step step : detail.steps()) {
      String plain = step.path().replaceAll("\\[\\d+]", "");
      if (plain.startsWith(prefix) && plain.indexOf('/', prefix.length()) < 0) {
        byId.computeIfAbsent(plain.substring(prefix.length()), id -> new ArrayList<>()).add(step);
      }
    }
    Map<String, StepStatus> statuses = new LinkedHashMap<>();
    byId.forEach((id, steps) -> statuses.put(id, status(steps)));
    return statuses;
  }

  private static StepStatus status(List<Step> steps) {
    Status status =
        PRESSING.stream()
            .filter(each -> steps.stream().anyMatch(step -> step.status() == each))
            .findFirst()
            .orElse(Status.PENDING);
    List<Items> lists = steps.stream().map(Step::items).filter(Objects::nonNull).toList();
    return new StepStatus(
        status.name(),
        Texts.word(status),
        lists.isEmpty()
            ? count(status, steps)
            : lists.stream().mapToInt(Items::done).sum()
                + "/"
                + lists.stream().mapToInt(Items::total).sum());
  }

  /** How many of the items that came here have ended, or have failed if any has. */
  private static String count(Status status, List<Step> steps) {
    List<Step> came = steps.stream().filter(step -> step.status() != Status.SKIPPED).toList();
    long counted =
        came.stream()
            .filter(step ->
                status == Status.FAILED ? step.status() == Status.FAILED : step.status().terminal())
            .count();
    return steps.size() > 1 && !came.isEmpty() ? counted + "/" + came.size() : "";
  }
}
