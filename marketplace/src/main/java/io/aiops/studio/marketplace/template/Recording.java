package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionQuery;
import io.aiops.studio.host.query.ExecutionViews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an execution's events say of the moment when one of its steps first began: what the step's
 * expressions saw, which is what a sample for that step alone is made of.
 */
final class Recording {

  /** So many events are read at once, and in all. */
  private static final int PAGE = 500;

  private static final int MOST = 50_000;

  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

  private final ExecutionQuery query;
  private final Caller caller;
  private final UUID execution;

  /** The results of steps that have ended, by their paths. */
  private final Map<String, Map<String, @Nullable Object>> ended = new LinkedHashMap<>();

  private final Map<String, List<@Nullable Object>> items = new LinkedHashMap<>();
  private final Map<String, Map<Integer, @Nullable Object>> outputs = new LinkedHashMap<>();
  private Map<String, @Nullable Object> inputs = Map.of();

  private Recording(ExecutionQuery query, Caller caller, UUID execution) {
    this.query = query;
    this.caller = caller;
    this.execution = execution;
  }

  /**
   * @throws InvalidException naming the field, if it is none
   */
  static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidException(
          "sampleOf",
          "is '%s'; expected the id of an execution. Nothing was exported.".formatted(text));
    }
  }

  /**
   * What an execution was started with.
   *
   * @param workflow whose execution it has to be
   * @throws InvalidException naming the field, if it is another workflow's
   */
  static Map<String, @Nullable Object> inputs(
      ExecutionQuery query, Caller caller, UUID execution, String workflow) {
    Recording recording = new Recording(query, caller, execution);
    recording.start(workflow);
    return recording.inputs;
  }

  /**
   * What a step's expressions saw when it first began, in the first item of the lists around it
   * that came to it.
   *
   * @param path the step's, as {@code tickets.classify}
   * @throws InvalidException naming the field, if it is another workflow's, or the step did not run
   *     in it
   */
  static Map<String, @Nullable Object> seen(
      ExecutionQuery query, Caller caller, UUID execution, String workflow, String path) {
    Recording recording = new Recording(query, caller, execution);
    recording.start(workflow);
    return recording.until(path.replace('.', '/'));
  }

  private void start(String workflow) {
    ExecutionViews.Event first =
        query.events(caller, execution, 0, 1).items().stream()
            .findFirst()
            .orElseThrow(() ->
                new InvalidException(
                    "sampleOf",
                    "is an execution that has not begun yet. Nothing was exported: try again in a moment."));
    String of = Values.text(first.data().get("workflow"));
    if (!of.equals(workflow)) {
      throw new InvalidException(
          "sampleOf",
          "is an execution of '%s'; expected one of '%s'. Nothing was exported."
              .formatted(of, workflow));
    }
    inputs = Values.map(first.data().get("inputs"));
  }

  private Map<String, @Nullable Object> until(String step) {
    long after = 0;
    while (after < MOST) {
      ExecutionViews.Events page = query.events(caller, execution, after, PAGE);
      for (ExecutionViews.Event event : page.items()) {
        String path = event.step();
        if (path != null && event.type().equals("StepScheduled") && shape(path).equals(step)) {
          return visible(path);
        }
        if (path != null && step.startsWith(around(shape(path)))) {
          take(path, event.type(), event.data());
        }
      }
      if (!page.more()) {
        throw new InvalidException(
            "sampleOf",
            "is an execution in which the step '%s' did not run. Nothing was exported: name one in which it did, or leave the sample out."
                .formatted(step.replace('/', '.')));
      }
      after = page.items().getLast().sequence();
    }
    throw new InvalidException(
        "sampleOf",
        "is an execution in which the step '%s' did not begin within %d events, and no more are read. Nothing was exported: name a smaller one, or leave the sample out."
            .formatted(step.replace('/', '.'), MOST));
  }

  /** {@code tickets[3]/classify} is {@code tickets/classify}. */
  private static String shape(String path) {
    return INDEX.matcher(path).replaceAll("");
  }

  /** What is in front of the last name. */
  private static String around(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private void take(String path, String type, Map<String, @Nullable Object> data) {
    switch (type) {
      case "StepCompleted" -> end(path, "completed", data.get("output"), null);
      case "StepAdopted" -> {
        boolean failed = data.get("failure") != null;
        end(path, failed ? "failed" : "completed", data.get("output"), data.get("failure"));
      }
      case "StepFailed" -> {
        if (data.get("nextAttemptAt") == null) {
          end(path, "failed", null, data.get("failure"));
        }
      }
      case "StepSkipped" -> end(path, "skipped", null, null);
      case "ItemsOpened" -> {
        items.put(path, Values.list(data.get("items")));
        outputs.remove(path);
      }
      case "ItemCompleted" -> {
        if (data.get("index") instanceof Number index) {
          outputs
              .computeIfAbsent(path, list -> new TreeMap<>())
              .put(index.intValue(), data.get("output"));
        }
      }
      case "ItemsCompleted" ->
          end(
              path,
              "completed",
              new ArrayList<>(outputs.getOrDefault(path, Map.of()).values()),
              null);
      case "RolledBack" ->
          Values.list(data.get("invalidated")).forEach(each -> forget(String.valueOf(each)));
      default -> {
        // Of what became of it, nothing that other steps see.
      }
    }
  }

  /** It starts anew. */
  private void forget(String path) {
    ended.remove(path);
    items.remove(path);
    outputs.remove(path);
  }

  private void end(String path, String status, @Nullable Object output, @Nullable Object failure) {
    Map<String, @Nullable Object> seen = new LinkedHashMap<>();
    seen.put("status", status);
    if (status.equals("completed")) {
      seen.put("output", output);
    }
    if (failure != null) {
      seen.put("error", failure);
    }
    ended.put(path, seen);
  }

  /** From the scope of the step outwards; the inner one holds where two have the same name. */
  private Map<String, @Nullable Object> visible(String path) {
    Map<String, @Nullable Object> visible = new LinkedHashMap<>();
    visible.put("inputs", inputs);
    Map<String, @Nullable Object> steps = new LinkedHashMap<>();
    for (String scope = around(path); ; scope = around(scope.substring(0, scope.length() - 1))) {
      String in = scope;
      ended.forEach((each, seen) -> {
        if (around(each).equals(in)) {
          steps.putIfAbsent(each.substring(in.length()), seen);
        }
      });
      if (scope.isEmpty()) {
        break;
      }
    }
    visible.put("steps", steps);
    String scope = around(path);
    if (!scope.isEmpty()) {
      int bracket = scope.lastIndexOf('[');
      int index = Integer.parseInt(scope.substring(bracket + 1, scope.length() - 2));
      visible.put("item", items.getOrDefault(scope.substring(0, bracket), List.of()).get(index));
      visible.put("index", index);
    }
    return visible;
  }
}
