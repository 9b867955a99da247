package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.RevocationList.Revoked;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was taken back, by its name, its bytes or its key, and whose word a key is. */
class GateRevocationTest {

  private final TestGate test = new TestGate();
  private final Gate gate = test.gate(true);

  @Test
  void what_is_revoked_is_not_let_in_and_what_was_let_in_must_not_serve_any_more() {
    byte[] jar = TestGate.jar("acme.greeter", "");
    byte[] file = TestGate.signed(jar);
    gate.admit("greeter.studio", file);
    String sha256 = Sha256.of(jar);
    assertThat(gate.revoked("acme.greeter", "1.2.0", sha256)).isEmpty();
    List<Revoked> ways =
        List.of(
            new Revoked("acme.greeter", "1.2.0", null, null, "leaks"),
            new Revoked(null, null, sha256, null, "leaks"),
            new Revoked(null, null, null, KnownPublishers.id(Draft.ACME), "leaks"));
    for (int i = 0; i < ways.size(); i++) {
      test.revoke(i + 1, ways.get(i));
      assertThat(gate.revoked("acme.greeter", "1.2.0", sha256))
          .contains("acme.greeter 1.2.0 was revoked: leaks.");
      assertThatThrownBy(() -> gate.admit("greeter.studio", file))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("was revoked: leaks. Nothing was changed.");
    }
    test.revoke(9, new Revoked("acme.greeter", "1.2.1", null, null, "leaks"));
    assertThat(gate.revoked("acme.greeter", "1.2.0", sha256)).isEmpty();
  }

  @Test
  void what_a_key_signed_that_an_administrator_revokes_must_not_serve_any_more() {
    byte[] jar = TestGate.jar("acme.greeter", "");
    gate.admit("greeter.studio", TestGate.signed(jar));
    test.keys.revoke(KnownPublishers.id(Draft.ACME), "lost", test.clock.instant());
    assertThat(gate.revoked("acme.greeter", "1.2.0", Sha256.of(jar)))
        .contains("acme.greeter 1.2.0 is signed with a key that was revoked: lost.");
  }

  @Test
  void what_a_stranger_signed_is_let_in_as_unsigned_unless_the_studio_refuses_it_or_shipped_it() {
    byte[] jar = TestGate.jar("free.greeter", "");
    byte[] file = Draft.of("free.greeter", "1.2.0").holding(jar).sign(Draft.STRANGER).bytes();
    assertThatThrownBy(() -> test.gate(false).admit("greeter.studio", file))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("no known publisher's namespace")
        .hasMessageContaining("STUDIO_UNSIGNED=refuse")
        .hasMessageContaining("Enter the publisher and its key first")
        .hasMessageContaining("POST /api/v1/publishers");
    assertThatThrownBy(() -> gate.admitShipped("greeter.studio", file))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("what came with the studio is taken of known publishers only");
    assertThat(test.store.judgement(Sha256.of(jar))).isEmpty();
    assertThat(gate.admitShipped("greeter.jar", jar)).isEqualTo(jar);
    assertThat(gate.admit("greeter.studio", file)).isEqualTo(jar);
    assertThat(gate.found(Sha256.of(jar))).contains("signed by somebody unknown here");
    test.revoke(1, new Revoked(null, null, null, KnownPublishers.id(Draft.STRANGER), "leaks"));
    assertThat(gate.revoked("free.greeter", "1.2.0", Sha256.of(jar))).isPresent();
    assertThatThrownBy(() -> gate.admit("greeter.studio", file))
        .hasMessageContaining("was revoked: leaks. Nothing was changed.");
  }

  @Test
  void what_a_stranger_signed_is_theirs_once_they_are_entered() {
    byte[] jar = TestGate.jar("free.greeter", "");
    byte[] file = Draft.of("free.greeter", "1.2.0").holding(jar).sign(Draft.STRANGER).bytes();
    gate.admit("greeter.studio", file);
    test.keys.add(new Publisher("free", "Free", test.clock.instant(), "ada", List.of()));
    assertThatThrownBy(() -> gate.admit("greeter.studio", file))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("which is none of 'Free'");
    test.known.key("free", Draft.STRANGER, null);
    gate.admit("greeter.studio", file);
    assertThat(gate.found(Sha256.of(jar))).isEqualTo("It is signed by Free.");
  }

  private static byte[] signedByStranger(byte[] jar) {
    return Draft.of("free.greeter", "1.2.0").holding(jar).sign(Draft.STRANGER).bytes();
  }

  private void revokeStranger() {
    test.revoke(1, new Revoked(null, null, null, KnownPublishers.id(Draft.STRANGER), "leaks"));
  }

  @Test
  void a_revocation_of_a_key_is_not_taken_off_with_the_signature() {
    byte[] jar = TestGate.jar("free.greeter", "");
    gate.admit("greeter.studio", signedByStranger(jar));
    gate.admit("greeter.jar", jar);
    revokeStranger();
    assertThat(gate.revoked("free.greeter", "1.2.0", Sha256.of(jar)))
        .contains("free.greeter 1.2.0 was revoked: leaks.");
    assertThatThrownBy(() -> gate.admit("greeter.jar", jar))
        .hasMessageContaining("was revoked: leaks. Nothing was changed.");
    assertThat(gate.objections("greeter.jar", jar)).hasSize(1);
  }

  @Test
  void nor_by_another_strangers_signature() {
    byte[] jar = TestGate.jar("free.greeter", "");
    gate.admit("greeter.studio", signedByStranger(jar));
    gate.admit(
        "greeter.studio",
        Draft.of("free.greeter", "1.2.0").holding(jar).sign(Draft.keys()).bytes());
    revokeStranger();
    assertThat(gate.revoked("free.greeter", "1.2.0", Sha256.of(jar))).isPresent();
  }

  @Test
  void what_its_owner_signs_anew_with_a_good_key_counts_by_that() {
    byte[] jar = TestGate.jar("free.greeter", "");
    gate.admit("greeter.studio", signedByStranger(jar));
    revokeStranger();
    test.keys.add(new Publisher("free", "Free", test.clock.instant(), "ada", List.of()));
    test.known.key("free", Draft.OTHER, null);
    gate.admit(
        "greeter.studio", Draft.of("free.greeter", "1.2.0").holding(jar).sign(Draft.OTHER).bytes());
    assertThat(gate.revoked("free.greeter", "1.2.0", Sha256.of(jar))).isEmpty();
  }
}
