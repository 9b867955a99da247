package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes the agents, models and tools that a workspace lacks, and inputs that do not fit them. */
final class ReferenceCheck {

  private final Catalog catalog;
  private final UUID workspaceId;
  private final List<Problem> problems;

  ReferenceCheck(Catalog catalog, UUID workspaceId, List<Problem> problems) {
    this.catalog = catalog;
    this.workspaceId = workspaceId;
    this.problems = problems;
  }

  void plugins(Map<String, String> versions) {
    versions.forEach((plugin, version) -> {
      if (!catalog.keeps(plugin, version)) {
        problems.add(
            new Problem(
                "plugins." + plugin,
                "is '"
                    + version
                    + "', which was never installed here; install that version once, or leave the"
                    + " plugin out to use the one that serves"));
      }
    });
  }

  void agent(String path, Step.AgentWork work) {
    Optional<Catalog.Entry> entry =
        work.agent().isEmpty() ? Optional.empty() : catalog.agent(work.agent());
    if (entry.isEmpty() && !work.agent().isEmpty()) {
      missing(Where.in(path, "agent"), "agent", work.agent());
    }
    entry.ifPresent(e -> {
      schema(Where.in(path, "input"), e.inputSchema(), work.input());
      schema(Where.in(path, "settings"), e.settingsSchema(), work.settings());
    });
    model(path, work);
    for (int i = 0; i < work.tools().size(); i++) {
      tool(Where.in(path, "tools[" + i + "]"), work.tools().get(i));
    }
    for (int i = 0; i < work.approve().size(); i++) {
      String pattern = work.approve().get(i);
      if (work.tools().stream().noneMatch(tool -> ToolPattern.matches(pattern, tool))) {
        problems.add(
            new Problem(
                Where.in(path, "approve[" + i + "]"),
                "is '"
                    + pattern
                    + "', which fits none of the step's tools "
                    + work.tools()
                    + "; expected one of them, or a pattern such as 'mail/*'"));
      }
    }
  }

  void model(String path, Step.AgentWork work) {
    if (!work.model().isEmpty()
        && !work.model().contains("{{")
        && !catalog.hasModel(workspaceId, work.model())) {
      missing(Where.in(path, "model"), "model", work.model());
    }
  }

  void tool(String path, Step.ToolWork work) {
    tool(Where.in(path, "tool"), work.tool())
        .ifPresent(entry -> schema(Where.in(path, "input"), entry.inputSchema(), work.input()));
  }

  private Optional<Catalog.Entry> tool(String path, String reference) {
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    Optional<Catalog.Entry> entry = catalog.tool(workspaceId, reference);
    if (entry.isEmpty()) {
      missing(path, "tool", reference);
    }
    return entry;
  }

  private void missing(String path, String kind, String name) {
    List<String> known = catalog.names(workspaceId, kind);
    problems.add(
        new Problem(
            path,
            "is '"
                + name
                + "', but there is no such "
                + kind
                + "; there are "
                + known
                + Reading.hint(name, known)
                + (known.isEmpty() ? " Install a plugin that has it." : "")));
  }

  private void schema(
      String path, Map<String, @Nullable Object> schema, Map<String, @Nullable Object> value) {
    for (Problem problem : OpenCheck.check(schema, value)) {
      problems.add(new Problem(Where.in(path, problem.path()), problem.message()));
    }
  }
}
