package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.plugin.PluginView.Contribution;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.JarFacts;
import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.host.trust.StudioPackage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Workflows that come with the studio as templates, made by the build before any studio runs: what
 * they need is in the packages that it has signed.
 */
public final class BuildTemplates {

  private static final Map<String, PluginView.Kind> KINDS =
      Map.of(
          "agent", PluginView.Kind.AGENT,
          "connector", PluginView.Kind.CONNECTOR,
          "model", PluginView.Kind.MODEL);

  private final Surroundings here;

  /**
   * @param packages of plugins, whose names end with what they are and offer: {@code agent-echo}
   */
  public BuildTemplates(List<byte[]> packages) {
    List<PluginView> plugins = new ArrayList<>();
    for (byte[] each : packages) {
      plugins.add(plugin(StudioPackage.read("plugin.studio", each).file(StudioPackage.JAR)));
    }
    this.here = new Surroundings(plugins, List.of(), List.of());
  }

  private static PluginView plugin(byte[] jar) {
    JarFacts facts = JarFacts.read(StudioPackage.JAR, jar);
    String name = facts.header("Bundle-SymbolicName").split(";", 2)[0].strip();
    String[] offer = name.substring(name.lastIndexOf('.') + 1).split("-", 2);
    PluginView.Kind kind = KINDS.get(offer[0]);
    if (kind == null || offer.length < 2) {
      throw new InvalidException(
          name, "does not say what it offers; expected a name that ends like '.agent-echo'.");
    }
    return new PluginView(
        name,
        facts.header("Bundle-Version"),
        name,
        "",
        PluginView.State.ACTIVE,
        null,
        true,
        Sha256.of(jar),
        Instant.EPOCH,
        "build",
        List.of(new Contribution(kind, offer[1], offer[1], "", Map.of(), Map.of(), List.of())));
  }

  /**
   * @param text of a workflow
   * @throws InvalidException if it needs what no package offers
   */
  public TemplateFile of(String id, String version, String text, Sample sample) {
    Workflow workflow = WorkflowReader.read(text).workflow().orElseThrow();
    Locking locking = new Locking(here, Source.of(text).value());
    if (!locking.problems().isEmpty()) {
      throw new InvalidException(locking.problems());
    }
    return TemplateFile.of(
        new Manifest(
            Manifest.checkedId("id", id),
            TemplateVersion.read("version", version),
            workflow.title(),
            workflow.description(),
            workflow.name(),
            List.of()),
        locking.lock(text),
        text,
        sample,
        Map.of(TemplateFile.SCREENSHOT, GraphPicture.of(workflow)));
  }
}
