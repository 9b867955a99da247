package io.aiops.studio.host.identity;

import io.aiops.studio.host.identity.IdentityViews.AuditPage;
import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.identity.IdentityViews.NewToken;
import io.aiops.studio.host.identity.IdentityViews.TokenView;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sign-in, people, workspaces, tokens. */
public interface IdentityService {

  /** How a sign-in ended. */
  sealed interface SignIn {
    record Accepted(Caller caller) implements SignIn {}

    /** Name or password wrong: never says which. */
    record Refused() implements SignIn {}

    /**
     * @param retryAfter how long until the next try is looked at
     */
    record Locked(Duration retryAfter) implements SignIn {}
  }

  /** Checks a password; counts failures per name and per address. */
  SignIn signIn(String userName, String password, String remoteAddress);

  /** The caller behind an API token; empty if it is unknown, expired or revoked. */
  Optional<Caller> authenticate(String token);

  /**
   * The same person now: role and membership may have changed since the session began. Empty if
   * they were disabled or removed. Cheap; asked on every request.
   */
  Optional<Caller> refresh(Caller caller);

  /**
   * The same person in another workspace of theirs.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if they do not belong to it
   */
  Caller enter(Caller caller, UUID workspaceId);

  List<WorkspaceView> workspaces(Caller caller);

  /** ADMINISTER; the caller becomes its administrator. */
  WorkspaceView createWorkspace(Caller caller, String name);

  /** Everyone sees who is in the workspace with them. */
  List<Member> members(Caller caller);

  /** ADMINISTER. An existing person is added to the workspace; the password is for a new one. */
  Member addMember(
      Caller caller, String userName, String displayName, Role role, @Nullable String password);

  /** ADMINISTER. The last administrator cannot lose the role. */
  Member changeRole(Caller caller, UUID userId, Role role);

  /** ADMINISTER, or oneself. Their tokens for the workspace go with them. */
  void removeMember(Caller caller, UUID userId);

  /**
   * Ends all other sessions of the person; tokens stay.
   *
   * @return the caller to go on with: put it into the session in place of the old one
   * @throws io.aiops.studio.host.problem.InvalidException if the old one is wrong or the new one
   *     weak
   */
  Caller changePassword(Caller caller, String oldPassword, String newPassword);

  /** The caller's own in this workspace. */
  List<TokenView> tokens(Caller caller);

  /**
   * A token of the caller's own, never with more rights than theirs.
   *
   * @param lifetime at most 366 days
   */
  NewToken createToken(Caller caller, String name, Set<Permission> scopes, Duration lifetime);

  /** One's own; ADMINISTER: any of the workspace. */
  void revokeToken(Caller caller, UUID tokenId);

  /** ADMINISTER. */
  AuditPage audit(Caller caller, @Nullable Long before, int limit);
}
