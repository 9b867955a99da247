package io.aiops.studio.ui.designer;

import io.aiops.studio.host.query.ExecutionViews.Detail;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.host.query.ExecutionViews.Step;
import io.aiops.studio.ui.designer.Canvas.StepStatus;
import io.aiops.studio.ui.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, Map<String, Boolean>> items = new LinkedHashMap<>();
    for (Step step : detail.steps()) {
      String plain = step.path().replaceAll("\\[\\d+]", "");
      if (!plain.startsWith(prefix)) {
        continue;
      }
      String rest = plain.substring(prefix.length());
      int slash = rest.indexOf('/');
      if (slash < 0) {
        byId.computeIfAbsent(rest, id -> new ArrayList<>()).add(step);
      } else {
        items
            .computeIfAbsent(rest.substring(0, slash), id -> new LinkedHashMap<>())
            .merge(item(step.path(), path.size()), step.status().terminal(), Boolean::logicalAnd);
      }
    }
    Map<String, StepStatus> statuses = new LinkedHashMap<>();
    byId.forEach((id, steps) -> statuses.put(id, status(steps, items.getOrDefault(id, Map.of()))));
    return statuses;
  }

  /** {@code a[1]/b[2]/c} at depth 1 belongs to the item {@code a[1]/b[2]}. */
  private static String item(String path, int depth) {
    String[] parts = path.split("/");
    return String.join("/", List.of(parts).subList(0, depth + 1));
  }

  private static StepStatus status(List<Step> steps, Map<String, Boolean> items) {
    Status status =
        PRESSING.stream()
            .filter(each -> steps.stream().anyMatch(step -> step.status() == each))
            .findFirst()
            .orElse(Status.PENDING);
    return new StepStatus(
        status.name(),
        Texts.word(status),
        items.isEmpty() ? count(status, steps) : ended(items) + "/" + items.size());
  }

  private static long ended(Map<String, Boolean> items) {
    return items.values().stream().filter(ended -> ended).count();
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
