package io.aiops.studio.host.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An event, seen by whoever runs an attempt: it may be the end of it.
 *
 * @param sequence the event's
 * @param type the event's
 * @param path of the step; empty if it is about the whole execution
 * @param attempt 0 if it is about no attempt
 * @param invalidated paths that start anew
 */
public record Ending(
    UUID executionId,
    long sequence,
    String type,
    String path,
    int attempt,
    List<String> invalidated) {

  /** Types of events that end attempts. */
  public static final List<String> OF_STEPS =
      List.of(
          "StepCompleted",
          "StepFailed",
          "ApprovalRequested",
          "StepQueued",
          "FallbackTaken",
          "PlanAdopted",
          "ItemFailed");

  /** Types of events that end attempts of more than one step. */
  public static final List<String> OF_MANY =
      List.of(
          "RolledBack",
          "CompensationStarted",
          "ExecutionCompleted",
          "ExecutionFailed",
          "ExecutionCancelled");

  public Ending {
    invalidated = List.copyOf(invalidated);
  }

  /**
   * Whether a worker need not go on with it.
   *
   * @param known the event after which it was open
   */
  public boolean ends(Leases.Attempt running, long known) {
    if (!executionId.equals(running.executionId()) || sequence <= known) {
      return false;
    }
    return switch (type) {
      case "StepCompleted", "StepFailed", "ApprovalRequested", "StepQueued", "FallbackTaken" ->
          path.equals(running.path())
              ? attempt >= running.attempt()
              : around(running).contains(path);
      // What was planned runs within it from then on.
      case "PlanAdopted" -> path.equals(running.path()) && attempt >= running.attempt();
      case "ItemFailed" -> around(running).contains(path);
      case "RolledBack" ->
          invalidated.contains(running.path())
              || around(running).stream().anyMatch(invalidated::contains);
      default -> true;
    };
  }

  /** Whether it ends only what nothing undoes: how the rest ends is waited for. */
  public boolean sparesUndoable() {
    return type.equals("CompensationStarted") || type.equals("ItemFailed");
  }

  private static List<String> around(Leases.Attempt running) {
    return around(running.path());
  }

  /** The lists around a step: of {@code a[3]/b[0]/c} they are {@code a} and {@code a[3]/b}. */
  public static List<String> around(String path) {
    List<String> lists = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      lists.add(path.substring(0, path.lastIndexOf('[', slash)));
    }
    return lists;
  }
}
