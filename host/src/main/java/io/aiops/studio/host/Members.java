package io.aiops.studio.host;

import io.aiops.studio.host.approval.ApprovalPeople;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Standing;
import io.aiops.studio.host.persistence.JdbiIdentityStore;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Members of workspaces: whom one can ask, and for whom a trigger runs. */
record Members(JdbiIdentityStore people) implements ApprovalPeople {

  @Override
  public boolean member(UUID workspaceId, String userName) {
    return people
        .person(userName)
        .flatMap(person -> people.standing(person.id(), workspaceId))
        .isPresent();
  }

  @Override
  public Optional<Caller> standing(UUID userId, UUID workspaceId) {
    return people.standing(userId, workspaceId).map(Members::runner);
  }

  /** A trigger may do for a person what they may do themselves, and no more than run. */
  private static Caller runner(Standing standing) {
    return new Caller(
        standing.userId(),
        standing.userName(),
        standing.workspaceId(),
        standing.role(),
        Set.of(Permission.VIEW, Permission.RUN),
        standing.sessionEpoch(),
        standing.first());
  }
}
