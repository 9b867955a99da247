package io.aiops.studio.host.identity;

import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who belongs to a workspace and as what. A workspace always keeps an administrator. */
final class Members {

  private final IdentityStore store;
  private final Passwords passwords;
  private final Audit audit;
  private final Clock clock;

  Members(IdentityStore store, Passwords passwords, Audit audit, Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  Member add(
      Caller caller, String userName, String displayName, Role role, @Nullable String password) {
    caller.require(Permission.ADMINISTER);
    String name = Names.user(userName);
    @Nullable Person newcomer = newcomer(name, displayName, password);
    return store.atomically(() -> {
      store.awaitTurnToChangeMembers(caller.workspaceId());
      Person person =
          store
              .person(name)
              .orElseGet(() -> {
                if (newcomer == null) {
                  throw new ConflictException(
                      "'%s' has just been removed; try again.".formatted(name));
                }
                store.addPerson(newcomer);
                return newcomer;
              });
      if (store.members(caller.workspaceId()).stream()
          .anyMatch(member -> member.userId().equals(person.id()))) {
        throw new ConflictException(
            "'%s' belongs to this workspace already; change the role instead.".formatted(name));
      }
      store.addMembership(caller.workspaceId(), person.id(), role, Ids.now(clock));
      audit.record(
          caller, "member.add", name, Map.of("role", role.name(), "new", person.equals(newcomer)));
      return member(caller, person.id());
    });
  }

  /** Null if the person exists already. Hashing takes time: not while others wait. */
  private @Nullable Person newcomer(String name, String displayName, @Nullable String password) {
    if (store.person(name).isPresent()) {
      if (password != null) {
        throw new InvalidException(
            "password",
            "'%s' exists already and keeps their password; leave it out.".formatted(name));
      }
      return null;
    }
    if (password == null) {
      throw new InvalidException(
          "password", "'%s' is new here; give a first password.".formatted(name));
    }
    PasswordRule.check("password", name, password);
    Instant now = Ids.now(clock);
    return new Person(
        Ids.next(),
        name,
        Names.label("displayName", displayName.isBlank() ? name : displayName),
        passwords.hash(password),
        true,
        0,
        now,
        null);
  }

  Member changeRole(Caller caller, UUID userId, Role role) {
    caller.require(Permission.ADMINISTER);
    return store.atomically(() -> {
      store.awaitTurnToChangeMembers(caller.workspaceId());
      Member member = member(caller, userId);
      if (role != Role.ADMINISTRATOR) {
        keepAnAdministrator(caller, member);
      }
      store.changeRole(caller.workspaceId(), userId, role);
      audit.record(
          caller,
          "member.role",
          member.userName(),
          Map.of("from", member.role().name(), "to", role.name()));
      return member(caller, userId);
    });
  }

  void remove(Caller caller, UUID userId) {
    if (!caller.userId().equals(userId)) {
      caller.require(Permission.ADMINISTER);
    }
    store.atomically(() -> {
      store.awaitTurnToChangeMembers(caller.workspaceId());
      Member member = member(caller, userId);
      keepAnAdministrator(caller, member);
      store.removeMembership(caller.workspaceId(), userId);
      audit.record(
          caller, "member.remove", member.userName(), Map.of("role", member.role().name()));
      return userId;
    });
  }

  private Member member(Caller caller, UUID userId) {
    return store.members(caller.workspaceId()).stream()
        .filter(member -> member.userId().equals(userId))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("member", userId.toString()));
  }

  private void keepAnAdministrator(Caller caller, Member leaving) {
    boolean another =
        store.members(caller.workspaceId()).stream()
            .anyMatch(member ->
                member.role() == Role.ADMINISTRATOR
                    && member.enabled()
                    && !member.userId().equals(leaving.userId()));
    if (leaving.role() == Role.ADMINISTRATOR && !another) {
      throw new ConflictException(
          "'%s' is the last administrator of this workspace; make somebody else one first."
              .formatted(leaving.userName()));
    }
  }
}
