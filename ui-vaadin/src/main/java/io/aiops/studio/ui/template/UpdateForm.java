package io.aiops.studio.ui.template;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.marketplace.template.Change;
import io.aiops.studio.marketplace.template.Change.Taken;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.Difference;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.compare.CompareTable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a newer version of its template would change in a workflow, and who decides conflicts. What
 * that is comes once the catalogs have been asked.
 */
final class UpdateForm extends Div {

  private static final long serialVersionUID = 1L;

  private final transient TemplateService templates;
  private final transient TemplateFile file;
  private final String workflow;
  private final String mine;
  private final transient Map<String, Taken> decisions = new TreeMap<>();
  private final Div changes = new Div();
  private final ProblemLines problems = new ProblemLines();
  private final Div text = new Div();
  private final Looking<Difference> looking;
  private final Applying applying;
  private final Button update;
  private @Nullable RoleFields roles;

  // As they were when somebody said so; read without the page's lock.
  private transient volatile Choices chosen = Choices.NONE;
  private transient volatile Map<String, Taken> decided = Map.of();

  /** Of the workflow, when its difference was looked at first. */
  private volatile int version;

  /**
   * @param from which workflow it is, and what it was made from
   * @param mine the workflow's text as it is
   */
  UpdateForm(
      TemplateService templates,
      TemplateFile file,
      WorkflowOrigin from,
      String mine,
      Consumer<Installed> done) {
    this.templates = templates;
    this.file = file;
    this.workflow = from.workflow();
    this.mine = mine;
    looking =
        new Looking<>(
            "Looking at what it would change, and what the catalogs have.",
            this::question,
            this::show);
    applying =
        new Applying(
            "Updating: plugins that are missing are fetched and checked, then all of it is updated.",
            (caller, consents) ->
                templates.update(caller, file, workflow, chosen, decided, version, consents),
            done,
            looking::look);
    update =
        new Button(
            "Update " + workflow,
            click -> {
              chosen = choices();
              decided = Map.copyOf(decisions);
              applying.begin();
            });
    update.addThemeVariants(ButtonVariant.PRIMARY);
    update.setDisableOnClick(true);
    update.setEnabled(false);
    addClassName("studio-panel");
    add(
        new H2(
            "Update %s: %s to %s"
                .formatted(workflow, from.origin().version(), file.manifest().version())),
        changes,
        problems,
        new Details("The text as it would be", text),
        looking,
        applying,
        update);
    looking.look();
  }

  private Choices choices() {
    return roles == null ? Choices.NONE : roles.choices("");
  }

  private void decide(Change change, Taken taken) {
    decisions.put(change.path(), taken);
    looking.look();
  }

  private Function<Caller, Difference> question() {
    Choices now = choices();
    Map<String, Taken> sofar = Map.copyOf(decisions);
    return caller -> templates.difference(caller, file, workflow, now, sofar);
  }

  private void show(Difference difference) {
    if (roles == null) {
      begin(difference);
    }
    problems.show(difference.problems());
    update.setEnabled(difference.ready() && !applying.isGoing());
    text.removeAll();
    text.add(new CompareTable("As it is", mine, "As it would be", difference.text()));
  }

  private void begin(Difference difference) {
    version = difference.workflowVersion();
    roles = new RoleFields(difference.plan(), looking::look);
    changes.add(new PluginTable(difference.plan()), roles);
    if (difference.changes().isEmpty()) {
      changes.add(new Paragraph("What the workflow does is the same in both."));
    }
    difference.changes().forEach(change -> changes.add(new ChangeRow(change, this::decide)));
  }
}
