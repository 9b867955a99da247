package io.aiops.studio.host.definition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps workflows and their versions. Every method is bound to one workspace. */
public interface WorkflowStore {

  /** Does what belongs together in one transaction of this thread. */
  <T> T together(Supplier<T> work);

  /**
   * Saves a new version, or version 1 of a new workflow, in one transaction.
   *
   * @param expectedVersion the newest version the user had seen, 0 for none; null not to check
   * @throws io.aiops.studio.host.problem.ConflictException if there is a newer one
   */
  default WorkflowVersion save(
      UUID workspaceId,
      Workflow workflow,
      String text,
      String savedBy,
      Instant at,
      @Nullable Integer expectedVersion) {
    return save(workspaceId, workflow, text, savedBy, at, expectedVersion, null);
  }

  /**
   * The same, and remembers in the same transaction which template it was made from.
   *
   * @param origin null: as before
   */
  WorkflowVersion save(
      UUID workspaceId,
      Workflow workflow,
      String text,
      String savedBy,
      Instant at,
      @Nullable Integer expectedVersion,
      @Nullable Origin origin);

  /** The newest origin of each workflow that has one, by the workflow's name. */
  List<WorkflowOrigin> origins(UUID workspaceId);

  /** Empty if it was not made from a template, or was removed since. */
  default Optional<WorkflowOrigin> origin(UUID workspaceId, String name) {
    return origins(workspaceId).stream().filter(each -> each.workflow().equals(name)).findFirst();
  }

  /** The newest version of each, by name; {@code search} matches name, title and description. */
  List<WorkflowVersion> list(UUID workspaceId, String search, int limit, int offset);

  /** Names one version of a workflow. */
  record Reference(UUID workflowId, int version) {}

  /**
   * What a start needs to know, without the text.
   *
   * @param version null for the newest
   * @return empty too once the workflow is removed
   */
  Optional<Reference> reference(UUID workspaceId, String name, @Nullable Integer version);

  /** The newest version. */
  Optional<WorkflowVersion> find(UUID workspaceId, String name);

  /** Empty too once the workflow is removed: nobody starts it any more. */
  Optional<WorkflowVersion> find(UUID workspaceId, String name, int version);

  /** Also of a removed workflow: executions that ran it go on and stay readable. */
  Optional<WorkflowVersion> find(UUID workspaceId, UUID workflowId, int version);

  /** Newest first. */
  List<WorkflowVersion> versions(UUID workspaceId, String name);

  /**
   * Takes it out of the list; its versions stay for the executions that ran them, its origin does
   * not: one that is made anew under its name has none.
   */
  boolean remove(UUID workspaceId, String name);
}
