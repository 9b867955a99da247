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
 * @param sessionEpoch how often the person's password had changed at sign-in; a later change ends
 *     the sessions of earlier epochs
 * @param first whether it is the studio's first workspace, whose administrators have what belongs
 *     to the whole studio
 */
public record Caller(
    UUID userId,
    String userName,
    UUID workspaceId,
    Role role,
    Set<Permission> scopes,
    int sessionEpoch,
    boolean first) {

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Somebody whose password has never changed. */
  public Caller(
      UUID userId,
      String userName,
      UUID workspaceId,
      Role role,
      Set<Permission> scopes,
      boolean first) {
    this(userId, userName, workspaceId, role, scopes, 0, first);
  }

  public boolean may(Permission permission) {
    return role.may(permission) && scopes.contains(permission);
  }

  /** Whether they may change what belongs to no workspace: plugins, catalogs, publishers. */
  public boolean mayAdministerStudio() {
    return first && may(Permission.ADMINISTER);
  }

  /**
   * @throws AccessDeniedException if this caller may not change what belongs to no workspace
   */
  public void requireStudio() {
    require(Permission.ADMINISTER);
    if (!first) {
      throw AccessDeniedException.elsewhere(this);
    }
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
