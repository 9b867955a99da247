package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.Origin;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.marketplace.cutting.AgentCut;
import io.aiops.studio.marketplace.cutting.AgentStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a template of a workflow's version, if nothing in it must stay in the studio. */
final class Exporter {

  private final Studio studio;

  Exporter(Studio studio) {
    this.studio = studio;
  }

  /**
   * @throws InvalidException with all that looks like a secret, and all that the workflow names and
   *     nothing here offers
   */
  TemplateFile export(Caller caller, ExportRequest request) {
    caller.require(Permission.BUILD);
    WorkflowVersion version =
        request.version() == null
            ? studio.workflows().get(caller, request.workflow())
            : studio.workflows().get(caller, request.workflow(), request.version());
    Surroundings here = Surroundings.of(studio, caller);
    String text =
        request.step() == null ? version.text() : agent(caller, version, request.step(), here);
    Workflow workflow =
        WorkflowReader.read(text)
            .workflow()
            .orElseThrow(
                () -> new InvalidException("workflow", "has a text that cannot be read any more."));
    String id = Manifest.checkedId("id", request.id());
    TemplateVersion number = TemplateVersion.read("templateVersion", request.templateVersion());
    Sample sample =
        new Sampling(studio.files()).of(caller, workflow, sample(caller, request, version));
    String readme = request.readme() == null ? "" : request.readme();
    Map<String, @Nullable Object> value = Source.of(text).value();
    List<Problem> problems = new ArrayList<>();
    problems.addAll(SecretScan.ofSource(text, value));
    problems.addAll(SecretScan.ofText("readme", readme));
    problems.addAll(SecretScan.ofValue("sample", sample.inputs()));
    sample
        .files()
        .forEach(
            file -> problems.addAll(SecretScan.ofBytes("sample." + file.input(), file.content())));
    Locking locking = new Locking(here, value);
    problems.addAll(locking.problems());
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    Lock lock = locking.lock(text);
    Optional<WorkflowOrigin> from = origin(caller, version);
    return TemplateFile.of(
        new Manifest(
            id,
            number,
            workflow.title(),
            workflow.description(),
            workflow.name(),
            lineage(from, id, number),
            kind(request, from, workflow)),
        lock,
        text,
        sample,
        more(caller, request, workflow, readme, lock, here));
  }

  private Map<String, @Nullable Object> sample(
      Caller caller, ExportRequest request, WorkflowVersion version) {
    Map<String, @Nullable Object> given = request.sample() == null ? Map.of() : request.sample();
    if (request.sampleOf() == null) {
      return given;
    }
    if (!given.isEmpty()) {
      throw new InvalidException(
          "sampleOf", "is given beside 'sample'; expected one of them. Nothing was exported.");
    }
    UUID execution = Recording.id(request.sampleOf());
    if (request.step() == null) {
      return Recording.inputs(studio.query(), caller, execution, version.name());
    }
    Map<String, @Nullable Object> whole = Source.of(version.text()).value();
    AgentStep step = AgentCut.find(whole, request.step());
    return AgentCut.inputs(
        whole,
        step,
        Recording.seen(studio.query(), caller, execution, version.name(), step.path()));
  }

  /** The text of a workflow of that agent alone, which holds here. */
  private String agent(Caller caller, WorkflowVersion version, String step, Surroundings here) {
    Map<String, @Nullable Object> whole = Source.of(version.text()).value();
    String alone = AgentCut.of(whole, step, any -> false);
    Set<String> plugins = new Locking(here, Source.of(alone).value()).plugins();
    String text = AgentCut.of(whole, step, plugins::contains);
    List<Problem> problems = studio.workflows().validate(caller, text).problems();
    if (!problems.isEmpty()) {
      throw new InvalidException(
          problems.stream()
              .map(each ->
                  new Problem(
                      "step '%s' alone: %s".formatted(step, each.path()),
                      each.message() + " Nothing was exported."))
              .toList());
    }
    return text;
  }

  /** What was an agent when it came stays one as long as it is. */
  private static Manifest.Kind kind(
      ExportRequest request, Optional<WorkflowOrigin> from, Workflow workflow) {
    boolean came =
        from.filter(each -> each.origin().kind().equals(Manifest.Kind.AGENT.name())).isPresent();
    return request.step() != null || came && Manifest.isOneAgent(workflow)
        ? Manifest.Kind.AGENT
        : Manifest.Kind.WORKFLOW;
  }

  private Optional<WorkflowOrigin> origin(Caller caller, WorkflowVersion version) {
    return studio.workflows().origins(caller).stream()
        .filter(each -> each.workflowId().equals(version.workflowId()))
        .findFirst();
  }

  private static List<Ancestor> lineage(
      Optional<WorkflowOrigin> from, String id, TemplateVersion number) {
    if (from.isEmpty()) {
      return List.of();
    }
    Origin origin = from.get().origin();
    List<Ancestor> lineage = new ArrayList<>(Lineage.read(origin.lineage()));
    if (!origin.template().equals(id)) {
      lineage.add(new Ancestor(origin.template(), origin.version(), Hash.of(origin.text())));
    } else if (number.compareTo(TemplateVersion.read("version", origin.version())) <= 0) {
      throw new InvalidException(
          "templateVersion",
          "is %s; this workflow was made from %s of the same template, expected a newer one."
              .formatted(number, origin.version()));
    }
    return lineage;
  }

  private Map<String, byte[]> more(
      Caller caller,
      ExportRequest request,
      Workflow workflow,
      String readme,
      Lock lock,
      Surroundings here) {
    Map<String, byte[]> more = new TreeMap<>();
    if (!readme.isEmpty()) {
      more.put(TemplateFile.README, readme.getBytes(StandardCharsets.UTF_8));
    }
    more.put(
        TemplateFile.SCREENSHOT,
        request.screenshot() == null ? GraphPicture.of(workflow) : picture(request.screenshot()));
    if (Boolean.TRUE.equals(request.withPlugins())) {
      caller.requireStudio();
      for (Lock.Pin pin : lock.plugins()) {
        String plugin = here.plugin(pin.name()).orElseThrow().name();
        studio
            .trust()
            .signedPackage(caller, plugin)
            .ifPresentOrElse(
                whole -> more.put(TemplateFile.signed(plugin), whole),
                () -> more.put(TemplateFile.bare(plugin), studio.plugins().jar(caller, plugin)));
      }
    }
    return more;
  }

  private static byte[] picture(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new InvalidException("screenshot", "is no base64: " + e.getMessage() + ".");
    }
  }
}
