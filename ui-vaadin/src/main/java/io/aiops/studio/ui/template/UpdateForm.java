package io.aiops.studio.ui.template;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.marketplace.template.Change;
import io.aiops.studio.marketplace.template.Change.Taken;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.Difference;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.compare.CompareTable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a newer version of its template would change in a workflow, and who decides conflicts. */
final class UpdateForm extends Div {

  private static final long serialVersionUID = 1L;

  private final transient TemplateService templates;
  private final transient TemplateFile file;
  private final String workflow;
  private final String mine;
  private final int version;
  private final transient Map<String, Taken> decisions = new TreeMap<>();
  private final RoleFields roles;
  private final ProblemLines problems = new ProblemLines();
  private final Div text = new Div();
  private final Button update;

  // As they were when somebody said so; read without the page's lock.
  private transient volatile Choices chosen = Choices.NONE;
  private transient volatile Map<String, Taken> decided = Map.of();

  /**
   * @param mine the workflow's text as it is
   */
  UpdateForm(
      TemplateService templates,
      TemplateFile file,
      String workflow,
      String mine,
      Consumer<Installed> done) {
    this.templates = templates;
    this.file = file;
    this.workflow = workflow;
    this.mine = mine;
    Difference difference =
        templates.difference(Session.caller(), file, workflow, Choices.NONE, Map.of());
    version = difference.workflowVersion();
    roles = new RoleFields(difference.plan(), this::look);
    Applying applying =
        new Applying(
            "Updating: plugins that are missing are fetched and checked, then all of it is updated.",
            (caller, consents) ->
                templates.update(caller, file, workflow, chosen, decided, version, consents),
            done,
            this::look);
    update =
        new Button(
            "Update " + workflow,
            click -> {
              chosen = roles.choices("");
              decided = Map.copyOf(decisions);
              applying.begin();
            });
    update.addThemeVariants(ButtonVariant.PRIMARY);
    update.setDisableOnClick(true);
    addClassName("studio-panel");
    add(
        new H2(
            "Update %s: %s to %s"
                .formatted(workflow, difference.from(), difference.plan().version())),
        new PluginTable(difference.plan()),
        roles);
    if (difference.changes().isEmpty()) {
      add(new Paragraph("What the workflow does is the same in both."));
    }
    difference.changes().forEach(change -> add(new ChangeRow(change, this::decide)));
    add(problems, new Details("The text as it would be", text), applying, update);
    look();
  }

  private void decide(Change change, Taken taken) {
    decisions.put(change.path(), taken);
    look();
  }

  private void look() {
    Difference difference =
        templates.difference(Session.caller(), file, workflow, roles.choices(""), decisions);
    problems.show(difference.problems());
    update.setEnabled(difference.ready());
    text.removeAll();
    text.add(new CompareTable("As it is", mine, "As it would be", difference.text()));
  }
}
