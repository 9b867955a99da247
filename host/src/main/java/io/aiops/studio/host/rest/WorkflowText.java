package io.aiops.studio.host.rest;

import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A workflow's text as a request brings it.
 *
 * @param text YAML or JSON, exactly as it came
 * @param expectedVersion the newest version the sender knows, 0 for none; null not to check
 */
public record WorkflowText(String text, @Nullable Integer expectedVersion) {

  /** The body is the text itself, unless it is JSON with a field {@code text} and no steps. */
  static WorkflowText read(MediaType type, InputStream body) throws IOException {
    String whole = Bodies.text(body);
    if (Bodies.isJson(type)) {
      byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
      JsonNode tree = StrictJson.tree(bytes);
      if (tree.path("text").isString() && !tree.has("steps")) {
        return StrictJson.read(bytes, WorkflowText.class);
      }
    }
    return new WorkflowText(whole, null);
  }
}
