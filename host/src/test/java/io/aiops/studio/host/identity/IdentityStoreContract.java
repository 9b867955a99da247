package io.aiops.studio.host.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.identity.IdentityViews.TokenView;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every identity store must do. */
public abstract class IdentityStoreContract {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final UUID workspace = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  /** An empty one. */
  protected abstract IdentityStore store();

  /** With two workspaces and one builder in the first, an administrator in the second. */
  private Person prepared(IdentityStore store) {
    Person person = person("ada", true);
    store.addWorkspace(workspace, "first", T0);
    store.addWorkspace(other, "second", T0.plusSeconds(1));
    store.addPerson(person);
    store.addMembership(workspace, person.id(), Role.BUILDER, T0);
    store.addMembership(other, person.id(), Role.ADMINISTRATOR, T0.plusSeconds(1));
    return person;
  }

  private static Person person(String name, boolean enabled) {
    return new Person(UUID.randomUUID(), name, "The " + name, "hash", enabled, 0, T0, null);
  }

  private static StoredToken token(UUID workspace, UUID user, String hash) {
    return new StoredToken(
        user,
        workspace,
        hash,
        new TokenView(
            UUID.randomUUID(),
            "ci",
            Set.of(Permission.VIEW, Permission.RUN),
            T0,
            T0.plusSeconds(3600),
            null));
  }

  @Test
  void finds_a_person_by_name_and_by_id() {
    IdentityStore store = store();
    assertThat(store.hasPeople()).isFalse();
    Person person = prepared(store);
    assertThat(store.hasPeople()).isTrue();
    assertThat(store.person("ada")).contains(person);
    assertThat(store.person(person.id())).contains(person);
    assertThat(store.person("bob")).isEmpty();
  }

  @Test
  void lists_the_workspaces_of_a_person_in_the_order_they_joined() {
    IdentityStore store = store();
    Person person = prepared(store);
    assertThat(store.workspaces(person.id()))
        .containsExactly(
            new WorkspaceView(workspace, "first", Role.BUILDER),
            new WorkspaceView(other, "second", Role.ADMINISTRATOR));
  }

  @Test
  void lists_the_members_of_one_workspace_only() {
    IdentityStore store = store();
    Person ada = prepared(store);
    Person bob = person("bob", true);
    store.addPerson(bob);
    store.addMembership(other, bob.id(), Role.VIEWER, T0);
    assertThat(store.members(workspace)).extracting(Member::userName).containsExactly("ada");
    assertThat(store.members(other)).extracting(Member::userName).containsExactly("ada", "bob");
    store.changeRole(other, bob.id(), Role.OPERATOR);
    assertThat(store.members(other)).extracting(Member::role).contains(Role.OPERATOR);
    store.removeMembership(other, ada.id());
    assertThat(store.members(other)).extracting(Member::userName).containsExactly("bob");
    assertThat(store.members(workspace)).hasSize(1);
  }

  @Test
  void a_password_change_counts_the_epoch_up() {
    IdentityStore store = store();
    Person person = prepared(store);
    store.changePassword(person.id(), "another");
    assertThat(store.person("ada").orElseThrow())
        .returns("another", Person::passwordHash)
        .returns(1, Person::sessionEpoch);
    assertThat(store.standing(person.id(), workspace).orElseThrow().sessionEpoch()).isEqualTo(1);
  }

  @Test
  void remembers_the_last_sign_in() {
    IdentityStore store = store();
    Person person = prepared(store);
    store.signedIn(person.id(), T0.plusSeconds(5));
    assertThat(store.members(workspace).getFirst().lastSignIn()).isEqualTo(T0.plusSeconds(5));
  }

  @Test
  void only_enabled_members_have_a_standing() {
    IdentityStore store = store();
    Person ada = prepared(store);
    Person gone = person("gone", false);
    store.addPerson(gone);
    store.addMembership(workspace, gone.id(), Role.ADMINISTRATOR, T0);
    assertThat(store.standing(ada.id(), workspace))
        .contains(new Standing(ada.id(), "ada", workspace, Role.BUILDER, 0, true));
    assertThat(store.standing(gone.id(), workspace)).isEmpty();
    assertThat(store.standing(ada.id(), UUID.randomUUID())).isEmpty();
    assertThat(store.firstAdministrator().orElseThrow())
        .returns(other, Standing::workspaceId)
        .returns(false, Standing::first);
  }

  @Test
  void finds_a_token_by_hash_and_within_its_workspace() {
    IdentityStore store = store();
    Person ada = prepared(store);
    StoredToken token = token(workspace, ada.id(), "aa");
    store.addToken(token);
    UUID id = token.view().id();
    assertThat(store.token("aa")).contains(token);
    assertThat(store.token("bb")).isEmpty();
    assertThat(store.token(workspace, id)).contains(token);
    assertThat(store.token(other, id)).isEmpty();
    assertThat(store.tokens(workspace, ada.id())).containsExactly(token.view());
    assertThat(store.tokens(other, ada.id())).isEmpty();
    store.removeToken(other, id);
    assertThat(store.token("aa")).isPresent();
    store.removeToken(workspace, id);
    assertThat(store.token("aa")).isEmpty();
  }

  @Test
  void notes_the_use_of_a_token_at_most_once_a_minute() {
    IdentityStore store = store();
    Person ada = prepared(store);
    StoredToken token = token(workspace, ada.id(), "aa");
    store.addToken(token);
    UUID id = token.view().id();
    store.tokenUsed(id, T0);
    store.tokenUsed(id, T0.plusSeconds(59));
    assertThat(store.token("aa").orElseThrow().view().lastUsedAt()).isEqualTo(T0);
    store.tokenUsed(id, T0.plusSeconds(60));
    assertThat(store.token("aa").orElseThrow().view().lastUsedAt()).isEqualTo(T0.plusSeconds(60));
  }

  @Test
  void tokens_go_with_the_membership() {
    IdentityStore store = store();
    Person ada = prepared(store);
    store.addToken(token(workspace, ada.id(), "aa"));
    store.addToken(token(other, ada.id(), "bb"));
    store.removeMembership(workspace, ada.id());
    assertThat(store.token("aa")).isEmpty();
    assertThat(store.token("bb")).isPresent();
  }
}
