package io.aiops.studio.host.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The published JSON Schema of the workflow format. */
public final class WorkflowSchema {

  private WorkflowSchema() {}

  /** JSON text, served at {@code /schema/workflow-v1.json}. */
  public static String text() {
    try (InputStream in = WorkflowSchema.class.getResourceAsStream("workflow-v1.json")) {
      if (in == null) {
        throw new IllegalStateException("workflow-v1.json is not beside its class");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
