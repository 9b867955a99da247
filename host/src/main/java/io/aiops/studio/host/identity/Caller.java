package io.aiops.studio.host.identity;

import java.util.Set;
import java.util.UUID;

/**
 * Who is asking, in which workspace, with which rights. Every service takes one first: there is no
 * way to ask without it, and no query that is not bound to its workspace.
 *
 * @param userId the person, also behind a token
 * @param userName as they sign in
 * @param workspaceId the workspace every query is bound to
 * @param role their role there
 * @param scopes what the token was limited to; all permissions for a signed-in person
 */
public record Caller(
    UUID userId, String userName, UUID workspaceId, Role role, Set<Permission> scopes) {

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  public boolean may(Permission permission) {
    return role.may(permission) && scopes.contains(permission);
  }

  /**
   * @throws AccessDeniedException if this caller may not
   */
  public void require(Permission permission) {
    if (!may(permission)) {
      throw new AccessDeniedException(this, permission);
    }
  }
}
