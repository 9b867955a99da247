package io.aiops.studio.host.definition;

import io.aiops.studio.host.problem.ConflictException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Workflows in memory, for tests. */
public final class InMemoryWorkflowStore implements WorkflowStore {

  private record Key(UUID workspaceId, String name) {}

  private final Map<Key, List<WorkflowVersion>> versions = new LinkedHashMap<>();
  private final Map<Key, Boolean> removed = new LinkedHashMap<>();
  private final Map<Key, WorkflowOrigin> origins = new LinkedHashMap<>();

  @Override
  public <T> T together(Supplier<T> work) {
    return work.get();
  }

  @Override
  public synchronized WorkflowVersion save(
      UUID workspaceId,
      Workflow workflow,
      String text,
      String savedBy,
      Instant at,
      @Nullable Integer expectedVersion,
      @Nullable Origin origin) {
    Key key = new Key(workspaceId, workflow.name());
    List<WorkflowVersion> all = versions.computeIfAbsent(key, k -> new ArrayList<>());
    int newest = removed.containsKey(key) ? 0 : all.size();
    if (expectedVersion != null && expectedVersion != newest) {
      throw new ConflictException(
          "Version " + newest + " of '" + workflow.name() + "' is newer than " + expectedVersion);
    }
    removed.remove(key);
    WorkflowVersion version =
        new WorkflowVersion(
            all.isEmpty() ? UUID.randomUUID() : all.getFirst().workflowId(),
            workflow.name(),
            all.size() + 1,
            workflow.title(),
            workflow.description(),
            text,
            at,
            savedBy);
    all.add(version);
    if (origin != null) {
      origins.put(
          key,
          new WorkflowOrigin(
              version.workflowId(), version.name(), version.version(), origin, at, savedBy));
    }
    return version;
  }

  @Override
  public synchronized List<WorkflowOrigin> origins(UUID workspaceId) {
    return origins.entrySet().stream()
        .filter(entry -> entry.getKey().workspaceId().equals(workspaceId))
        .map(Map.Entry::getValue)
        .sorted(Comparator.comparing(WorkflowOrigin::workflow))
        .toList();
  }

  @Override
  public synchronized List<WorkflowVersion> list(
      UUID workspaceId, String search, int limit, int offset) {
    String wanted = search.toLowerCase(Locale.ROOT);
    return versions.entrySet().stream()
        .filter(entry -> entry.getKey().workspaceId().equals(workspaceId))
        .filter(entry -> !removed.containsKey(entry.getKey()))
        .map(entry -> entry.getValue().getLast())
        .filter(v ->
            (v.name() + " " + v.title() + " " + v.description())
                .toLowerCase(Locale.ROOT)
                .contains(wanted))
        .sorted(Comparator.comparing(WorkflowVersion::name))
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
  public synchronized Optional<WorkflowVersion> find(UUID workspaceId, String name) {
    return versions(workspaceId, name).stream().findFirst();
  }

  @Override
  public synchronized Optional<WorkflowVersion> find(UUID workspaceId, String name, int version) {
    return versions(workspaceId, name).stream().filter(v -> v.version() == version).findFirst();
  }

  @Override
  public synchronized Optional<WorkflowVersion> find(
      UUID workspaceId, UUID workflowId, int version) {
    return versions.entrySet().stream()
        .filter(entry -> entry.getKey().workspaceId().equals(workspaceId))
        .flatMap(entry -> entry.getValue().stream())
        .filter(v -> v.workflowId().equals(workflowId) && v.version() == version)
        .findFirst();
  }

  @Override
  public synchronized List<WorkflowVersion> versions(UUID workspaceId, String name) {
    Key key = new Key(workspaceId, name);
    return removed.containsKey(key)
        ? List.of()
        : List.copyOf(versions.getOrDefault(key, List.of()).reversed());
  }

  @Override
  public synchronized boolean remove(UUID workspaceId, String name) {
    Key key = new Key(workspaceId, name);
    origins.remove(key);
    return versions.containsKey(key) && removed.put(key, true) == null;
  }
}
