package io.aiops.studio.ui.fake;

import io.aiops.studio.host.definition.Catalog;
import io.aiops.studio.host.definition.Origin;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.definition.WorkflowService;
import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.problem.ConflictException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Workflows in memory behind the real service; knows no agent and no tool. */
public final class FakeWorkflows implements WorkflowStore, Catalog {

  private final Map<String, List<WorkflowVersion>> workflows = new LinkedHashMap<>();

  private final Map<String, WorkflowOrigin> origins = new java.util.TreeMap<>();

  public WorkflowService service() {
    return new WorkflowService(
        this,
        new io.aiops.studio.host.definition.WorkflowValidator(
            new io.aiops.studio.host.definition.Expressions(), this, this),
        (caller, action, subject, details) -> {},
        Clock.systemUTC());
  }

  @Override
  public <T> T together(Supplier<T> work) {
    return work.get();
  }

  @Override
  public WorkflowVersion save(
      UUID workspaceId,
      Workflow workflow,
      String text,
      String savedBy,
      Instant at,
      @Nullable Integer expectedVersion,
      @Nullable Origin origin) {
    List<WorkflowVersion> versions =
        workflows.computeIfAbsent(workflow.name(), name -> new ArrayList<>());
    if (expectedVersion != null && expectedVersion != versions.size()) {
      throw new ConflictException("There is a newer version of " + workflow.name() + ".");
    }
    WorkflowVersion version =
        new WorkflowVersion(
            new UUID(3, workflow.name().hashCode()),
            workflow.name(),
            versions.size() + 1,
            workflow.title(),
            workflow.description(),
            text,
            at,
            savedBy);
    versions.add(version);
    if (origin != null) {
      origins.put(
          workflow.name(),
          new WorkflowOrigin(
              version.workflowId(), version.name(), version.version(), origin, at, savedBy));
    }
    return version;
  }

  @Override
  public List<WorkflowOrigin> origins(UUID workspaceId) {
    return List.copyOf(origins.values());
  }

  @Override
  public List<WorkflowVersion> list(UUID workspaceId, String search, int limit, int offset) {
    String word = search.toLowerCase(Locale.ROOT);
    return workflows.values().stream()
        .map(List::getLast)
        .filter(each -> each.title().toLowerCase(Locale.ROOT).contains(word))
        .skip(offset)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Reference> reference(UUID workspaceId, String name, @Nullable Integer version) {
    return (version == null ? find(workspaceId, name) : find(workspaceId, name, version))
        .map(found -> new Reference(found.workflowId(), found.version()));
  }

  @Override
  public Optional<WorkflowVersion> find(UUID workspaceId, String name) {
    return Optional.ofNullable(workflows.get(name)).map(List::getLast);
  }

  @Override
  public Optional<WorkflowVersion> find(UUID workspaceId, String name, int version) {
    return versions(workspaceId, name).stream().filter(v -> v.version() == version).findFirst();
  }

  @Override
  public Optional<WorkflowVersion> find(UUID workspaceId, UUID workflowId, int version) {
    return Optional.empty();
  }

  @Override
  public List<WorkflowVersion> versions(UUID workspaceId, String name) {
    return workflows.getOrDefault(name, List.of()).reversed();
  }

  @Override
  public boolean remove(UUID workspaceId, String name) {
    origins.remove(name);
    return workflows.remove(name) != null;
  }

  @Override
  public Optional<Entry> agent(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Entry> tool(UUID workspaceId, String reference) {
    return Optional.empty();
  }

  @Override
  public boolean hasModel(UUID workspaceId, String reference) {
    return false;
  }

  @Override
  public boolean keeps(String plugin, String version) {
    return false;
  }

  @Override
  public List<String> names(UUID workspaceId, String kind) {
    return List.of();
  }
}
