package io.aiops.studio.host.approval;

import io.aiops.studio.host.identity.Caller;
import java.util.Optional;
import java.util.UUID;

/** Whom one can ask, and whose name a link speaks in. */
public interface ApprovalPeople {

  /** Whether somebody with this user name belongs to the workspace. */
  boolean member(UUID workspaceId, String userName);

  /** The person as they stand in the workspace now; empty if they were removed or disabled. */
  Optional<Caller> standing(UUID userId, UUID workspaceId);
}
