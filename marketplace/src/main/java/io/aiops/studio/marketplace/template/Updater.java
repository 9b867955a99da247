package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.Origin;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.definition.text.Patch;
import io.aiops.studio.host.definition.text.PatchException;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.marketplace.template.Change.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings a newer version of a template to a workflow that was made from it. */
final class Updater {

  private final Studio studio;
  private final Supply supply;

  Updater(Studio studio, Supply supply) {
    this.studio = studio;
    this.supply = supply;
  }

  /** The text that comes of it, with what was remembered and chosen for it. */
  private record Step(Plan plan, Choices choices, Difference difference) {}

  Difference difference(
      Caller caller,
      TemplateFile template,
      String workflow,
      Choices more,
      Map<String, Taken> decisions) {
    return step(caller, template, workflow, more, decisions).difference;
  }

  /**
   * @param expectedVersion of the workflow, which the decisions were made on; 0 for the newest
   * @throws io.aiops.studio.host.problem.InvalidException with each conflict that is open
   */
  Installed update(
      Caller caller,
      TemplateFile template,
      String workflow,
      Choices more,
      Map<String, Taken> decisions,
      int expectedVersion,
      Set<String> consents) {
    Step step = step(caller, template, workflow, more, decisions);
    Difference difference = step.difference;
    if (expectedVersion != 0 && expectedVersion != difference.workflowVersion()) {
      throw new ConflictException(
          "Workflow '%s' is at version %d now, not %d: somebody saved meanwhile. Look at the difference again."
              .formatted(workflow, difference.workflowVersion(), expectedVersion));
    }
    if (!difference.ready()) {
      throw new InvalidException(difference.problems());
    }
    return new Installer(studio, supply, consents)
        .apply(
            caller,
            template,
            step.plan,
            step.choices,
            difference.text(),
            difference.workflowVersion());
  }

  private Step step(
      Caller caller,
      TemplateFile template,
      String workflow,
      Choices more,
      Map<String, Taken> decisions) {
    WorkflowVersion mine = studio.workflows().get(caller, workflow);
    Origin origin = studio.workflows().origin(caller, workflow).origin();
    checkThatItIsNewer(template, workflow, origin);
    Choices before = Choices.read(origin.choices());
    Choices wanted = new Choices(workflow, more.or(before.without(template.lock())).players());
    Plan plan = new Planner(studio, supply).plan(caller, template, wanted);
    Choices choices = plan.choices(wanted);
    String base = Binding.of(origin.text(), before.named(workflow));
    String theirs = Binding.of(template.text(), choices);
    Source own = Source.of(mine.text());
    Merge.Result merged =
        Merge.of(Source.of(base).value(), own.value(), Source.of(theirs).value(), decisions);
    List<Problem> problems = new ArrayList<>(plan.problems());
    merged.open().forEach(change -> problems.add(conflict(change)));
    merged
        .unknown()
        .forEach(
            path -> problems.add(new Problem(path, "is decided, but there is no conflict there.")));
    String text = mine.text();
    if (mine.text().equals(base)) {
      text = theirs;
    } else {
      try {
        text = Patch.apply(own, merged.value()).text();
      } catch (PatchException e) {
        problems.add(new Problem("text", String.valueOf(e.getMessage())));
      }
    }
    // What a plugin offers is known once it is there: then the text is validated, before it is
    // saved.
    if (problems.isEmpty() && plan.plugins().stream().noneMatch(Plan.PluginNeed::comes)) {
      problems.addAll(studio.workflows().validate(caller, text).problems());
    }
    return new Step(
        plan,
        choices,
        new Difference(plan, origin.version(), mine.version(), merged.changes(), text, problems));
  }

  private static Problem conflict(Change change) {
    return new Problem(
        change.path(),
        "was changed here and in the template, to different values. Decide: mine or theirs.");
  }

  private static void checkThatItIsNewer(TemplateFile template, String workflow, Origin origin) {
    Manifest manifest = template.manifest();
    if (!manifest.id().equals(origin.template())) {
      throw new ConflictException(
          "'%s' was made from the template %s, not from %s. Nothing was changed: install that one under another name."
              .formatted(workflow, origin.template(), manifest.id()));
    }
    if (!template.updates(origin)) {
      throw new ConflictException(
          "'%s' has version %s of %s already; the file is version %s. Nothing was changed."
              .formatted(workflow, origin.version(), manifest.id(), manifest.version()));
    }
  }
}
