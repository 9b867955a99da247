package io.aiops.studio.ui.designer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A workflow of every kind of step, made of a seed. */
final class GeneratedWorkflow {

  private static final List<String> KINDS =
      List.of(
          "agent",
          "tool",
          "transform",
          "switch",
          "forEach",
          "wait",
          "signal",
          "approval",
          "workflow",
          "plan");
  private static final List<String> TEXTS =
      List.of(
          "plain words",
          "Grüße, \uD83D\uDE00 und 東京",
          "with: colon",
          "# no comment",
          "it's \"so\"",
          "line one\nline two\n",
          "no end\n\n  indented",
          "{{ inputs.name }}",
          "yes",
          "null",
          "12",
          "- dash",
          " led and trailed ",
          "tab\there",
          "\u00A0\u2028odd\u0085blanks",
          "a #b, [c] {d}",
          "back\\slash");

  private final Random random;

  private GeneratedWorkflow(long seed) {
    random = new Random(seed);
  }

  static Map<String, @Nullable Object> of(long seed) {
    return new GeneratedWorkflow(seed).workflow(seed);
  }

  private Map<String, @Nullable Object> workflow(long seed) {
    Map<String, @Nullable Object> workflow = map("schema", "aiops-studio/workflow/v1");
    workflow.put("name", "w-" + seed);
    maybe(workflow, "title", text());
    maybe(workflow, "description", text());
    maybe(
        workflow,
        "inputs",
        map("type", "object", "properties", map("name", map("type", "string", "title", text()))));
    // Each kind is the first step of every tenth workflow, whatever else is in it.
    body(workflow, KINDS.get((int) (seed % KINDS.size())), 1);
    maybe(workflow, "output", value(2));
    maybe(workflow, "priority", random.nextInt(10));
    maybe(workflow, "sla", "PT1H");
    maybe(workflow, "plugins", map("acme.parrot", "1.2.0"));
    maybe(workflow, "pool", "fast");
    maybe(workflow, "limits", map("executions", 3));
    maybe(workflow, "canvas", map("s0", list(12, -3.5)));
    return workflow;
  }

  private void body(Map<String, @Nullable Object> holder, String first, int depth) {
    int count = 1 + random.nextInt(5);
    List<@Nullable Object> steps = new ArrayList<>();
    List<@Nullable Object> edges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String kind = i == 0 ? first : KINDS.get(random.nextInt(KINDS.size()));
      steps.add(step("s" + i, depth > 2 && kind.equals("forEach") ? "wait" : kind, depth));
      if (i > 0 && random.nextBoolean()) {
        Map<String, @Nullable Object> edge = map("from", "s" + random.nextInt(i), "to", "s" + i);
        maybe(edge, "on", random.nextBoolean() ? "failure" : "success");
        edges.add(edge);
      }
    }
    holder.put("steps", steps);
    if (!edges.isEmpty()) {
      holder.put("edges", edges);
    }
  }

  private Map<String, @Nullable Object> step(String id, String kind, int depth) {
    Map<String, @Nullable Object> step = map("id", id, "kind", kind);
    maybe(step, "title", text());
    maybe(step, "description", text());
    maybe(step, "retry", map("attempts", 2, "delay", "PT2S", "factor", 1.5));
    maybe(step, "onFailure", map("then", "continue", "output", value(1)));
    switch (kind) {
      case "agent" -> agent(step);
      case "tool" -> {
        step.put("tool", "http/get");
        step.put("input", map("url", text()));
        if (random.nextBoolean()) {
          step.put("undo", map("kind", "tool", "tool", "http/delete", "input", map("u", text())));
        } else {
          step.put("fallback", map("kind", "tool", "tool", "file/read", "input", map()));
        }
      }
      case "transform" -> step.put("expression", "{\"a\": [1, inputs.name]}");
      case "switch" -> {
        step.put(
            "cases", list(map("name", "one", "when", "true"), map("name", "two", "when", "1 > 2")));
        maybe(step, "otherwise", "rest");
      }
      case "forEach" -> {
        step.put("items", "[1..3]");
        maybe(step, "concurrency", 4);
        body(step, "agent", depth + 1);
        maybe(step, "output", value(1));
      }
      case "wait" -> step.put("duration", "PT1S");
      case "signal" -> step.put("signal", "go");
      case "approval" -> {
        step.put("question", text() + "?");
        maybe(step, "details", value(2));
        maybe(step, "assignees", list("role:builder"));
      }
      case "workflow" -> {
        step.put("workflow", "other");
        maybe(step, "inputs", map("a", value(1)));
      }
      default -> {
        step.put("planner", map("kind", "agent", "agent", "planner", "instruction", text()));
        step.put("allow", map("agents", list("*"), "tools", list("http/*")));
      }
    }
    return step;
  }

  private void agent(Map<String, @Nullable Object> step) {
    step.put("agent", "assistant");
    step.put("instruction", text());
    maybe(step, "model", "openai/gpt");
    maybe(step, "tools", list("http/get", "text/save"));
    maybe(step, "settings", map("maxTurns", 3));
    maybe(step, "approve", list("http/*"));
    maybe(step, "approval", map("assignees", list("ada")));
    maybe(step, "fallback", map("model", "ollama/small"));
  }

  private void maybe(Map<String, @Nullable Object> holder, String key, @Nullable Object value) {
    if (random.nextInt(3) == 0 && value != null) {
      holder.put(key, value);
    }
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private @Nullable Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> random.nextInt(1000) - 500;
      case 1 -> random.nextInt(1000) / 8.0;
      case 2 -> random.nextBoolean();
      case 3 -> null;
      case 4 -> text();
      case 5 -> map("k", value(depth - 1), "odd: key", value(depth - 1));
      default -> list(value(depth - 1), value(depth - 1));
    };
  }

  private static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return map;
  }

  private static List<@Nullable Object> list(@Nullable Object... items) {
    return new ArrayList<>(java.util.Arrays.asList(items));
  }
}
