package io.aiops.studio.host.identity;

import java.util.EnumSet;
import java.util.Set;

/** What a member of a workspace may do. Each role may do all that the roles below it may. */
public enum Role {
  VIEWER(EnumSet.of(Permission.VIEW)),
  OPERATOR(EnumSet.of(Permission.VIEW, Permission.RUN)),
  BUILDER(EnumSet.of(Permission.VIEW, Permission.RUN, Permission.BUILD)),
  ADMINISTRATOR(EnumSet.allOf(Permission.class));

  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = permissions;
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
