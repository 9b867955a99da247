package io.aiops.studio.host.identity;

/** Someone asked for what their role or token does not allow. */
public class AccessDeniedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AccessDeniedException(Caller caller, Permission permission) {
    super(
        "This needs the permission "
            + permission
            + "; "
            + caller.userName()
            + " has the role "
            + caller.role()
            + (caller.role().may(permission) ? " but the token's scopes leave it out" : "")
            + ". Ask an administrator of the workspace.");
  }
}
