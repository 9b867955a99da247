package io.aiops.studio.host.engine;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.aiops.studio.host.definition.StepChange;
import io.aiops.studio.host.definition.Validation;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.Origin;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The workflow versions that executions are pinned to, read once and kept while in use. */
public final class Definitions {

  private static final int KEPT = 500;

  private record Key(UUID workspaceId, UUID workflowId, int version) {}

  private final WorkflowStore store;
  private final LoadingCache<Key, Workflow> cache =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build(this::load);

  public Definitions(WorkflowStore store) {
    this.store = store;
  }

  /**
   * @throws IllegalStateException if it is gone or cannot be read: versions are never changed, so
   *     the data is damaged
   */
  public Workflow get(UUID workspaceId, UUID workflowId, int version) {
    return cache.get(new Key(workspaceId, workflowId, version));
  }

  /** The version a name stands for now. */
  Optional<WorkflowStore.Reference> reference(
      UUID workspaceId, String workflow, @Nullable Integer version) {
    return store.reference(workspaceId, workflow, version);
  }

  /** As the execution runs it: with what it says differently. */
  public Workflow of(Header header) {
    Workflow workflow = get(header.workspaceId(), header.workflowId(), header.version());
    Origin origin = header.origin();
    return origin == null ? workflow : StepChange.apply(workflow, origin.changes());
  }

  private Workflow load(Key key) {
    WorkflowVersion version =
        store
            .find(key.workspaceId(), key.workflowId(), key.version())
            .orElseThrow(() -> new IllegalStateException("No workflow version " + key));
    Validation read = WorkflowReader.read(version.text());
    return read.workflow()
        .orElseThrow(() -> new IllegalStateException(key + ": " + read.problems()));
  }
}
