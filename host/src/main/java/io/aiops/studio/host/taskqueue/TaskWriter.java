package io.aiops.studio.host.taskqueue;

import io.aiops.studio.host.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Tasks to text, by hand as they are read: what most tasks do not have is left out, and costs
 * nothing at either end.
 */
final class TaskWriter {

  private static final int USUAL = 512;

  private final JsonGenerator out;

  private TaskWriter(JsonGenerator out) {
    this.out = out;
  }

  static byte[] write(Task task) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL);
    try (JsonGenerator out = Json.mapper().createGenerator(bytes)) {
      out.writeStartObject();
      new TaskWriter(out).fields(task);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private void fields(Task task) {
    id("executionId", task.executionId());
    id("workspaceId", task.workspaceId());
    text("path", task.path());
    number("attempt", task.attempt());
    text("kind", task.kind());
    text("target", task.target());
    text("instruction", task.instruction());
    value("input", task.input(), null);
    text("model", task.model());
    if (!task.tools().isEmpty()) {
      out.writeName("tools");
      out.writeStartArray();
      task.tools().forEach(out::writeString);
      out.writeEndArray();
    }
    value("settings", task.settings(), Map.of());
    number("timeoutMillis", task.timeoutMillis());
    text("startedBy", task.startedBy());
    out.writeStringProperty("scheduledAt", task.scheduledAt().toString());
    number("asOf", task.asOf());
    if (task.again()) {
      out.writeBooleanProperty("again", true);
    }
    value("waits", task.waits(), TaskWaits.UNBOUNDED);
    id("keyRoot", task.keyRoot());
    value("approvals", task.approvals(), TaskApprovals.NONE);
    value("places", task.places(), TaskPlaces.NONE);
    text("pool", task.pool());
    number("priority", task.priority());
    number("resumes", task.resumes());
    number("resumesSince", task.resumesSince() == task.resumes() ? 0 : task.resumesSince());
    value("plugins", task.plugins(), Map.of());
    value("plan", task.plan(), null);
  }

  private void id(String name, UUID id) {
    out.writeStringProperty(name, id.toString());
  }

  private void text(String name, String text) {
    if (!text.isEmpty()) {
      out.writeStringProperty(name, text);
    }
  }

  private void number(String name, long number) {
    if (number != 0) {
      out.writeNumberProperty(name, number);
    }
  }

  private void value(String name, @Nullable Object value, @Nullable Object usual) {
    if (value != null && !value.equals(usual)) {
      out.writePOJOProperty(name, value);
    }
  }
}
