package io.aiops.studio.host.identity;

import java.util.Set;
import java.util.UUID;

/**
 * What a person is in a workspace just now.
 *
 * @param sessionEpoch counts password changes
 * @param first whether it is the studio's first workspace
 */
public record Standing(
    UUID userId, String userName, UUID workspaceId, Role role, int sessionEpoch, boolean first) {

  Caller caller(Set<Permission> scopes) {
    return new Caller(userId, userName, workspaceId, role, scopes, sessionEpoch, first);
  }
}
