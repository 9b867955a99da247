package io.aiops.studio.host.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.problem.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who consented to what, and what of that holds. */
class GrantsTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);
  private static final String JAR = "00ff";

  private final List<String> audit = new ArrayList<>();
  private final Grants grants =
      new Grants(
          new InMemoryGrantStore(),
          (caller, action, subject, details) -> audit.add(action + " " + subject + " " + details),
          new TestClock());

  private void require(String version, String sha256, String wants, @Nullable String token) {
    grants
        .asks("acme.a", version, sha256, Wants.read(wants))
        .filter(consent -> !consent.token().equals(token))
        .ifPresent(consent -> {
          throw new ConsentNeededException(consent);
        });
  }

  private void grant(Wants wants) {
    grants.granted(ADMIN, "acme.a", grants.give("acme.a", wants, "ada"));
  }

  private Consent asked(String version, String sha256, String wants) {
    return catchThrowableOfType(
            ConsentNeededException.class, () -> require(version, sha256, wants, null))
        .consent();
  }

  @Test
  void who_wants_nothing_is_let_in() {
    assertThatCode(() -> require("1.0.0", JAR, "", null)).doesNotThrowAnyException();
  }

  @Test
  void consent_is_asked_for_what_is_not_granted_and_the_answer_is_for_just_that() {
    Consent consent = asked("1.0.0", JAR, "model:*, file:read");
    assertThat(consent.added()).containsExactly("file:read", "model:*");
    assertThatCode(() -> require("1.0.0", JAR, "model:*, file:read", consent.token()))
        .doesNotThrowAnyException();
    for (String[] other :
        new String[][] {
          {"1.0.1", JAR, "model:*, file:read"},
          {"1.0.0", "11ff", "model:*, file:read"},
          {"1.0.0", JAR, "model:*, file:read, file:write"}
        }) {
      assertThatThrownBy(() -> require(other[0], other[1], other[2], consent.token()))
          .isInstanceOf(ConsentNeededException.class);
    }
    assertThat(grants.list(ADMIN, "acme.a")).as("asking grants nothing").isEmpty();
  }

  @Test
  void what_is_lent_holds_before_it_is_written_and_no_longer_than_that() {
    Wants wants = Wants.read("file:read, model:*");
    Rights rights = grants.rights("acme.a", "1.0.0", wants);
    Grants.Lent lent = grants.lend(Map.of("acme.a", wants));
    assertThat(rights.allows(Want.Kind.FILE, want -> true)).isTrue();
    assertThat(grants.list(ADMIN, "acme.a")).isEmpty();
    lent.close();
    assertThat(rights.allows(Want.Kind.FILE, want -> true)).isFalse();
    Grants.Lent again = grants.lend(Map.of("acme.a", wants));
    grants.give("acme.a", Wants.read("model:*"), "ada");
    again.close();
    assertThat(rights.allows(Want.Kind.MODEL, want -> true)).isTrue();
    assertThat(rights.allows(Want.Kind.FILE, want -> true)).isFalse();
  }

  @Test
  void an_upgrade_that_wants_more_is_asked_about_with_the_difference() {
    grant(Wants.read("model:*, file:read"));
    Consent consent = asked("2.0.0", JAR, "file:read, host:a.com");
    assertThat(consent.added()).containsExactly("host:a.com:443");
    assertThat(consent.unused()).containsExactly("model:*");
    assertThat(consent.wants()).containsExactly("file:read", "host:a.com:443");
    assertThatCode(() -> require("2.0.0", JAR, "file:read", null))
        .as("one that wants less is not")
        .doesNotThrowAnyException();
  }

  @Test
  void a_consent_does_not_hold_once_something_was_taken_back_meanwhile() {
    grant(Wants.read("model:*"));
    Consent consent = asked("2.0.0", JAR, "model:*, file:read");
    grants.take(ADMIN, "acme.a", "model:*");
    assertThatThrownBy(() -> require("2.0.0", JAR, "model:*, file:read", consent.token()))
        .isInstanceOf(ConsentNeededException.class)
        .hasMessageContaining("file:read, model:*");
  }

  @Test
  void grants_and_what_is_taken_back_are_in_the_audit_record() {
    grant(Wants.read("model:*"));
    grant(Wants.read("model:*"));
    grants.take(ADMIN, "acme.a", "model:*");
    assertThat(audit)
        .containsExactly(
            "plugin.grant acme.a {granted=[model:*]}",
            "plugin.grant.take acme.a {permission=model:*}");
    assertThatThrownBy(() -> grants.take(ADMIN, "acme.a", "model:*"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void what_is_taken_back_is_gone_for_what_runs_already() {
    grant(Wants.read("model:*"));
    Rights rights = grants.rights("acme.a", "1.0.0", Wants.read("model:*"));
    assertThat(rights.allows(Want.Kind.MODEL, want -> true)).isTrue();
    grants.take(ADMIN, "acme.a", "model:*");
    assertThat(rights.allows(Want.Kind.MODEL, want -> true)).isFalse();
  }

  @Test
  void only_administrators_take_back() {
    Caller builder = Somebody.with(Role.BUILDER);
    assertThatThrownBy(() -> grants.take(builder, "acme.a", "model:*"))
        .isInstanceOf(AccessDeniedException.class);
  }
}
