package io.aiops.studio.host.identity;

import java.util.EnumSet;
import java.util.UUID;

/** Who may do everything, with a role and a workspace. */
public final class Somebody {

  private Somebody() {}

  /** In a workspace that nobody else is in. */
  public static Caller with(Role role) {
    return with(role, UUID.randomUUID());
  }

  public static Caller with(Role role, UUID workspaceId) {
    return new Caller(
        UUID.randomUUID(), "ada", workspaceId, role, EnumSet.allOf(Permission.class), true);
  }
}
