package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.plugin.TestJars;
import io.aiops.studio.host.trust.RevocationList.Revoked;
import java.util.List;

/** A gate that knows {@link KnownPublishers}, with what it keeps in memory. */
final class TestGate {

  final KnownPublishers known = new KnownPublishers();
  final TestClock clock = known.clock;
  final InMemoryTrustStore keys = known.store;
  final InMemoryJudgementStore store = new InMemoryJudgementStore();
  final Revocations revocations =
      new Revocations(
          store, keys, Draft.text(Draft.OTHER), (caller, action, subject, details) -> {}, clock);

  Gate gate(boolean unsignedToo) {
    return gate(unsignedToo, new CodeLooks(BytecodeCheck::of));
  }

  Gate gate(boolean unsignedToo, CodeLooks looks) {
    return new Gate(
        new Verifier(keys, "1.0.0", clock), store, revocations, unsignedToo, clock, looks);
  }

  void revoke(long serial, Revoked revoked) {
    RevocationList list = new RevocationList(serial, clock.instant(), List.of(revoked));
    assertThat(
            revocations.take(
                Draft.envelope(RevocationList.TYPE, list.write(), Draft.OTHER).write()))
        .isTrue();
  }

  static byte[] jar(String name, String body) {
    return TestJars.bundle(name, "1.2.0")
        .header("Bundle-License", "Apache-2.0")
        .component(
            "Says",
            "Agent",
            "says",
            "public AgentResult run(AgentTask task, AgentContext context) throws Exception {"
                + body
                + " return new AgentResult.Completed(\"hi\"); }")
        .build();
  }

  static byte[] signed(byte[] jar) {
    return Draft.good().holding(jar).sign().bytes();
  }
}
