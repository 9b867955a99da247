package io.aiops.studio.marketplace;

import io.aiops.studio.host.definition.ShippedWorkflows;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import java.util.List;
import java.util.Optional;

/** The templates that come with the studio. A fresh studio has them as its first workflows. */
public final class Templates implements ShippedWorkflows {

  /** In the order in which a newcomer should meet them. */
  public static List<Template> shipped() {
    return List.of(
        template(
            "log-triage", new SampleFile("file", "shop.log", "text/plain", "log-triage/shop.log")),
        template(
            "ticket-routing",
            new SampleFile("file", "tickets.csv", "text/csv", "ticket-routing/tickets.csv")),
        template("web-digest"));
  }

  /** The shipped template of that name. */
  public static Optional<Template> find(String name) {
    return shipped().stream().filter(template -> template.name().equals(name)).findFirst();
  }

  private static Template template(String name, SampleFile... files) {
    String text = Resources.text(name + "/workflow.yaml");
    Workflow workflow =
        WorkflowReader.read(text)
            .workflow()
            .orElseThrow(() -> new IllegalStateException("Template " + name + " is no workflow"));
    return new Template(
        workflow.name(), workflow.title(), workflow.description(), text, List.of(files));
  }

  @Override
  public List<String> texts() {
    return shipped().stream().map(Template::text).toList();
  }
}
