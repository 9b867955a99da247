package io.aiops.studio.ui.fake;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.IdentityViews.AuditPage;
import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.identity.IdentityViews.NewToken;
import io.aiops.studio.host.identity.IdentityViews.TokenView;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person, whose role a test can change at any time. */
public final class FakeIdentity implements IdentityService {

  public static final UUID USER = new UUID(0, 1);
  public static final UUID WORKSPACE = new UUID(0, 2);
  public static final String PASSWORD = "right password";

  /** Null once they are disabled. */
  public @Nullable Role role = Role.ADMINISTRATOR;

  public final List<Member> members = new ArrayList<>();
  public final List<TokenView> tokens = new ArrayList<>();

  public static Caller caller(Role role) {
    return new Caller(USER, "ada", WORKSPACE, role, Set.of(Permission.values()), true);
  }

  @Override
  public SignIn signIn(String userName, String password, String remoteAddress) {
    if (userName.equals("locked")) {
      return new SignIn.Locked(Duration.ofSeconds(29));
    }
    Role now = role;
    return password.equals(PASSWORD) && now != null
        ? new SignIn.Accepted(caller(now))
        : new SignIn.Refused();
  }

  @Override
  public Optional<Caller> authenticate(String token) {
    return Optional.empty();
  }

  @Override
  public Optional<Caller> refresh(Caller caller) {
    return Optional.ofNullable(role).map(FakeIdentity::caller);
  }

  @Override
  public Caller enter(Caller caller, UUID workspaceId) {
    return caller;
  }

  @Override
  public List<WorkspaceView> workspaces(Caller caller) {
    return List.of(new WorkspaceView(WORKSPACE, "Main", caller.role()));
  }

  @Override
  public WorkspaceView createWorkspace(Caller caller, String name) {
    return new WorkspaceView(UUID.randomUUID(), name, Role.ADMINISTRATOR);
  }

  @Override
  public List<Member> members(Caller caller) {
    return List.copyOf(members);
  }

  @Override
  public Member addMember(
      Caller caller, String userName, String displayName, Role role, @Nullable String password) {
    if (members.stream().anyMatch(member -> member.userName().equals(userName))) {
      throw new ConflictException(userName + " is a member already.");
    }
    Member member =
        new Member(UUID.randomUUID(), userName, displayName, role, true, Instant.now(), null);
    members.add(member);
    return member;
  }

  @Override
  public Member changeRole(Caller caller, UUID userId, Role role) {
    throw new ConflictException("The last administrator cannot lose the role.");
  }

  @Override
  public void removeMember(Caller caller, UUID userId) {
    members.removeIf(member -> member.userId().equals(userId));
  }

  @Override
  public Caller changePassword(Caller caller, String oldPassword, String newPassword) {
    return caller;
  }

  @Override
  public List<TokenView> tokens(Caller caller) {
    return List.copyOf(tokens);
  }

  @Override
  public NewToken createToken(
      Caller caller, String name, Set<Permission> scopes, Duration lifetime) {
    TokenView token =
        new TokenView(
            UUID.randomUUID(), name, scopes, Instant.now(), Instant.now().plus(lifetime), null);
    tokens.add(token);
    return new NewToken(token, "secret-of-" + name);
  }

  @Override
  public void revokeToken(Caller caller, UUID tokenId) {
    tokens.removeIf(token -> token.id().equals(tokenId));
  }

  /** 250 entries, newest first. */
  @Override
  public AuditPage audit(Caller caller, @Nullable Long before, int limit) {
    long from = before == null ? 250 : before - 1;
    List<AuditEntry> items = new ArrayList<>();
    for (long id = from; id > Math.max(0, from - limit); id--) {
      items.add(
          new AuditEntry(id, Instant.now(), "ada", "workflow.save", "w" + id, java.util.Map.of()));
    }
    return new AuditPage(items, from > limit ? from - limit + 1 : null);
  }
}
