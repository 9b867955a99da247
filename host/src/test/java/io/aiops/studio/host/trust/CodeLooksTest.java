package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.RevocationList.Revoked;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often code is looked through, and that it is the same however the jar is read. */
class CodeLooksTest {

  private final TestGate test = new TestGate();
  private final Gate gate = test.gate(true);

  @Test
  void the_same_bytes_are_looked_through_once_and_keys_and_revocations_asked_each_time() {
    AtomicInteger looks = new AtomicInteger();
    Gate counting = counting(looks);
    byte[] file = TestGate.signed(TestGate.jar("acme.greeter", ""));
    counting.admit("greeter.studio", file);
    counting.admit("greeter.studio", file);
    assertThat(looks).hasValue(1);
    test.revoke(1, new Revoked("acme.greeter", "1.2.0", null, null, "leaks"));
    assertThatThrownBy(() -> counting.admit("greeter.studio", file))
        .hasMessageContaining("was revoked: leaks.");
    test.keys.revoke(KnownPublishers.id(Draft.ACME), "lost", test.clock.instant());
    assertThatThrownBy(() -> counting.admit("greeter.studio", file))
        .hasMessageContaining("a key that was revoked");
  }

  @Test
  void what_was_refused_is_looked_through_again() {
    AtomicInteger looks = new AtomicInteger();
    Gate counting = counting(looks);
    byte[] file =
        TestGate.signed(
            TestGate.jar("acme.greeter", "Class.forName(\"io.aiops.studio.host.Studio\");"));
    for (int i = 1; i <= 2; i++) {
      assertThatThrownBy(() -> counting.admit("greeter.studio", file))
          .isInstanceOf(InvalidException.class);
      assertThat(looks).hasValue(i);
    }
  }

  @Test
  void a_jar_that_has_another_name_from_its_front_is_not_let_in() {
    byte[] front = TestGate.jar("acme.greeter", "");
    byte[] directory = TestGate.jar("nobody.greeter", "");
    byte[] twoFaced = new byte[front.length + directory.length];
    System.arraycopy(front, 0, twoFaced, 0, front.length);
    System.arraycopy(directory, 0, twoFaced, front.length, directory.length);
    assertThatThrownBy(() -> gate.admit("greeter.jar", twoFaced))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("another jar from its front than by its directory");
    assertThat(test.store.judgement(Sha256.of(twoFaced))).isEmpty();
  }

  private Gate counting(AtomicInteger looks) {
    return test.gate(
        true,
        new CodeLooks(file -> {
          looks.incrementAndGet();
          return BytecodeCheck.of(file);
        }));
  }
}
