package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.plugin.TestJars;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.RevocationList.Revoked;
import io.aiops.studio.host.trust.SignatureAttacks.Attack;
import io.aiops.studio.host.trust.TrustReport.Signed;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is let in, and what is not before anything of it is loaded. */
class GateTest {

  private final KnownPublishers known = new KnownPublishers();
  private final TestClock clock = known.clock;
  private final InMemoryTrustStore keys = known.store;
  private final InMemoryJudgementStore store = new InMemoryJudgementStore();
  private final Revocations revocations =
      new Revocations(
          store, keys, Draft.text(Draft.OTHER), (caller, action, subject, details) -> {}, clock);
  private final Gate gate = gate(true);

  private Gate gate(boolean unsignedToo) {
    return new Gate(new Verifier(keys, "1.0.0", clock), store, revocations, unsignedToo, clock);
  }

  private static byte[] jar(String name, String body) {
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

  private static byte[] signed(byte[] jar) {
    return Draft.good().holding(jar).sign().bytes();
  }

  static Stream<Attack> attacks() {
    return Stream.of(
            SignatureAttacks.onTheWay(), SignatureAttacks.wrongKey(), SignatureAttacks.lies())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void what_is_not_what_its_publisher_signed_is_not_let_in(Attack attack) {
    assertThatThrownBy(() -> gate.admit("upload", attack.file().get()))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining(attack.says());
  }

  @Test
  void what_its_owner_signed_is_let_in_and_what_was_found_out_is_kept() {
    byte[] jar = jar("acme.greeter", "");
    assertThat(gate.admit("greeter.studio", signed(jar))).isEqualTo(jar);
    assertThat(gate.trusted(Sha256.of(jar))).isEmpty();
    Judgement kept = store.judgement(Sha256.of(jar)).orElseThrow();
    assertThat(kept.trust().signed()).isEqualTo(Signed.SIGNED);
    assertThat(kept.trust().publisher()).isEqualTo("Acme");
    assertThat(kept.trust().licence()).isEqualTo("Apache-2.0");
    assertThat(kept.code().verdict()).isEqualTo(CodeVerdict.CLEAN);
  }

  @Test
  void what_came_beside_a_jar_makes_the_same_package_of_it_again() {
    byte[] jar = jar("acme.greeter", "");
    byte[] whole = signed(jar);
    String sha256 = Sha256.of(jar);
    gate.papers().keep("greeter.jar", jar);
    assertThat(gate.papers().has(sha256)).as("a bare jar has none").isFalse();
    assertThat(gate.papers().packaged(sha256, () -> jar)).isEmpty();
    gate.papers().keep("greeter.studio", whole);
    byte[] again = gate.papers().packaged(sha256, () -> jar).orElseThrow();
    assertThat(StudioPackage.read("again", again).hashes())
        .isEqualTo(StudioPackage.read("whole", whole).hashes());
    assertThat(gate(false).admit("again.studio", again)).isEqualTo(jar);
  }

  @Test
  void objections_are_those_of_the_gate_and_nothing_is_kept_of_what_was_asked() {
    byte[] jar = jar("nobody.greeter", "");
    assertThat(gate.objections("greeter.jar", jar)).isEmpty();
    assertThat(gate(false).objections("greeter.jar", jar).toString())
        .contains("STUDIO_UNSIGNED=refuse");
    assertThat(gate.objections("greeter.jar", jar("acme.greeter", "")).toString())
        .contains("whose plugins are signed");
    assertThat(store.judgement(Sha256.of(jar))).isEmpty();
  }

  @Test
  void what_nobody_signed_is_let_in_and_called_unsigned_unless_the_studio_refuses_it() {
    byte[] jar = jar("nobody.greeter", "");
    assertThatThrownBy(() -> gate(false).admit("greeter.jar", jar))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("is not signed")
        .hasMessageContaining("STUDIO_UNSIGNED=refuse");
    assertThat(store.judgement(Sha256.of(jar))).isEmpty();
    assertThat(gate.admit("greeter.jar", jar)).isEqualTo(jar);
    assertThat(store.judgement(Sha256.of(jar)).orElseThrow().trust().signed())
        .isEqualTo(Signed.UNSIGNED);
    byte[] owned = jar("acme.greeter", "");
    assertThat(gate(false).admit("greeter.studio", signed(owned))).isEqualTo(owned);
  }

  @Test
  void what_a_stranger_signed_is_let_in_as_unsigned_unless_the_studio_refuses_it_or_shipped_it() {
    byte[] jar = jar("free.greeter", "");
    byte[] file = Draft.of("free.greeter", "1.2.0").holding(jar).sign(Draft.STRANGER).bytes();
    assertThatThrownBy(() -> gate(false).admit("greeter.studio", file))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("no known publisher's namespace")
        .hasMessageContaining("STUDIO_UNSIGNED=refuse")
        .hasMessageContaining("Enter the publisher and its key first")
        .hasMessageContaining("POST /api/v1/publishers");
    assertThatThrownBy(() -> gate.admitShipped("greeter.studio", file))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("what came with the studio is taken of known publishers only");
    assertThat(store.judgement(Sha256.of(jar))).isEmpty();
    assertThat(gate.admitShipped("greeter.jar", jar)).isEqualTo(jar);
    assertThat(gate.admit("greeter.studio", file)).isEqualTo(jar);
    assertThat(gate.found(Sha256.of(jar))).contains("signed by somebody unknown here");
    revoke(1, new Revoked(null, null, null, KnownPublishers.id(Draft.STRANGER), "leaks"));
    assertThat(gate.revoked("free.greeter", "1.2.0", Sha256.of(jar))).isPresent();
    assertThatThrownBy(() -> gate.admit("greeter.studio", file))
        .hasMessageContaining("was revoked: leaks. Nothing was changed.");
  }

  @Test
  void what_a_stranger_signed_is_theirs_once_they_are_entered() {
    byte[] jar = jar("free.greeter", "");
    byte[] file = Draft.of("free.greeter", "1.2.0").holding(jar).sign(Draft.STRANGER).bytes();
    gate.admit("greeter.studio", file);
    keys.add(new Publisher("free", "Free", clock.instant(), "ada", List.of()));
    assertThatThrownBy(() -> gate.admit("greeter.studio", file))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("which is none of 'Free'");
    known.key("free", Draft.STRANGER, null);
    gate.admit("greeter.studio", file);
    assertThat(gate.found(Sha256.of(jar))).isEqualTo("It is signed by Free.");
  }

  @Test
  void a_jar_that_has_another_name_from_its_front_is_not_let_in() {
    byte[] front = jar("acme.greeter", "");
    byte[] directory = jar("nobody.greeter", "");
    byte[] twoFaced = new byte[front.length + directory.length];
    System.arraycopy(front, 0, twoFaced, 0, front.length);
    System.arraycopy(directory, 0, twoFaced, front.length, directory.length);
    assertThatThrownBy(() -> gate.admit("greeter.jar", twoFaced))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("another jar from its front than by its directory");
    assertThat(store.judgement(Sha256.of(twoFaced))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "exit, System.exit(1);",
    "process, new ProcessBuilder(\"ls\").start();",
    "native, System.load(\"/x.so\");"
  })
  void code_that_may_run_apart_only_is_told_from_what_may_run_in_the_servers_process(
      String rule, String body) {
    byte[] jar = jar("acme.greeter", body + " new java.io.File(\"/x\").delete();");
    assertThat(gate.admit("greeter.studio", signed(jar))).isEqualTo(jar);
    List<Problem> found = gate.separateOnly(Sha256.of(jar));
    assertThat(found).extracting(Problem::path).contains(rule).doesNotContain("files");
    assertThat(found.getFirst().message()).contains("acme.greeter.Says.run");
    assertThat(found.getLast().message())
        .contains("in a process of its own: install it as SEPARATE (--separate). Nothing");
  }

  @Test
  void code_that_reaches_into_the_host_is_let_in_nowhere_whoever_signed_it() {
    byte[] jar = jar("acme.greeter", "Class.forName(\"io.aiops.studio.host.Studio\");");
    assertThatThrownBy(() -> gate.admit("greeter.studio", signed(jar)))
        .isInstanceOfSatisfying(
            InvalidException.class,
            e ->
                assertThat(e.problems())
                    .anySatisfy(problem -> {
                      assertThat(problem.path()).isEqualTo("host");
                      assertThat(problem.message())
                          .contains("acme.greeter.Says.run")
                          .endsWith("Nothing was changed.")
                          .doesNotContain("--separate");
                    }));
    assertThat(store.judgement(Sha256.of(jar))).isEmpty();
  }

  @Test
  void code_that_needs_trust_is_let_in_if_somebody_trusts_it() {
    byte[] jar =
        jar(
            "acme.greeter",
            "new java.net.Socket(\"a\", 1).close(); new java.io.File(\"/x\").delete();");
    assertThat(gate.admit("greeter.studio", signed(jar))).isEqualTo(jar);
    assertThat(gate.trusted(Sha256.of(jar))).containsExactly("files", "network");
  }

  @Test
  void what_is_revoked_is_not_let_in_and_what_was_let_in_must_not_serve_any_more() {
    byte[] jar = jar("acme.greeter", "");
    byte[] file = signed(jar);
    gate.admit("greeter.studio", file);
    String sha256 = Sha256.of(jar);
    assertThat(gate.revoked("acme.greeter", "1.2.0", sha256)).isEmpty();
    List<Revoked> ways =
        List.of(
            new Revoked("acme.greeter", "1.2.0", null, null, "leaks"),
            new Revoked(null, null, sha256, null, "leaks"),
            new Revoked(null, null, null, KnownPublishers.id(Draft.ACME), "leaks"));
    for (int i = 0; i < ways.size(); i++) {
      revoke(i + 1, ways.get(i));
      assertThat(gate.revoked("acme.greeter", "1.2.0", sha256))
          .contains("acme.greeter 1.2.0 was revoked: leaks.");
      assertThatThrownBy(() -> gate.admit("greeter.studio", file))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("was revoked: leaks. Nothing was changed.");
    }
    revoke(9, new Revoked("acme.greeter", "1.2.1", null, null, "leaks"));
    assertThat(gate.revoked("acme.greeter", "1.2.0", sha256)).isEmpty();
  }

  @Test
  void what_a_key_signed_that_an_administrator_revokes_must_not_serve_any_more() {
    byte[] jar = jar("acme.greeter", "");
    gate.admit("greeter.studio", signed(jar));
    keys.revoke(KnownPublishers.id(Draft.ACME), "lost", clock.instant());
    assertThat(gate.revoked("acme.greeter", "1.2.0", Sha256.of(jar)))
        .contains("acme.greeter 1.2.0 is signed with a key that was revoked: lost.");
  }

  @Test
  void the_same_bytes_are_looked_through_once_and_keys_and_revocations_asked_each_time() {
    AtomicInteger looks = new AtomicInteger();
    Gate counting = counting(looks);
    byte[] file = signed(jar("acme.greeter", ""));
    counting.admit("greeter.studio", file);
    counting.admit("greeter.studio", file);
    assertThat(looks).hasValue(1);
    revoke(1, new Revoked("acme.greeter", "1.2.0", null, null, "leaks"));
    assertThatThrownBy(() -> counting.admit("greeter.studio", file))
        .hasMessageContaining("was revoked: leaks.");
    keys.revoke(KnownPublishers.id(Draft.ACME), "lost", clock.instant());
    assertThatThrownBy(() -> counting.admit("greeter.studio", file))
        .hasMessageContaining("a key that was revoked");
  }

  @Test
  void what_was_refused_is_looked_through_again() {
    AtomicInteger looks = new AtomicInteger();
    Gate counting = counting(looks);
    byte[] file = signed(jar("acme.greeter", "Class.forName(\"io.aiops.studio.host.Studio\");"));
    for (int i = 1; i <= 2; i++) {
      assertThatThrownBy(() -> counting.admit("greeter.studio", file))
          .isInstanceOf(InvalidException.class);
      assertThat(looks).hasValue(i);
    }
  }

  private Gate counting(AtomicInteger looks) {
    return new Gate(
        new Verifier(keys, "1.0.0", clock),
        store,
        revocations,
        true,
        clock,
        file -> {
          looks.incrementAndGet();
          return BytecodeCheck.of(file);
        });
  }

  @Test
  void what_nobody_judged_is_judged_when_it_is_to_be_loaded() {
    byte[] exits = jar("nobody.greeter", "System.exit(1);");
    assertThat(gate.separateOnly(Sha256.of(exits))).isNotEmpty();
    gate.judged("nobody.greeter", Sha256.of(exits), exits);
    assertThat(gate.separateOnly(Sha256.of(exits))).extracting(Problem::path).contains("exit");
    byte[] reaches = jar("nobody.greeter", "Class.forName(\"io.aiops.studio.host.Studio\");");
    byte[] owned = jar("acme.greeter", "");
    for (byte[] bad : List.of(reaches, owned)) {
      assertThatThrownBy(() -> gate.judged("greeter", Sha256.of(bad), bad))
          .isInstanceOf(InvalidException.class)
          .hasMessageEndingWith("Nothing was changed.");
    }
    gate.judgement("acme.greeter", Sha256.of(owned), () -> owned);
    assertThatThrownBy(() -> gate.judged("greeter", Sha256.of(owned), owned))
        .isInstanceOf(InvalidException.class);
    byte[] fine = jar("nobody.greeter", "");
    gate.judged("nobody.greeter", Sha256.of(fine), fine);
    assertThat(gate.separateOnly(Sha256.of(fine))).isEmpty();
  }

  private void revoke(long serial, Revoked revoked) {
    RevocationList list = new RevocationList(serial, clock.instant(), List.of(revoked));
    assertThat(
            revocations.take(
                Draft.envelope(RevocationList.TYPE, list.write(), Draft.OTHER).write()))
        .isTrue();
  }
}
