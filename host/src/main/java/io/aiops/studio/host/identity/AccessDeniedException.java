package io.aiops.studio.host.identity;

import java.util.List;

/** Someone asked for what their role or token does not allow. */
public class AccessDeniedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private AccessDeniedException(String message) {
    super(message);
  }

  /** Of something that only those who are asked may do. */
  public static AccessDeniedException notAsked(Caller caller, List<String> asked) {
    return new AccessDeniedException(
        caller.userName()
            + " is not among those who are asked: "
            + String.join(", ", asked)
            + ". One of them, or an administrator, can delegate it.");
  }

  /** Of what belongs to the whole studio. */
  public static AccessDeniedException elsewhere(Caller caller) {
    return new AccessDeniedException(
        "This belongs to the whole studio, and is for administrators of its first workspace; "
            + caller.userName()
            + " asks in another one. Enter the first workspace, or ask an administrator of it.");
  }

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
