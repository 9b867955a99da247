package io.aiops.studio.marketplace;

import io.aiops.studio.host.definition.ShippedWorkflows;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import java.util.List;

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
