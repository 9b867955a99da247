package io.aiops.studio.host.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.definition.WorkflowStore.Reference;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.problem.NotFoundException;
import java.util.Optional;
import java.util.UUID;

/**
 * What the names of workflows stood for when last asked. It may be outdated: whether it still
 * holds, the statement that accepts an execution checks, so that a start needs no query of its own.
 */
final class Newest {

  private static final int KEPT = 1_000;

  private record Name(UUID workspaceId, String workflow) {}

  private final WorkflowStore store;
  private final Cache<Name, Reference> known =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

  Newest(WorkflowStore store) {
    this.store = store;
  }

  /**
   * The version that is to run, as last seen.
   *
   * @throws NotFoundException if there is none
   */
  Reference reference(UUID workspaceId, StartRequest request) {
    Reference seen = known.getIfPresent(new Name(workspaceId, request.workflow()));
    return seen == null || request.version() != null ? now(workspaceId, request) : seen;
  }

  /**
   * The version that is to run, asked for anew.
   *
   * @throws NotFoundException if there is none
   */
  Reference now(UUID workspaceId, StartRequest request) {
    Name name = new Name(workspaceId, request.workflow());
    Integer number = request.version();
    Optional<Reference> found = store.reference(workspaceId, request.workflow(), number);
    if (found.isEmpty()) {
      known.invalidate(name);
      throw new NotFoundException(
          "workflow", request.workflow() + (number == null ? "" : " version " + number));
    }
    if (number == null) {
      known.put(name, found.get());
    }
    return found.get();
  }
}
