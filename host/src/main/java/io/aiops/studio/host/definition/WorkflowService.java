package io.aiops.studio.host.definition;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Workflows of the caller's workspace: list, read, validate, save as a new version, remove. */
public final class WorkflowService {

  private static final int MOST = 500;

  private final WorkflowStore store;
  private final WorkflowValidator validator;
  private final Audit audit;
  private final Clock clock;

  public WorkflowService(
      WorkflowStore store, WorkflowValidator validator, Audit audit, Clock clock) {
    this.store = store;
    this.validator = validator;
    this.audit = audit;
    this.clock = clock;
  }

  /** The newest version of each, by name. */
  public List<WorkflowVersion> list(Caller caller, String search, int limit, int offset) {
    caller.require(Permission.VIEW);
    if (limit < 1 || limit > MOST) {
      throw new InvalidException("limit", "is " + limit + "; expected 1 to " + MOST);
    }
    if (offset < 0) {
      throw new InvalidException("offset", "is " + offset + "; expected 0 or more");
    }
    return store.list(caller.workspaceId(), search, limit, offset);
  }

  /**
   * The newest version.
   *
   * @throws NotFoundException if the workspace has no such workflow
   */
  public WorkflowVersion get(Caller caller, String name) {
    caller.require(Permission.VIEW);
    return store
        .find(caller.workspaceId(), name)
        .orElseThrow(() -> new NotFoundException("workflow", name));
  }

  public WorkflowVersion get(Caller caller, String name, int version) {
    caller.require(Permission.VIEW);
    return store
        .find(caller.workspaceId(), name, version)
        .orElseThrow(() -> new NotFoundException("workflow", name + " version " + version));
  }

  /** Newest first. */
  public List<WorkflowVersion> versions(Caller caller, String name) {
    caller.require(Permission.VIEW);
    List<WorkflowVersion> versions = store.versions(caller.workspaceId(), name);
    if (versions.isEmpty()) {
      throw new NotFoundException("workflow", name);
    }
    return versions;
  }

  /** Reads a text and says all that is wrong with it. */
  public Validation validate(Caller caller, String text) {
    caller.require(Permission.VIEW);
    return validator.validate(caller.workspaceId(), text);
  }

  /**
   * Saves a text as the next version of the workflow it names.
   *
   * @param expectedVersion the newest version the user had seen, 0 for none; null not to check
   * @throws InvalidException with all problems if it cannot run
   * @throws io.aiops.studio.host.problem.ConflictException if there is a newer version
   */
  public WorkflowVersion save(Caller caller, String text, @Nullable Integer expectedVersion) {
    return save(caller, text, expectedVersion, null);
  }

  /**
   * The same, and remembers which template it was made from.
   *
   * @param origin null: as before
   */
  public WorkflowVersion save(
      Caller caller, String text, @Nullable Integer expectedVersion, @Nullable Origin origin) {
    caller.require(Permission.BUILD);
    Validation validation = validator.validate(caller.workspaceId(), text);
    if (!validation.valid()) {
      throw new InvalidException(validation.problems());
    }
    WorkflowVersion saved =
        store.save(
            caller.workspaceId(),
            validation.workflow().orElseThrow(),
            text,
            caller.userName(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            expectedVersion,
            origin);
    audit.record(
        caller,
        "workflow.save",
        saved.name(),
        origin == null
            ? Map.of("version", saved.version())
            : Map.of(
                "version",
                saved.version(),
                "template",
                origin.template(),
                "templateVersion",
                origin.version(),
                "sha256",
                origin.sha256()));
    return saved;
  }

  /**
   * Does what belongs together, such as keeping files and saving the workflow that they are for:
   * all that it writes on this thread is there, or nothing of it.
   */
  public <T> T together(Supplier<T> work) {
    return store.together(work);
  }

  /** Those that were made from templates, by name. */
  public List<WorkflowOrigin> origins(Caller caller) {
    caller.require(Permission.VIEW);
    return store.origins(caller.workspaceId());
  }

  /**
   * @throws NotFoundException if the workspace has no such workflow, or it was not made from a
   *     template
   */
  public WorkflowOrigin origin(Caller caller, String name) {
    caller.require(Permission.VIEW);
    return store
        .origin(caller.workspaceId(), name)
        .orElseThrow(() -> new NotFoundException("workflow made from a template", name));
  }

  /** Takes it out of the list; its versions stay for the executions that ran them. */
  public void remove(Caller caller, String name) {
    caller.require(Permission.BUILD);
    if (!store.remove(caller.workspaceId(), name)) {
      throw new NotFoundException("workflow", name);
    }
    audit.record(caller, "workflow.remove", name, Map.of());
  }
}
