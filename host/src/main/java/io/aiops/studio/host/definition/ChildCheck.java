package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes steps that run a workflow which a workspace lacks, and inputs that do not fit it. */
final class ChildCheck {

  private static final int MOST_HINTED = 100;

  private final WorkflowStore workflows;
  private final UUID workspaceId;
  private final @Nullable Workflow own;
  private final List<Problem> problems;

  /**
   * @param own the workflow that is looked at, which may run itself before it is saved; null for a
   *     plan
   */
  ChildCheck(
      WorkflowStore workflows, UUID workspaceId, @Nullable Workflow own, List<Problem> problems) {
    this.workflows = workflows;
    this.workspaceId = workspaceId;
    this.own = own;
    this.problems = problems;
  }

  /** Of the newest version, if no other is named: as it is now. */
  void workflow(String path, Step.WorkflowWork work) {
    if (!work.workflow().isEmpty() && !work.workflow().contains("{{")) {
      child(path, work).ifPresent(child -> inputs(path, child, work.inputs()));
    }
  }

  private Optional<Workflow> child(String path, Step.WorkflowWork work) {
    String name = work.workflow();
    Integer version = work.version();
    if (version == null && own != null && name.equals(own.name())) {
      return Optional.of(own);
    }
    Optional<WorkflowVersion> found = workflows.find(workspaceId, name);
    if (found.isEmpty()) {
      missing(Where.in(path, "workflow"), name);
    } else if (version != null) {
      int newest = found.get().version();
      found = workflows.find(workspaceId, name, version);
      if (found.isEmpty()) {
        problems.add(
            new Problem(
                Where.in(path, "version"),
                "is "
                    + version
                    + ", but workflow '"
                    + name
                    + "' has no such version; the newest is "
                    + newest));
      }
    }
    return found.flatMap(saved -> WorkflowReader.read(saved.text()).workflow());
  }

  private void missing(String path, String name) {
    List<String> known =
        workflows.list(workspaceId, "", MOST_HINTED, 0).stream()
            .map(WorkflowVersion::name)
            .toList();
    problems.add(
        new Problem(
            path,
            "is '"
                + name
                + "', but there is no such workflow; expected one that is saved"
                + Reading.hint(name, known)));
  }

  private void inputs(String path, Workflow child, Map<String, @Nullable Object> inputs) {
    if (!SchemaCheck.checkSchema(child.inputs()).isEmpty()) {
      // Nothing can be told by what is no schema; that is told where it is.
      return;
    }
    List<Problem> unknown = InputCheck.unknown(child, inputs.keySet());
    OpenPaths open = new OpenPaths(Map.of("inputs", inputs));
    InputCheck.check(child, inputs).problems().stream()
        .filter(problem -> unknown.contains(problem) || !open.covers(problem.path()))
        .forEach(problem ->
            problems.add(new Problem(Where.in(path, problem.path()), problem.message())));
  }
}
