package io.aiops.studio.host.trigger;

import io.aiops.studio.host.identity.Caller;
import java.util.Optional;
import java.util.UUID;

/** Who a trigger acts as, at the moment it fires. */
@FunctionalInterface
public interface Identities {

  /** The person as they stand in the workspace now; empty if they were removed or disabled. */
  Optional<Caller> standing(UUID userId, UUID workspaceId);
}
