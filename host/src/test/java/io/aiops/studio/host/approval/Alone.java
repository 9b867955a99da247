package io.aiops.studio.host.approval;

import io.aiops.studio.host.identity.Caller;
import java.util.Optional;
import java.util.UUID;

/** Nobody else is there to be asked. */
public record Alone() implements ApprovalPeople {
  @Override
  public boolean member(UUID workspaceId, String userName) {
    return false;
  }

  @Override
  public Optional<Caller> standing(UUID userId, UUID workspaceId) {
    return Optional.empty();
  }
}
