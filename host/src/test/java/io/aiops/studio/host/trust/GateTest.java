package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.SignatureAttacks.Attack;
import io.aiops.studio.host.trust.TrustReport.Signed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is let in, and what is not before anything of it is loaded. */
class GateTest {

  private final TestGate test = new TestGate();
  private final Gate gate = test.gate(true);

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
    byte[] jar = TestGate.jar("acme.greeter", "");
    assertThat(gate.admit("greeter.studio", TestGate.signed(jar))).isEqualTo(jar);
    assertThat(gate.trusted(Sha256.of(jar))).isEmpty();
    Judgement kept = test.store.judgement(Sha256.of(jar)).orElseThrow();
    assertThat(kept.trust().signed()).isEqualTo(Signed.SIGNED);
    assertThat(kept.trust().publisher()).isEqualTo("Acme");
    assertThat(kept.trust().licence()).isEqualTo("Apache-2.0");
    assertThat(kept.code().verdict()).isEqualTo(CodeVerdict.CLEAN);
  }

  @Test
  void what_came_beside_a_jar_makes_the_same_package_of_it_again() {
    byte[] jar = TestGate.jar("acme.greeter", "");
    byte[] whole = TestGate.signed(jar);
    String sha256 = Sha256.of(jar);
    gate.papers().keep("greeter.jar", jar);
    assertThat(gate.papers().has(sha256)).as("a bare jar has none").isFalse();
    assertThat(gate.papers().packaged(sha256, () -> jar)).isEmpty();
    gate.papers().keep("greeter.studio", whole);
    byte[] again = gate.papers().packaged(sha256, () -> jar).orElseThrow();
    assertThat(StudioPackage.read("again", again).hashes())
        .isEqualTo(StudioPackage.read("whole", whole).hashes());
    assertThat(test.gate(false).admit("again.studio", again)).isEqualTo(jar);
  }

  @Test
  void objections_are_those_of_the_gate_and_nothing_is_kept_of_what_was_asked() {
    byte[] jar = TestGate.jar("nobody.greeter", "");
    assertThat(gate.objections("greeter.jar", jar)).isEmpty();
    assertThat(test.gate(false).objections("greeter.jar", jar).toString())
        .contains("STUDIO_UNSIGNED=refuse");
    assertThat(gate.objections("greeter.jar", TestGate.jar("acme.greeter", "")).toString())
        .contains("whose plugins are signed");
    assertThat(test.store.judgement(Sha256.of(jar))).isEmpty();
  }

  @Test
  void what_nobody_signed_is_let_in_and_called_unsigned_unless_the_studio_refuses_it() {
    byte[] jar = TestGate.jar("nobody.greeter", "");
    assertThatThrownBy(() -> test.gate(false).admit("greeter.jar", jar))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("is not signed")
        .hasMessageContaining("STUDIO_UNSIGNED=refuse");
    assertThat(test.store.judgement(Sha256.of(jar))).isEmpty();
    assertThat(gate.admit("greeter.jar", jar)).isEqualTo(jar);
    assertThat(test.store.judgement(Sha256.of(jar)).orElseThrow().trust().signed())
        .isEqualTo(Signed.UNSIGNED);
    byte[] owned = TestGate.jar("acme.greeter", "");
    assertThat(test.gate(false).admit("greeter.studio", TestGate.signed(owned))).isEqualTo(owned);
  }

  @ParameterizedTest
  @CsvSource({
    "exit, System.exit(1);",
    "process, new ProcessBuilder(\"ls\").start();",
    "native, System.load(\"/x.so\");"
  })
  void code_that_may_run_apart_only_is_told_from_what_may_run_in_the_servers_process(
      String rule, String body) {
    byte[] jar = TestGate.jar("acme.greeter", body + " new java.io.File(\"/x\").delete();");
    assertThat(gate.admit("greeter.studio", TestGate.signed(jar))).isEqualTo(jar);
    List<Problem> found = gate.separateOnly(Sha256.of(jar));
    assertThat(found).extracting(Problem::path).contains(rule).doesNotContain("files");
    assertThat(found.getFirst().message()).contains("acme.greeter.Says.run");
    assertThat(found.getLast().message())
        .contains("in a process of its own: install it as SEPARATE (--separate). Nothing");
  }

  @Test
  void code_that_reaches_into_the_host_is_let_in_nowhere_whoever_signed_it() {
    byte[] jar = TestGate.jar("acme.greeter", "Class.forName(\"io.aiops.studio.host.Studio\");");
    assertThatThrownBy(() -> gate.admit("greeter.studio", TestGate.signed(jar)))
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
    assertThat(test.store.judgement(Sha256.of(jar))).isEmpty();
  }

  @Test
  void code_that_needs_trust_is_let_in_if_somebody_trusts_it() {
    byte[] jar =
        TestGate.jar(
            "acme.greeter",
            "new java.net.Socket(\"a\", 1).close(); new java.io.File(\"/x\").delete();");
    assertThat(gate.admit("greeter.studio", TestGate.signed(jar))).isEqualTo(jar);
    assertThat(gate.trusted(Sha256.of(jar))).containsExactly("files", "network");
  }

  @Test
  void what_nobody_judged_is_judged_when_it_is_to_be_loaded() {
    byte[] exits = TestGate.jar("nobody.greeter", "System.exit(1);");
    assertThat(gate.separateOnly(Sha256.of(exits))).isNotEmpty();
    gate.judged("nobody.greeter", Sha256.of(exits), exits);
    assertThat(gate.separateOnly(Sha256.of(exits))).extracting(Problem::path).contains("exit");
    byte[] reaches =
        TestGate.jar("nobody.greeter", "Class.forName(\"io.aiops.studio.host.Studio\");");
    byte[] owned = TestGate.jar("acme.greeter", "");
    for (byte[] bad : List.of(reaches, owned)) {
      assertThatThrownBy(() -> gate.judged("greeter", Sha256.of(bad), bad))
          .isInstanceOf(InvalidException.class)
          .hasMessageEndingWith("Nothing was changed.");
    }
    gate.judgement("acme.greeter", Sha256.of(owned), () -> owned);
    assertThatThrownBy(() -> gate.judged("greeter", Sha256.of(owned), owned))
        .isInstanceOf(InvalidException.class);
    byte[] fine = TestGate.jar("nobody.greeter", "");
    gate.judged("nobody.greeter", Sha256.of(fine), fine);
    assertThat(gate.separateOnly(Sha256.of(fine))).isEmpty();
  }
}
