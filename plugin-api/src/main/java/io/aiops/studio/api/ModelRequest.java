package io.aiops.studio.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call to a language model.
 *
 * @param model the provider's name for it; empty for the provider's default
 * @param messages the conversation so far, oldest first
 * @param tools what the model may ask to have called
 * @param parameters {@code temperature} (number), {@code maxTokens} (integer), {@code seed}
 *     (integer), {@code responseSchema} (JSON Schema as a map); unknown ones are ignored
 */
public record ModelRequest(
    String model,
    List<Message> messages,
    List<ToolSpec> tools,
    Map<String, @Nullable Object> parameters) {

  public ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
