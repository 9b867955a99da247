package io.aiops.studio.ui.designer;

import io.aiops.studio.host.definition.text.Values;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.plugin.PluginView.ToolView;
import io.aiops.studio.ui.designer.document.Draft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to build with.
 *
 * @param key names it while it is dragged
 * @param group the heading it stands under
 * @param id what the first step made of it is called
 * @param step the step it becomes, without its id
 */
record PaletteItem(
    String key,
    String group,
    String title,
    String description,
    Kind kind,
    String id,
    Map<String, @Nullable Object> step) {

  /** All there is, in the order of the palette. */
  static List<PaletteItem> all(Offers offers) {
    List<PaletteItem> items = new ArrayList<>();
    for (Contribution agent : offers.agents().values()) {
      items.add(
          item(
              Kind.AGENT,
              agent.name(),
              "Agents",
              agent.title(),
              agent.description(),
              agent.name()));
    }
    offers.tools().forEach((reference, tool) -> items.add(tool(offers, reference, tool)));
    for (Kind kind :
        List.of(
            Kind.TRANSFORM,
            Kind.SWITCH,
            Kind.FOR_EACH,
            Kind.WAIT,
            Kind.SIGNAL,
            Kind.APPROVAL,
            Kind.WORKFLOW,
            Kind.PLAN)) {
      items.add(item(kind, kind.word(), "Logic", kind.title(), kind.description(), kind.word()));
    }
    return items;
  }

  private static PaletteItem tool(Offers offers, String reference, ToolView tool) {
    return item(
        Kind.TOOL,
        reference,
        offers.connector(reference),
        tool.title().isEmpty() ? tool.name() : tool.title(),
        tool.description(),
        tool.name());
  }

  private static PaletteItem item(
      Kind kind, String name, String group, String title, String description, String wanted) {
    Map<String, @Nullable Object> step = new LinkedHashMap<>();
    step.put("kind", kind.word());
    step.put("title", title);
    switch (kind) {
      case AGENT -> {
        step.put("agent", name);
        step.put("instruction", "");
      }
      case TOOL -> step.put("tool", name);
      case TRANSFORM -> step.put("expression", "inputs");
      case SWITCH -> {
        step.put("cases", List.of(Map.of("name", "yes", "when", "true")));
        step.put("otherwise", "no");
      }
      case FOR_EACH -> {
        step.put("items", "inputs.items");
        Map<String, @Nullable Object> inner = new LinkedHashMap<>();
        inner.put("id", "each");
        inner.put("kind", "transform");
        inner.put("expression", "item");
        step.put("steps", List.of(inner));
      }
      case WAIT -> step.put("duration", "PT10S");
      case SIGNAL -> step.put("signal", "go");
      case APPROVAL -> step.put("question", "Go on?");
      case WORKFLOW -> step.put("workflow", "");
      case PLAN -> {
        Map<String, @Nullable Object> planner = new LinkedHashMap<>();
        planner.put("kind", "agent");
        planner.put("agent", "assistant");
        planner.put("instruction", "");
        step.put("planner", planner);
        step.put("allow", Map.of("agents", List.of("assistant")));
      }
    }
    return new PaletteItem(
        kind.word() + ":" + name, group, title, description, kind, id(wanted), step);
  }

  /** {@code log-patterns} becomes {@code log_patterns}, which expressions name without quotes. */
  private static String id(String name) {
    String id = name.replaceAll("[^A-Za-z0-9_]+", "_");
    return id.isEmpty() || Character.isDigit(id.charAt(0)) ? "step_" + id : id;
  }

  /**
   * Puts it into a body.
   *
   * @param id its id, which no step there has
   * @param after the step it follows by an edge, if that one leads nowhere yet; empty for none
   */
  void addTo(Draft draft, String id, String after) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    named.put("id", id);
    named.putAll(Values.map(step));
    int index = after.isEmpty() ? -1 : draft.index(after);
    boolean follows =
        index >= 0
            && !Kind.SWITCH.word().equals(draft.steps().get(index).get("kind"))
            && draft.edges().stream().noneMatch(edge -> after.equals(edge.get("from")));
    draft.addStep(named);
    if (follows) {
      draft.connect(after, id, null, false);
    }
  }

  boolean matches(String words) {
    String all = (group + " " + title + " " + description + " " + key).toLowerCase(Locale.ROOT);
    return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
        .allMatch(all::contains);
  }
}
