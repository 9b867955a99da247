package io.aiops.studio.host.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.aiops.studio.host.identity.IdentityService.SignIn;
import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.identity.IdentityViews.NewToken;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTest {

  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";
  private static final String GOOD = "a long enough phrase";
  private static final Passwords PASSWORDS = new Passwords();

  private final TestClock clock = new TestClock();
  private final InMemoryIdentityStore store = new InMemoryIdentityStore();
  private final InMemoryAuditLog audit = new InMemoryAuditLog(clock);
  private final People people =
      new People(store, new InMemorySignInAttempts(), audit, PASSWORDS, clock);
  private final Bootstrap bootstrap = new Bootstrap(store, PASSWORDS, audit, clock);
  private final Bootstrap.FirstSignIn first = firstSignIn();
  private final Caller admin = accepted(people.signIn("Admin ", first.password(), HERE));

  private Bootstrap.FirstSignIn firstSignIn() {
    List<Bootstrap.FirstSignIn> handed = new ArrayList<>();
    assertThat(bootstrap.ensureAdministrator(handed::add)).isTrue();
    return handed.getFirst();
  }

  private static Caller accepted(SignIn signIn) {
    assertThat(signIn).isInstanceOf(SignIn.Accepted.class);
    return ((SignIn.Accepted) signIn).caller();
  }

  private Caller member(String name, Role role) {
    people.addMember(admin, name, name, role, GOOD);
    return accepted(people.signIn(name, GOOD, HERE));
  }

  @Test
  void the_first_start_makes_one_administrator() {
    assertThat(first.userName()).isEqualTo("admin");
    assertThat(first.password()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(first.toString()).doesNotContain(first.password());
    assertThat(bootstrap.ensureAdministrator(again -> fail("handed over twice"))).isFalse();
    assertThat(admin.role()).isEqualTo(Role.ADMINISTRATOR);
    assertThat(people.workspaces(admin)).extracting(WorkspaceView::name).containsExactly("default");
  }

  @Test
  void the_command_line_token_is_made_anew_at_each_start() {
    String old = bootstrap.commandLineToken("node1");
    String other = bootstrap.commandLineToken("node2");
    String now = bootstrap.commandLineToken("node1");
    assertThat(people.authenticate(old)).isEmpty();
    assertThat(people.authenticate(other)).isPresent();
    assertThat(people.authenticate(now).orElseThrow().may(Permission.ADMINISTER)).isTrue();
  }

  @Test
  void a_wrong_password_and_an_unknown_name_are_refused_alike() {
    assertThat(people.signIn("admin", "wrong", HERE)).isEqualTo(new SignIn.Refused());
    assertThat(people.signIn("nobody", "wrong", HERE)).isEqualTo(new SignIn.Refused());
    assertThat(people.signIn("admin", "x".repeat(10_000), HERE)).isEqualTo(new SignIn.Refused());
  }

  @Test
  void five_failures_lock_a_name_even_for_the_right_password() {
    member("ada", Role.VIEWER);
    for (int i = 0; i < 5; i++) {
      assertThat(people.signIn("ada", "wrong", ELSEWHERE)).isInstanceOf(SignIn.Refused.class);
    }
    assertThat(people.signIn("ada", GOOD, ELSEWHERE))
        .isEqualTo(new SignIn.Locked(Duration.ofMinutes(1)));
    clock.advance(Duration.ofMinutes(1));
    accepted(people.signIn("ada", GOOD, ELSEWHERE));
  }

  @Test
  void strangers_do_not_lock_a_person_out_where_they_signed_in_before() {
    for (int i = 0; i < 6; i++) {
      people.signIn("admin", "wrong", ELSEWHERE);
    }
    assertThat(people.signIn("admin", first.password(), "203.0.113.9"))
        .isInstanceOf(SignIn.Locked.class);
    accepted(people.signIn("admin", first.password(), HERE));
  }

  @Test
  void an_address_that_tries_many_names_is_locked() {
    for (int i = 0; i < SignInGuard.PER_ADDRESS; i++) {
      people.signIn("name" + i, "wrong", ELSEWHERE);
    }
    assertThat(people.signIn("another", "wrong", ELSEWHERE)).isInstanceOf(SignIn.Locked.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"short", "ada ada ada ada", "password1234", "aaaaaaaaaaaaaaaa", "Password1234"})
  void a_weak_password_is_refused(String password) {
    assertThatThrownBy(() -> people.addMember(admin, "ada", "Ada", Role.VIEWER, password))
        .isInstanceOf(InvalidException.class)
        .hasMessageStartingWith("password: ");
    assertThat(store.person("ada")).isEmpty();
  }

  @Test
  void changing_the_password_ends_the_other_sessions() {
    Caller here = member("ada", Role.BUILDER);
    Caller there = accepted(people.signIn("ada", GOOD, ELSEWHERE));
    assertThat(people.refresh(there)).contains(there);
    assertThatThrownBy(() -> people.changePassword(here, "wrong", "another long phrase"))
        .isInstanceOf(InvalidException.class)
        .hasMessageStartingWith("oldPassword: ");
    Caller next = people.changePassword(here, GOOD, "another long phrase");
    assertThat(people.refresh(there)).isEmpty();
    assertThat(people.refresh(next)).contains(next);
    assertThat(people.signIn("ada", GOOD, HERE)).isInstanceOf(SignIn.Refused.class);
    accepted(people.signIn("ada", "another long phrase", HERE));
  }

  @Test
  void a_changed_role_holds_from_the_next_request() {
    Caller ada = member("ada", Role.BUILDER);
    NewToken token = people.createToken(ada, "ci", Set.of(Permission.BUILD), Duration.ofDays(1));
    assertThat(people.authenticate(token.secret()).orElseThrow().may(Permission.BUILD)).isTrue();
    assertThat(people.refresh(ada)).contains(ada);
    people.changeRole(admin, ada.userId(), Role.VIEWER);
    assertThat(people.refresh(ada).orElseThrow().may(Permission.BUILD)).isFalse();
    assertThat(people.authenticate(token.secret()).orElseThrow().may(Permission.BUILD)).isFalse();
    people.removeMember(admin, ada.userId());
    assertThat(people.refresh(ada)).isEmpty();
    assertThat(people.authenticate(token.secret())).isEmpty();
    assertThat(people.signIn("ada", GOOD, HERE)).isInstanceOf(SignIn.Refused.class);
  }

  @Test
  void the_last_administrator_stays() {
    assertThatThrownBy(() -> people.changeRole(admin, admin.userId(), Role.VIEWER))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> people.removeMember(admin, admin.userId()))
        .isInstanceOf(ConflictException.class);
    Caller second = member("second", Role.ADMINISTRATOR);
    people.removeMember(admin, admin.userId());
    assertThat(people.members(second)).extracting(Member::userName).containsExactly("second");
  }

  @Test
  void somebody_who_exists_is_added_without_a_password() {
    member("ada", Role.VIEWER);
    WorkspaceView lab = people.createWorkspace(admin, "Lab");
    Caller inLab = people.enter(admin, lab.id());
    assertThatThrownBy(() -> people.addMember(inLab, "ada", "", Role.VIEWER, GOOD))
        .isInstanceOf(InvalidException.class);
    people.addMember(inLab, "ada", "", Role.OPERATOR, null);
    assertThat(people.members(inLab)).extracting(Member::userName).containsExactly("ada", "admin");
    assertThatThrownBy(() -> people.addMember(inLab, "ada", "", Role.OPERATOR, null))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> people.addMember(inLab, "new", "", Role.OPERATOR, null))
        .isInstanceOf(InvalidException.class);
  }

  @Test
  void nobody_enters_a_workspace_they_do_not_belong_to() {
    Caller ada = member("ada", Role.ADMINISTRATOR);
    WorkspaceView lab = people.createWorkspace(admin, "Lab");
    assertThatThrownBy(() -> people.enter(ada, lab.id())).isInstanceOf(NotFoundException.class);
    Caller inLab = people.enter(admin, lab.id());
    assertThatThrownBy(() -> people.removeMember(inLab, ada.userId()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> people.changeRole(inLab, ada.userId(), Role.VIEWER))
        .isInstanceOf(NotFoundException.class);
    assertThat(people.audit(inLab, null, 100).items()).isEmpty();
  }

  @Test
  void a_token_never_has_more_rights_than_its_maker() {
    Caller ada = member("ada", Role.OPERATOR);
    assertThatThrownBy(
            () -> people.createToken(ada, "x", Set.of(Permission.BUILD), Duration.ofDays(1)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("BUILD");
    NewToken viewing = people.createToken(ada, "x", Set.of(Permission.VIEW), Duration.ofDays(1));
    Caller viewer = people.authenticate(viewing.secret()).orElseThrow();
    assertThatThrownBy(
            () -> people.createToken(viewer, "y", Set.of(Permission.RUN), Duration.ofDays(1)))
        .isInstanceOf(InvalidException.class);
  }

  @Test
  void a_token_ends_when_its_time_is_over_or_it_is_revoked() {
    assertThatThrownBy(
            () -> people.createToken(admin, "x", Set.of(Permission.VIEW), Duration.ofDays(367)))
        .isInstanceOf(InvalidException.class);
    NewToken token = people.createToken(admin, "x", Set.of(Permission.VIEW), Duration.ofDays(1));
    assertThat(token.secret()).matches("ast_[A-Za-z0-9_-]{43}");
    assertThat(people.authenticate(token.secret())).isPresent();
    people.revokeToken(admin, token.token().id());
    assertThat(people.authenticate(token.secret())).isEmpty();
    NewToken second = people.createToken(admin, "x", Set.of(Permission.VIEW), Duration.ofDays(1));
    assertThat(people.authenticate(second.secret())).isPresent();
    clock.advance(Duration.ofDays(1));
    assertThat(people.authenticate(second.secret())).isEmpty();
    assertThat(people.authenticate("ast_nonsense")).isEmpty();
  }

  @Test
  void only_its_owner_or_an_administrator_revokes_a_token() {
    Caller ada = member("ada", Role.BUILDER);
    Caller bob = member("bob", Role.BUILDER);
    UUID token =
        people.createToken(ada, "x", Set.of(Permission.VIEW), Duration.ofDays(1)).token().id();
    assertThatThrownBy(() -> people.revokeToken(bob, token)).isInstanceOf(NotFoundException.class);
    people.revokeToken(admin, token);
    assertThat(people.tokens(ada)).isEmpty();
  }

  @Test
  void only_an_administrator_changes_people_and_reads_the_audit_record() {
    Caller ada = member("ada", Role.BUILDER);
    assertThatThrownBy(() -> people.addMember(ada, "eve", "", Role.VIEWER, GOOD))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> people.changeRole(ada, ada.userId(), Role.ADMINISTRATOR))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> people.removeMember(ada, admin.userId()))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> people.createWorkspace(ada, "mine"))
        .isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> people.audit(ada, null, 10)).isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void what_people_do_is_in_the_audit_record_without_secrets() {
    Caller ada = member("ada", Role.BUILDER);
    NewToken token = people.createToken(ada, "ci", Set.of(Permission.VIEW), Duration.ofDays(1));
    people.signIn("ada", "wrong", HERE);
    assertThat(people.audit(admin, null, 3).items())
        .extracting(AuditEntry::action)
        .containsExactly("sign-in.refused", "token.create", "sign-in");
    assertThat(people.audit(admin, null, 100).items().toString())
        .contains("studio.first-start", "member.add")
        .doesNotContain(GOOD, first.password(), token.secret());
  }
}
