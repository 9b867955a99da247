package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Writes workflows of every kind of step, with edges only forward. */
public final class RandomWorkflow {

  private final RandomGenerator random;
  private final List<String> others;
  private final boolean undoes;
  private final boolean plans;

  private final int most;

  RandomWorkflow(RandomGenerator random, List<String> others) {
    this(random, 8, others, true, false);
  }

  /** One that has steps whose steps are planned, too. */
  public static RandomWorkflow planning(RandomGenerator random, List<String> others) {
    return new RandomWorkflow(random, 5, others, true, true);
  }

  /**
   * @param most steps on the outside
   */
  public RandomWorkflow(RandomGenerator random, int most) {
    this(random, most, List.of(), false, false);
  }

  /**
   * @param most steps on the outside
   * @param others names of the workflows it may run as steps; empty for none
   * @param undoes whether steps may be undone
   */
  public RandomWorkflow(RandomGenerator random, int most, List<String> others, boolean undoes) {
    this(random, most, others, undoes, false);
  }

  /**
   * @param most steps on the outside
   * @param others names of the workflows it may run as steps; empty for none
   * @param undoes whether steps may be undone
   * @param plans whether steps may be planned
   */
  private RandomWorkflow(
      RandomGenerator random, int most, List<String> others, boolean undoes, boolean plans) {
    this.random = random;
    this.most = most;
    this.others = others;
    this.undoes = undoes;
    this.plans = plans;
  }

  public String text() {
    return text("random");
  }

  public String text(String name) {
    Map<String, Object> workflow = new LinkedHashMap<>();
    workflow.put("schema", WorkflowReader.FORMAT);
    workflow.put("name", name);
    body(workflow, 1 + random.nextInt(most), 1);
    return Json.write(workflow);
  }

  /** What a planner gives. */
  public Map<String, Object> plan() {
    Map<String, Object> plan = new LinkedHashMap<>();
    body(plan, 1 + random.nextInt(4), 2);
    return plan;
  }

  private void body(Map<String, Object> into, int size, int depth) {
    List<Map<String, Object>> steps = new ArrayList<>();
    List<Map<String, Object>> edges = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      steps.add(step("s" + i, depth));
      for (int j = 0; j < i; j++) {
        if (random.nextInt(100) < 35) {
          edges.add(edge(steps.get(j), "s" + i));
        }
      }
    }
    into.put("steps", steps);
    into.put("edges", edges);
  }

  private Map<String, Object> edge(Map<String, Object> from, String to) {
    Map<String, Object> edge = new LinkedHashMap<>();
    edge.put("from", from.get("id"));
    edge.put("to", to);
    if (from.get("kind").equals("switch") && random.nextInt(10) < 7) {
      edge.put("when", random.nextBoolean() ? "yes" : "no");
    } else if (random.nextInt(10) < 3) {
      edge.put("on", "failure");
    }
    return edge;
  }

  private Map<String, Object> step(String id, int depth) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("id", id);
    List<String> kinds =
        new ArrayList<>(
            List.of(
                "agent",
                "agent",
                "tool",
                "transform",
                "switch",
                "wait",
                "signal",
                "approval",
                "forEach"));
    if (!others.isEmpty()) {
      kinds.add("workflow");
    }
    if (plans) {
      kinds.addAll(List.of("plan", "plan", "plan", "plan"));
    }
    String kind = kinds.get(random.nextInt(kinds.size()));
    if (kind.equals("forEach") && depth == 3) {
      kind = "agent";
    }
    step.put("kind", kind);
    switch (kind) {
      case "agent" -> step.put("agent", "echo");
      case "tool" -> step.put("tool", "text/x");
      // One in five fails when its input is evaluated: before anything is sent.
      case "transform" -> {
        step.put("expression", "1");
        step.put("input", random.nextInt(5) == 0 ? "{{ $length(7) }}" : Map.of());
      }
      case "switch" -> {
        step.put(
            "cases", List.of(Map.of("name", "yes", "when", pick("true", "false", "$length(7)"))));
        step.put("otherwise", "no");
      }
      case "workflow" -> {
        step.put("workflow", others.get(random.nextInt(others.size())));
        if (random.nextInt(4) == 0) {
          step.put("timeout", "PT1H");
        }
      }
      case "plan" -> {
        step.put("planner", Map.of("kind", "tool", "tool", "text/plan"));
        List<String> any = List.of("*");
        step.put("allow", Map.of("agents", any, "tools", any, "workflows", any, "signals", any));
        if (random.nextInt(4) == 0) {
          step.put("output", pick("{{ steps.s0.output }}", "{{ $length(7) }}"));
        }
      }
      case "wait" -> step.put("duration", "PT1H");
      case "approval" -> {
        step.put("question", pick("Ok?", "{{ $length(7) }}", "Sure?"));
        if (random.nextBoolean()) {
          step.put("sla", "PT1H");
          step.put("escalateTo", List.of("ada"));
        }
        if (random.nextInt(4) == 0) {
          step.put("timeout", "PT2H");
        }
      }
      case "signal" -> {
        step.put("signal", plans ? pick("go", "stop") : pick("go", "stop", "{{ $length(7) }}"));
        if (random.nextBoolean()) {
          step.put("timeout", "PT1H");
        }
      }
      default -> {
        step.put("items", pick("[]", "[1..2]", "[1..5]", "$length(7)"));
        step.put("concurrency", 1 + random.nextInt(3));
        step.put("output", pick("{{ item }}", "{{ index }}", "{{ $length(index) }}"));
        body(step, 1 + random.nextInt(3), depth + 1);
      }
    }
    if (undoes
        && List.of("agent", "tool", "transform", "workflow").contains(kind)
        && random.nextInt(3) == 0) {
      step.put("undo", undo(id));
    }
    step.put("retry", Map.of("attempts", 1 + random.nextInt(3), "except", List.of("timeout")));
    if (random.nextInt(4) == 0) {
      step.put("onFailure", Map.of("then", "continue", "output", "stated"));
    }
    return step;
  }

  private Map<String, Object> undo(String id) {
    String wrong = random.nextInt(10) == 0 ? "{{ $length(7) }}" : "{{ steps." + id + ".output }}";
    return Map.of(
        "kind",
        "tool",
        "tool",
        "text/undo",
        "input",
        Map.of("of", wrong),
        "retry",
        Map.of("attempts", 1 + random.nextInt(3)));
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }
}
