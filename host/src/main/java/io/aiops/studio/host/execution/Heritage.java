package io.aiops.studio.host.execution;

import io.aiops.studio.host.definition.Body;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an execution has from the one it goes on from, and which of it counts still after steps were
 * rolled back.
 */
final class Heritage {

  private final UUID id;
  private final Set<String> rollbacks = new HashSet<>();
  private final List<Cone> outdated = new ArrayList<>();
  private UUID keyRoot;
  private Adoption adoption = Adoption.NONE;
  private @Nullable String rollbackAt;
  private @Nullable Rollback rollback;

  Heritage(UUID id) {
    this.id = id;
    this.keyRoot = id;
  }

  void originate(Origin origin) {
    keyRoot = origin.keyRoot();
    rollbackAt = origin.from();
    rollback = origin.rollback();
  }

  void adopt(Adoption from) {
    adoption = from;
  }

  void rollBack(Event.RolledBack e, Body body) {
    rollbacks.add(e.rollbackId());
    outdated.add(new Cone(body, e.path()));
  }

  /** A step that this execution was rolled back to sees why. */
  void tell(StepState step) {
    if (step.path().equals(rollbackAt)) {
      step.tell(rollback);
    }
  }

  boolean rolledBack(String rollbackId) {
    return rollbacks.contains(rollbackId);
  }

  Adoption.@Nullable Result adoptable(Scope scope, String path) {
    Adoption.Result result = adoption.of(path);
    boolean counts =
        result != null
            && outdated.stream().noneMatch(cone -> cone.has(path))
            && adoption.sameItem(scope);
    return counts ? result : null;
  }

  UUID keyRoot() {
    return keyRoot;
  }

  UUID keyRoot(String path) {
    return adoption.undone(path) ? id : keyRoot;
  }
}
