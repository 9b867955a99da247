package io.aiops.studio.host.identity;

import io.aiops.studio.host.identity.IdentityViews.TokenView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What a studio needs before anybody can sign in: a workspace and an administrator, made once; and
 * a token for the command line on this machine, made anew at each start.
 */
public final class Bootstrap {

  /** The administrator's first sign-in; the only time the password is seen. */
  public record FirstSignIn(String userName, String password) {
    @Override
    public String toString() {
      return "FirstSignIn[" + userName + ", password withheld]";
    }
  }

  private static final String ADMINISTRATOR = "admin";
  private static final String WORKSPACE = "default";
  private static final Duration TOKEN_LIFETIME = Duration.ofDays(366);

  private final IdentityStore store;
  private final Passwords passwords;
  private final Audit audit;
  private final Clock clock;

  public Bootstrap(IdentityStore store, Passwords passwords, Audit audit, Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Creates the workspace {@code default} and the user {@code admin} if there is nobody yet.
   *
   * @param handOver gets the sign-in before anything is kept: a crash in between must not leave an
   *     administrator whose password nobody knows
   * @return whether it did; false if there are people
   */
  public boolean ensureAdministrator(Consumer<FirstSignIn> handOver) {
    if (store.hasPeople()) {
      return false;
    }
    String password = passwords.generate();
    String hash = passwords.hash(password);
    return store.atomically(() -> {
      store.awaitTurnToStart();
      if (store.hasPeople()) {
        return false;
      }
      Instant now = Ids.now(clock);
      UUID workspace = Ids.next();
      UUID person = Ids.next();
      store.addWorkspace(workspace, WORKSPACE, now);
      store.addPerson(new Person(person, ADMINISTRATOR, "Administrator", hash, true, 0, now, null));
      store.addMembership(workspace, person, Role.ADMINISTRATOR, now);
      audit.record(administrator().caller(Set.of()), "studio.first-start", ADMINISTRATOR, Map.of());
      handOver.accept(new FirstSignIn(ADMINISTRATOR, password));
      return true;
    });
  }

  /**
   * A token for {@code ./studio} on this machine, with an administrator's rights; the one of the
   * start before is gone.
   *
   * @param node names this machine among those that share the database
   */
  public String commandLineToken(String node) {
    Caller administrator = administrator().caller(Set.of(Permission.values()));
    String name = "Command line on " + node;
    String label = name.length() > 100 ? name.substring(0, 100) : name;
    store.tokens(administrator.workspaceId(), administrator.userId()).stream()
        .filter(token -> token.name().equals(label))
        .map(TokenView::id)
        .forEach(old -> store.removeToken(administrator.workspaceId(), old));
    return new Tokens(store, audit, clock)
        .create(administrator, label, administrator.scopes(), TOKEN_LIFETIME)
        .secret();
  }

  private Standing administrator() {
    return store
        .firstAdministrator()
        .orElseThrow(() ->
            new IllegalStateException(
                "No workspace has an enabled administrator: the database was changed by hand."));
  }
}
