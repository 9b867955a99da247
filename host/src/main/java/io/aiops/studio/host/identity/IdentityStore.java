package io.aiops.studio.host.identity;

import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.identity.IdentityViews.TokenView;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Keeps people, workspaces, memberships and tokens. Only enabled people have a standing. */
public interface IdentityStore {

  /** Everything in {@code work}, the audit record too, happens or nothing does. */
  <T> T atomically(Supplier<T> work);

  /** Within {@link #atomically}: other nodes that start wait here until it is over. */
  void awaitTurnToStart();

  /** Within {@link #atomically}: others that change this workspace's members wait here. */
  void awaitTurnToChangeMembers(UUID workspaceId);

  boolean hasPeople();

  void addWorkspace(UUID id, String name, Instant at);

  /** Of the person, the one joined first first. */
  List<WorkspaceView> workspaces(UUID userId);

  void addPerson(Person person);

  /**
   * @param userName in lower case
   */
  Optional<Person> person(String userName);

  Optional<Person> person(UUID userId);

  /** Counts the session epoch up. */
  void changePassword(UUID userId, String passwordHash);

  void signedIn(UUID userId, Instant at);

  void addMembership(UUID workspaceId, UUID userId, Role role, Instant at);

  void changeRole(UUID workspaceId, UUID userId, Role role);

  /** Takes the person's tokens for the workspace away too. */
  void removeMembership(UUID workspaceId, UUID userId);

  /** By user name. */
  List<Member> members(UUID workspaceId);

  Optional<Standing> standing(UUID userId, UUID workspaceId);

  /** The administrator of the oldest workspace who joined first. */
  Optional<Standing> firstAdministrator();

  void addToken(StoredToken token);

  Optional<StoredToken> token(String hash);

  Optional<StoredToken> token(UUID workspaceId, UUID tokenId);

  /** Of the person in the workspace, newest first. */
  List<TokenView> tokens(UUID workspaceId, UUID userId);

  void removeToken(UUID workspaceId, UUID tokenId);

  /** Unless it was used less than a minute before. */
  void tokenUsed(UUID tokenId, Instant at);
}
