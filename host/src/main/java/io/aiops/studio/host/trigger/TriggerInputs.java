package io.aiops.studio.host.trigger;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.problem.InvalidException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an execution's inputs from a trigger and what happened. */
final class TriggerInputs {

  private final Expressions expressions;

  TriggerInputs(Expressions expressions) {
    this.expressions = expressions;
  }

  /**
   * @param event what expressions see as {@code event}
   * @param plain what a trigger without inputs passes on; null for nothing
   * @throws InvalidException if an expression fails, or the plain value is no object
   */
  Map<String, @Nullable Object> of(
      Trigger trigger, Map<String, @Nullable Object> event, @Nullable Object plain) {
    if (trigger.inputs().isEmpty()) {
      return plain == null ? Map.of() : object(plain);
    }
    Map<String, @Nullable Object> visible = new LinkedHashMap<>();
    visible.put("event", event);
    visible.put("trigger", Map.of("name", trigger.name(), "id", trigger.id().toString()));
    try {
      return object(expressions.resolve(trigger.inputs(), visible));
    } catch (ExpressionException e) {
      InvalidException invalid = new InvalidException("inputs", String.valueOf(e.getMessage()));
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static Map<String, @Nullable Object> object(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidException(
          "inputs",
          "what came is no JSON object, so it cannot be the inputs as it is; give the trigger"
              + " inputs that name its parts, such as {\"text\": \"{{ event.body }}\"}");
    }
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    map.forEach((name, item) -> inputs.put(String.valueOf(name), item));
    return inputs;
  }
}
