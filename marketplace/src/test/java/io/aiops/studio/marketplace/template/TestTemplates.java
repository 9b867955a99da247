package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Templates that no studio has exported. */
final class TestTemplates {

  static final String TEXT =
      """
      # kept
      schema: aiops-studio/workflow/v1
      name: greet   # and this
      title: "Grüße \\U0001F600"
      steps:
        - {id: a, kind: wait, duration: PT0S}
      """;

  private TestTemplates() {}

  static TemplateFile of(String id, String version, String text, Lock.Role... roles) {
    return of(id, version, text, Sample.NONE, Map.of(), roles);
  }

  static TemplateFile of(
      String id,
      String version,
      String text,
      Sample sample,
      Map<String, byte[]> more,
      Lock.Role... roles) {
    Workflow workflow = WorkflowReader.read(text).workflow().orElseThrow();
    return TemplateFile.of(
        new Manifest(
            id,
            TemplateVersion.read("version", version),
            workflow.title(),
            workflow.description(),
            workflow.name(),
            List.of(new Ancestor("acme.older", "1.0.0", "0".repeat(64)))),
        Lock.of(
            text,
            List.of(new Lock.Pin("com.acme.greeter", "1.2.3", Hash.of("jar"))),
            List.of(roles)),
        text,
        sample,
        more);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
