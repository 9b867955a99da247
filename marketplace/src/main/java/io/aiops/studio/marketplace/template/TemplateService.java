package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.marketplace.catalog.Browsing;
import io.aiops.studio.marketplace.cutting.AgentStep;
import io.aiops.studio.marketplace.template.Change.Taken;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Workflows of the caller's workspace as templates, and templates as workflows of it. Listing needs
 * VIEW, all else BUILD; plugins are installed, and leave, by administrators only.
 */
public final class TemplateService {

  private final Studio studio;
  private final @Nullable Browsing browsing;

  /** Without catalogs: plugins that are neither here nor in a file are only named. */
  public TemplateService(Studio studio) {
    this(studio, null);
  }

  /**
   * @param browsing the catalogs that plugins come from which are neither here nor in a file
   */
  public TemplateService(Studio studio, @Nullable Browsing browsing) {
    this.studio = studio;
    this.browsing = browsing;
  }

  /** The catalogs as they are for one call. */
  private Supply supply(Caller caller) {
    return new Supply(studio, browsing, caller);
  }

  /**
   * @throws InvalidException with each place that holds what looks like a secret, and all that the
   *     workflow names and nothing here offers; nothing leaves then
   */
  public TemplateFile export(Caller caller, ExportRequest request) {
    return new Exporter(studio).export(caller, request);
  }

  /** The agent steps of a workflow, of each of which a template can be made alone. */
  public List<AgentStep> agents(Caller caller, String workflow) {
    return AgentStep.of(Source.of(studio.workflows().get(caller, workflow).text()).value());
  }

  /** What installing would do and still needs. No package is fetched for it. */
  public Plan plan(Caller caller, TemplateFile template, Choices choices) {
    checkSigned(caller, template);
    Plan plan = new Planner(studio, supply(caller)).plan(caller, template, choices);
    if (!exists(caller, plan.workflow())) {
      return plan;
    }
    return plan.with(
        "name",
        "is '%s', which is here already; choose another name, or update that workflow."
            .formatted(plan.workflow()));
  }

  /**
   * All of it or nothing.
   *
   * @throws InvalidException with all that the plan lacks, or that is wrong with the text here, or
   *     with a plugin that a catalog has
   * @throws ConflictException if the workspace has a workflow of that name
   * @throws io.aiops.studio.host.problem.UnavailableException if a catalog does not bring a plugin
   */
  public Installed install(Caller caller, TemplateFile template, Choices choices) {
    return install(caller, template, choices, Set.of());
  }

  /**
   * The same.
   *
   * @param consents tokens of {@link io.aiops.studio.host.grant.Consent}: what its plugins may have
   * @throws io.aiops.studio.host.grant.ConsentNeededException if one wants what nobody granted
   */
  public Installed install(
      Caller caller, TemplateFile template, Choices choices, Set<String> consents) {
    checkSigned(caller, template);
    Supply supply = supply(caller);
    Plan plan = new Planner(studio, supply).plan(caller, template, choices);
    if (exists(caller, plan.workflow())) {
      throw new ConflictException(
          "There is a workflow '%s' already. Nothing was installed: choose another name, or update that one."
              .formatted(plan.workflow()));
    }
    if (!plan.ready()) {
      throw new InvalidException(plan.problems());
    }
    Choices all = plan.choices(choices);
    return new Installer(studio, supply, consents)
        .apply(caller, template, plan, all, Binding.of(template.text(), all), 0);
  }

  /**
   * Before anything else of it is looked at.
   *
   * @throws InvalidException if its id lies in the namespace of a publisher who is known here, and
   *     it is not what that one signed
   */
  public void checkSigned(Caller caller, TemplateFile template) {
    List<Problem> problems =
        studio
            .publishers()
            .problems(
                caller,
                template.manifest().id(),
                template.statement().orElse(null),
                template.hashes(),
                template.manifest().headers());
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
  }

  private boolean exists(Caller caller, String workflow) {
    try {
      studio.workflows().get(caller, workflow);
      return true;
    } catch (NotFoundException free) {
      // That is the answer: the name is free.
      return false;
    }
  }

  /** Those workflows that were made from templates, by name. */
  public List<WorkflowOrigin> origins(Caller caller) {
    return studio.workflows().origins(caller);
  }

  /**
   * What updating would change.
   *
   * @param more choices for roles that are new, or to be played by something else
   * @param decisions by the path of a conflict
   * @throws ConflictException if it is another template, or no newer version
   */
  public Difference difference(
      Caller caller,
      TemplateFile template,
      String workflow,
      Choices more,
      Map<String, Taken> decisions) {
    checkSigned(caller, template);
    return new Updater(studio, supply(caller))
        .difference(caller, template, workflow, more, decisions);
  }

  /**
   * All of it or nothing; what the team changed stays where the template did not, and where it did,
   * as was decided.
   *
   * @param expectedVersion of the workflow, which the decisions were made on; 0 for the newest
   * @throws InvalidException with each conflict that nobody has decided
   */
  public Installed update(
      Caller caller,
      TemplateFile template,
      String workflow,
      Choices more,
      Map<String, Taken> decisions,
      int expectedVersion) {
    return update(caller, template, workflow, more, decisions, expectedVersion, Set.of());
  }

  /** The same; with consents as when it is installed. */
  public Installed update(
      Caller caller,
      TemplateFile template,
      String workflow,
      Choices more,
      Map<String, Taken> decisions,
      int expectedVersion,
      Set<String> consents) {
    checkSigned(caller, template);
    return new Updater(studio, supply(caller))
        .update(caller, template, workflow, more, decisions, expectedVersion, consents);
  }
}
