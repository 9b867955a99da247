package io.aiops.studio.host.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.identity.IdentityViews.AuditPage;
import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.identity.IdentityViews.NewToken;
import io.aiops.studio.host.identity.IdentityViews.TokenView;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people of this studio: signs them in and knows their standing in each workspace. */
public final class People implements IdentityService {

  private static final Duration CACHED = Duration.ofSeconds(5);
  private static final Set<Permission> ALL = Set.of(Permission.values());
  private static final int MAX_PAGE = 500;

  private record Place(UUID userId, UUID workspaceId) {}

  private final IdentityStore store;
  private final AuditLog audit;
  private final Passwords passwords;
  private final Clock clock;
  private final SignInGuard guard;
  private final Tokens tokens;
  private final Members members;
  private final Cache<Place, Standing> standings =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(CACHED).build();

  public People(
      IdentityStore store,
      SignInAttempts attempts,
      AuditLog audit,
      Passwords passwords,
      Clock clock) {
    this.store = store;
    this.audit = audit;
    this.passwords = passwords;
    this.clock = clock;
    this.guard = new SignInGuard(attempts);
    this.tokens = new Tokens(store, audit, clock);
    this.members = new Members(store, passwords, audit, clock);
  }

  @Override
  public SignIn signIn(String userName, String password, String remoteAddress) {
    String name = Names.typed(userName);
    if (name.length() > 100 || password.length() > PasswordRule.MAX_LENGTH) {
      return new SignIn.Refused();
    }
    Instant now = Ids.now(clock);
    Optional<Person> person = store.person(name).filter(Person::enabled);
    SignInGuard.Attempt attempt =
        guard.begin(name, person.map(Person::id).orElse(null), remoteAddress, now);
    Instant lockedUntil = attempt.lockedUntil();
    if (lockedUntil != null) {
      return new SignIn.Locked(Duration.between(now, lockedUntil));
    }
    if (person.isEmpty()) {
      passwords.matchesNobody(password);
      return new SignIn.Refused();
    }
    boolean matches = passwords.matches(password, person.get().passwordHash());
    Optional<Standing> standing =
        store.workspaces(person.get().id()).stream()
            .findFirst()
            .flatMap(first -> store.standing(person.get().id(), first.id()));
    if (standing.isEmpty()) {
      return new SignIn.Refused();
    }
    Caller caller = standing.get().caller(ALL);
    Map<String, @Nullable Object> details = Map.of("address", remoteAddress);
    if (!matches) {
      audit.record(caller, "sign-in.refused", name, details);
      return new SignIn.Refused();
    }
    guard.succeeded(attempt, caller.userId(), remoteAddress, now);
    store.signedIn(caller.userId(), now);
    audit.record(caller, "sign-in", name, details);
    return new SignIn.Accepted(caller);
  }

  @Override
  public Optional<Caller> authenticate(String token) {
    return tokens.authenticate(token);
  }

  @Override
  public Optional<Caller> refresh(Caller caller) {
    Place place = new Place(caller.userId(), caller.workspaceId());
    Standing standing = standings.getIfPresent(place);
    if (standing == null) {
      standing = store.standing(place.userId(), place.workspaceId()).orElse(null);
      if (standing == null) {
        return Optional.empty();
      }
      standings.put(place, standing);
    }
    return Optional.of(standing)
        .filter(now -> now.sessionEpoch() == caller.sessionEpoch())
        .map(now -> now.caller(caller.scopes()));
  }

  @Override
  public Caller enter(Caller caller, UUID workspaceId) {
    return store
        .standing(caller.userId(), workspaceId)
        .map(standing -> standing.caller(caller.scopes()))
        .orElseThrow(
            () -> new NotFoundException("workspace of yours with the id", workspaceId.toString()));
  }

  @Override
  public List<WorkspaceView> workspaces(Caller caller) {
    return store.workspaces(caller.userId());
  }

  @Override
  public WorkspaceView createWorkspace(Caller caller, String name) {
    caller.require(Permission.ADMINISTER);
    String label = Names.label("name", name);
    if (store.workspaces(caller.userId()).stream()
        .anyMatch(mine -> mine.name().equalsIgnoreCase(label))) {
      throw new InvalidException(
          "name", "You have a workspace '%s' already; choose another name.".formatted(label));
    }
    WorkspaceView workspace = new WorkspaceView(Ids.next(), label, Role.ADMINISTRATOR);
    Instant now = Ids.now(clock);
    return store.atomically(() -> {
      store.addWorkspace(workspace.id(), label, now);
      store.addMembership(workspace.id(), caller.userId(), workspace.role(), now);
      audit.record(caller, "workspace.create", workspace.id().toString(), Map.of("name", label));
      return workspace;
    });
  }

  @Override
  public List<Member> members(Caller caller) {
    caller.require(Permission.VIEW);
    return store.members(caller.workspaceId());
  }

  @Override
  public Member addMember(
      Caller caller, String userName, String displayName, Role role, @Nullable String password) {
    return members.add(caller, userName, displayName, role, password);
  }

  @Override
  public Member changeRole(Caller caller, UUID userId, Role role) {
    Member member = members.changeRole(caller, userId, role);
    forget(userId);
    return member;
  }

  @Override
  public void removeMember(Caller caller, UUID userId) {
    members.remove(caller, userId);
    forget(userId);
  }

  @Override
  public Caller changePassword(Caller caller, String oldPassword, String newPassword) {
    Person person =
        store
            .person(caller.userId())
            .filter(found -> oldPassword.length() <= PasswordRule.MAX_LENGTH)
            .filter(found -> passwords.matches(oldPassword, found.passwordHash()))
            .orElseThrow(() ->
                new InvalidException(
                    "oldPassword", "This is not your password; nothing was changed."));
    PasswordRule.check("newPassword", person.userName(), newPassword);
    if (oldPassword.equals(newPassword)) {
      throw new InvalidException("newPassword", "This is your password already; choose another.");
    }
    String hash = passwords.hash(newPassword);
    store.atomically(() -> {
      store.changePassword(person.id(), hash);
      audit.record(caller, "password.change", person.userName(), Map.of());
      return person;
    });
    forget(person.id());
    return store
        .standing(caller.userId(), caller.workspaceId())
        .map(standing -> standing.caller(caller.scopes()))
        .orElseThrow(() -> new NotFoundException("membership of", person.userName()));
  }

  @Override
  public List<TokenView> tokens(Caller caller) {
    return store.tokens(caller.workspaceId(), caller.userId());
  }

  @Override
  public NewToken createToken(
      Caller caller, String name, Set<Permission> scopes, Duration lifetime) {
    return tokens.create(caller, name, scopes, lifetime);
  }

  @Override
  public void revokeToken(Caller caller, UUID tokenId) {
    tokens.revoke(caller, tokenId);
  }

  @Override
  public AuditPage audit(Caller caller, @Nullable Long before, int limit) {
    caller.require(Permission.ADMINISTER);
    if (limit < 1 || limit > MAX_PAGE) {
      throw new InvalidException(
          "limit", "The limit is %d; it must be 1 to %d.".formatted(limit, MAX_PAGE));
    }
    return audit.page(caller.workspaceId(), before, limit);
  }

  private void forget(UUID userId) {
    tokens.forget(userId);
    standings.asMap().keySet().removeIf(place -> place.userId().equals(userId));
  }
}
