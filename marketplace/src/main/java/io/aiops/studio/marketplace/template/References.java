package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.text.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a workflow names outside itself, and the same value with other names. Names
 * that an expression works out, and patterns that stand for anything, are left alone.
 */
final class References {

  /** The kinds of name. */
  enum Kind {
    AGENT,
    CONNECTION,
    MODEL,
    WORKFLOW
  }

  /** Says what a name is replaced by; itself to keep it. */
  @FunctionalInterface
  interface Renaming {
    String name(Kind kind, String name);
  }

  private final Renaming renaming;

  private References(Renaming renaming) {
    this.renaming = renaming;
  }

  static Set<String> of(Map<String, @Nullable Object> workflow, Kind wanted) {
    Set<String> names = new TreeSet<>();
    rename(
        workflow,
        (kind, name) -> {
          if (kind == wanted) {
            names.add(name);
          }
          return name;
        });
    return names;
  }

  /** A copy with other names. */
  static Map<String, @Nullable Object> rename(
      Map<String, @Nullable Object> workflow, Renaming renaming) {
    Map<String, @Nullable Object> copy = Values.map(workflow);
    new References(renaming).body(copy);
    return copy;
  }

  private void body(Map<String, @Nullable Object> holder) {
    if (holder.get("steps") instanceof List<?> steps) {
      steps.forEach(this::step);
    }
  }

  @SuppressWarnings("unchecked")
  private void step(@Nullable Object given) {
    if (!(given instanceof Map<?, ?>)) {
      return;
    }
    Map<String, @Nullable Object> step = (Map<String, @Nullable Object>) given;
    one(step, "agent", Kind.AGENT);
    one(step, "tool", Kind.CONNECTION);
    one(step, "model", Kind.MODEL);
    one(step, "workflow", Kind.WORKFLOW);
    all(step, "tools", Kind.CONNECTION);
    all(step, "approve", Kind.CONNECTION);
    if (step.get("allow") instanceof Map<?, ?>) {
      Map<String, @Nullable Object> allow = (Map<String, @Nullable Object>) step.get("allow");
      all(allow, "agents", Kind.AGENT);
      all(allow, "tools", Kind.CONNECTION);
      all(allow, "models", Kind.MODEL);
      all(allow, "workflows", Kind.WORKFLOW);
    }
    List.of("planner", "undo", "fallback").forEach(key -> step(step.get(key)));
    body(step);
  }

  private void one(Map<String, @Nullable Object> holder, String key, Kind kind) {
    if (holder.get(key) instanceof String name) {
      holder.put(key, renamed(kind, name));
    }
  }

  private void all(Map<String, @Nullable Object> holder, String key, Kind kind) {
    if (holder.get(key) instanceof List<?> names) {
      List<@Nullable Object> renamed = Values.list(names);
      renamed.replaceAll(each -> each instanceof String name ? renamed(kind, name) : each);
      holder.put(key, renamed);
    }
  }

  private String renamed(Kind kind, String reference) {
    String name = kind == Kind.CONNECTION ? reference.split("/", 2)[0] : reference;
    if (name.isEmpty() || name.contains("*") || reference.contains("{{")) {
      return reference;
    }
    return renaming.name(kind, name) + reference.substring(name.length());
  }
}
