package io.aiops.studio.host.identity;

import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.identity.IdentityViews.TokenView;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** People in memory, for tests. Nothing is taken back when {@code atomically} fails. */
public final class InMemoryIdentityStore implements IdentityStore {

  private record Membership(UUID workspaceId, UUID userId, Role role, Instant joinedAt) {}

  private record Workspace(UUID id, String name, Instant createdAt) {}

  private final List<Workspace> workspaces = new ArrayList<>();
  private final Map<UUID, Person> people = new LinkedHashMap<>();
  private final List<Membership> memberships = new ArrayList<>();
  private final List<StoredToken> tokens = new ArrayList<>();

  @Override
  public synchronized <T> T atomically(Supplier<T> work) {
    return work.get();
  }

  @Override
  public void awaitTurnToStart() {}

  @Override
  public void awaitTurnToChangeMembers(UUID workspaceId) {}

  @Override
  public boolean hasPeople() {
    return !people.isEmpty();
  }

  @Override
  public void addWorkspace(UUID id, String name, Instant at) {
    workspaces.add(new Workspace(id, name, at));
  }

  @Override
  public List<WorkspaceView> workspaces(UUID userId) {
    return memberships.stream()
        .filter(membership -> membership.userId().equals(userId))
        .sorted(Comparator.comparing(Membership::joinedAt).thenComparing(Membership::workspaceId))
        .map(membership ->
            new WorkspaceView(
                membership.workspaceId(),
                workspace(membership.workspaceId()).name(),
                membership.role()))
        .toList();
  }

  @Override
  public void addPerson(Person person) {
    people.put(person.id(), person);
  }

  @Override
  public Optional<Person> person(String userName) {
    return people.values().stream()
        .filter(person -> person.userName().equals(userName))
        .findFirst();
  }

  @Override
  public Optional<Person> person(UUID userId) {
    return Optional.ofNullable(people.get(userId));
  }

  @Override
  public void changePassword(UUID userId, String passwordHash) {
    people.computeIfPresent(
        userId,
        (id, old) ->
            new Person(
                id,
                old.userName(),
                old.displayName(),
                passwordHash,
                old.enabled(),
                old.sessionEpoch() + 1,
                old.createdAt(),
                old.lastSignIn()));
  }

  @Override
  public void signedIn(UUID userId, Instant at) {
    people.computeIfPresent(
        userId,
        (id, old) ->
            new Person(
                id,
                old.userName(),
                old.displayName(),
                old.passwordHash(),
                old.enabled(),
                old.sessionEpoch(),
                old.createdAt(),
                at));
  }

  @Override
  public void addMembership(UUID workspaceId, UUID userId, Role role, Instant at) {
    memberships.add(new Membership(workspaceId, userId, role, at));
  }

  @Override
  public void changeRole(UUID workspaceId, UUID userId, Role role) {
    memberships.replaceAll(membership ->
        membership.workspaceId().equals(workspaceId) && membership.userId().equals(userId)
            ? new Membership(workspaceId, userId, role, membership.joinedAt())
            : membership);
  }

  @Override
  public void removeMembership(UUID workspaceId, UUID userId) {
    memberships.removeIf(membership ->
        membership.workspaceId().equals(workspaceId) && membership.userId().equals(userId));
    tokens.removeIf(
        token -> token.workspaceId().equals(workspaceId) && token.userId().equals(userId));
  }

  @Override
  public List<Member> members(UUID workspaceId) {
    return memberships.stream()
        .filter(membership -> membership.workspaceId().equals(workspaceId))
        .map(membership -> {
          Person person = people.get(membership.userId());
          return new Member(
              person.id(),
              person.userName(),
              person.displayName(),
              membership.role(),
              person.enabled(),
              person.createdAt(),
              person.lastSignIn());
        })
        .sorted(Comparator.comparing(Member::userName))
        .toList();
  }

  @Override
  public Optional<Standing> standing(UUID userId, UUID workspaceId) {
    return memberships.stream()
        .filter(membership ->
            membership.userId().equals(userId) && membership.workspaceId().equals(workspaceId))
        .findFirst()
        .flatMap(this::standing);
  }

  @Override
  public Optional<Standing> firstAdministrator() {
    return memberships.stream()
        .filter(membership -> membership.role() == Role.ADMINISTRATOR)
        .filter(membership -> people.get(membership.userId()).enabled())
        .min(
            Comparator.<Membership, Instant>comparing(
                    membership -> workspace(membership.workspaceId()).createdAt())
                .thenComparing(Membership::workspaceId)
                .thenComparing(Membership::joinedAt)
                .thenComparing(Membership::userId))
        .flatMap(this::standing);
  }

  @Override
  public void addToken(StoredToken token) {
    tokens.add(token);
  }

  @Override
  public Optional<StoredToken> token(String hash) {
    return tokens.stream().filter(token -> token.hash().equals(hash)).findFirst();
  }

  @Override
  public Optional<StoredToken> token(UUID workspaceId, UUID tokenId) {
    return tokens.stream()
        .filter(token -> token.workspaceId().equals(workspaceId))
        .filter(token -> token.view().id().equals(tokenId))
        .findFirst();
  }

  @Override
  public List<TokenView> tokens(UUID workspaceId, UUID userId) {
    return tokens.stream()
        .filter(token -> token.workspaceId().equals(workspaceId))
        .filter(token -> token.userId().equals(userId))
        .map(StoredToken::view)
        .sorted(Comparator.comparing(TokenView::createdAt).thenComparing(TokenView::id).reversed())
        .toList();
  }

  @Override
  public void removeToken(UUID workspaceId, UUID tokenId) {
    tokens.removeIf(
        token -> token.workspaceId().equals(workspaceId) && token.view().id().equals(tokenId));
  }

  @Override
  public void tokenUsed(UUID tokenId, Instant at) {
    tokens.replaceAll(token -> {
      TokenView old = token.view();
      boolean recent =
          old.lastUsedAt() != null && old.lastUsedAt().isAfter(at.minus(Duration.ofMinutes(1)));
      if (!old.id().equals(tokenId) || recent) {
        return token;
      }
      return new StoredToken(
          token.userId(),
          token.workspaceId(),
          token.hash(),
          new TokenView(old.id(), old.name(), old.scopes(), old.createdAt(), old.expiresAt(), at));
    });
  }

  private Workspace workspace(UUID id) {
    return workspaces.stream().filter(found -> found.id().equals(id)).findFirst().orElseThrow();
  }

  private Optional<Standing> standing(Membership membership) {
    Person person = people.get(membership.userId());
    return person.enabled()
        ? Optional.of(
            new Standing(
                person.id(),
                person.userName(),
                membership.workspaceId(),
                membership.role(),
                person.sessionEpoch(),
                membership
                    .workspaceId()
                    .equals(
                        workspaces.stream()
                            .min(Comparator.comparing(Workspace::createdAt))
                            .orElseThrow()
                            .id())))
        : Optional.empty();
  }
}
