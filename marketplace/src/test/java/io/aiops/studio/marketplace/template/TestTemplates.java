package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.trust.Envelope;
import io.aiops.studio.host.trust.SigningKey;
import io.aiops.studio.host.trust.StudioPackage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Templates that no studio has exported. */
public final class TestTemplates {

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

  /** Of a workflow that waits for no time, and needs no plugin. */
  public static TemplateFile plain(String id, String version, String readme) {
    Workflow workflow = WorkflowReader.read(TEXT).workflow().orElseThrow();
    return TemplateFile.of(
        new Manifest(
            id,
            TemplateVersion.read("version", version),
            workflow.title(),
            "Greets whoever comes.",
            workflow.name(),
            List.of()),
        Lock.of(TEXT, List.of(), List.of()),
        TEXT,
        Sample.NONE,
        Map.of("README.md", bytes(readme)));
  }

  /** Of one step that an agent does, and the plugins that it was made with. */
  public static TemplateFile needing(
      String workflow, String version, String agent, Map<String, byte[]> more, Lock.Pin... pins) {
    String text =
        """
        schema: aiops-studio/workflow/v1
        name: %s
        steps:
          - {id: one, kind: agent, agent: %s, instruction: go}
        """
            .formatted(workflow, agent);
    return TemplateFile.of(
        new Manifest(
            "demo.t-" + workflow,
            TemplateVersion.read("version", version),
            "",
            "",
            workflow,
            List.of()),
        Lock.of(text, List.of(pins), List.of()),
        text,
        Sample.NONE,
        more);
  }

  /** What a lock says of a plugin that is in version 1.0.0. */
  public static Lock.Pin pin(String plugin, byte[] whole) {
    return new Lock.Pin(
        plugin, "1.0.0", Hash.of(StudioPackage.read(plugin, whole).file(StudioPackage.JAR)));
  }

  /** With a statement over what is in it, as './studio template sign' makes it. */
  public static byte[] sign(TemplateFile template, SigningKey key) {
    byte[] statement =
        Json.canonical(
            Map.of(
                "format",
                1,
                "files",
                template.hashes(),
                "headers",
                template.manifest().headers(),
                "signedAt",
                "2026-11-29T08:00:00Z"));
    return with(
        template,
        TemplateFile.STATEMENT,
        Envelope.sign("application/vnd.aiops.studio.statement+json", statement, key).write());
  }

  /** The same with another file in it, whatever was signed. */
  public static byte[] with(TemplateFile template, String name, byte[] content) {
    SortedMap<String, byte[]> entries =
        Archive.read("template", template.write(), any -> 10_000_000);
    entries.put(name, content);
    return Archive.write(entries);
  }
}
