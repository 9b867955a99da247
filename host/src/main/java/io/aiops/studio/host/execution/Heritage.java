package io.aiops.studio.host.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private final Renewals renewals = new Renewals();
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

  /**
   * @param cone what starts anew
   */
  void rollBack(Event.RolledBack e, Cone cone) {
    rollbacks.add(e.rollbackId());
    outdated.add(cone);
    renewals.add(e);
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
    return result != null && counts(scope, path) ? result : null;
  }

  @Nullable Map<String, @Nullable Object> adoptablePlan(Scope scope, String path) {
    Map<String, @Nullable Object> plan = adoption.plan(path);
    return plan != null && counts(scope, path) ? plan : null;
  }

  @Nullable UUID child(Scope scope, String path) {
    UUID child = adoption.child(path);
    return child != null && counts(scope, path) ? child : null;
  }

  private boolean counts(Scope scope, String path) {
    return outdated.stream().noneMatch(cone -> cone.has(path)) && adoption.sameItem(scope);
  }

  UUID keyRoot() {
    return keyRoot;
  }

  UUID keyRoot(String path) {
    return renewals.root(path, adoption.undone(path) ? id : adoption.keyRoot(path, keyRoot));
  }
}
