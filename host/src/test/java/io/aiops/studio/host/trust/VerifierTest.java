package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.SignatureAttacks.Attack;
import io.aiops.studio.host.trust.TrustReport.Signed;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerifierTest {

  private final KnownPublishers known = new KnownPublishers();
  private final TestClock clock = known.clock;
  private final InMemoryTrustStore store = known.store;
  private final Verifier verifier = new Verifier(store, "1.0.0", clock);

  private TrustReport verify(byte[] file) {
    return verifier.verify("upload", file);
  }

  static Stream<Attack> attacks() {
    return Stream.of(
            SignatureAttacks.onTheWay(), SignatureAttacks.wrongKey(), SignatureAttacks.lies())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void is_refused(Attack attack) {
    TrustReport report = verify(attack.file().get());
    assertThat(report.signed()).isEqualTo(Signed.REFUSED);
    assertThat(report.problems())
        .anySatisfy(problem -> {
          assertThat(problem.path()).isEqualTo(attack.path());
          assertThat(problem.message()).contains(attack.says());
        });
  }

  @Test
  void what_its_owner_signed_is_good_and_is_shown() {
    TrustReport report =
        verify(
            Draft.good()
                .inside("lib/a.jar", "a")
                .inside("org/lib/Lib.class", "")
                .inside(
                    "META-INF/maven/org.lib/lib/pom.properties",
                    "groupId=org.lib\nartifactId=lib\nversion=3.1\n")
                .component("org.a", "a", "1.0", "a")
                .component("org.lib", "lib", "3.1", "lib")
                .sign()
                .bytes());
    assertThat(report.problems()).isEmpty();
    assertThat(report)
        .returns(Signed.SIGNED, TrustReport::signed)
        .returns("acme.greeter", TrustReport::name)
        .returns("1.2.0", TrustReport::version)
        .returns("Acme", TrustReport::publisher)
        .returns(KnownPublishers.id(Draft.ACME), TrustReport::keyId)
        .returns(Instant.parse("2026-11-20T08:00:00Z"), TrustReport::signedAt)
        .returns("Apache-2.0", TrustReport::licence)
        .returns("[1.0,2)", TrustReport::api)
        .returns(Map.of("Studio-Hosts", "api.acme.com"), TrustReport::declares)
        .returns(List.of("a 1.0", "lib 3.1"), TrustReport::libraries);
  }

  @Test
  void the_longer_namespace_decides() {
    assertThat(
            verify(
                    Draft.of("acme.tools.saw", "1.0.0")
                        .component("com.acme", "saw", "1.0.0", "saw")
                        .sign(Draft.OTHER)
                        .bytes())
                .signed())
        .isEqualTo(Signed.SIGNED);
  }

  @Test
  void a_jar_whose_name_nobody_owns_is_unsigned_and_no_more() {
    TrustReport report = verify(Draft.of("free.greeter", "1.0.0").jar());
    assertThat(report)
        .returns(Signed.UNSIGNED, TrustReport::signed)
        .returns(null, TrustReport::publisher)
        .returns(List.of(), TrustReport::problems);
  }

  @Test
  void what_a_stranger_signed_for_a_name_that_nobody_owns_is_unsigned_and_nothing_of_it_is_read() {
    TrustReport report =
        verify(
            Draft.of("free.greeter", "1.0.0")
                .file(StudioPackage.SBOM, "{")
                .sign(Draft.STRANGER)
                .bytes());
    assertThat(report)
        .returns(Signed.UNSIGNED, TrustReport::signed)
        .returns(true, TrustReport::byStranger)
        .returns(KnownPublishers.id(Draft.STRANGER), TrustReport::keyId)
        .returns(null, TrustReport::publisher)
        .returns(null, TrustReport::signedAt)
        .returns(List.of(), TrustReport::problems);
  }

  @Test
  void a_stranger_is_nobody_whose_key_was_revoked_or_is_known_and_signs_statements_only() {
    Draft free = Draft.of("free.greeter", "1.0.0");
    assertThat(verify(free.sign(Draft.OTHER).bytes()).problems().toString())
        .contains("is in no known publisher's namespace, but is signed with a key of 'Other'");
    assertThat(verify(free.as("text/plain").sign(Draft.STRANGER).bytes()).problems().toString())
        .contains("is signed, but as 'text/plain'");
    store.remove("acme");
    assertThat(verify(Draft.good().sign(Draft.REVOKED).bytes()))
        .returns(Signed.REFUSED, TrustReport::signed)
        .extracting(report -> report.problems().toString())
        .asString()
        .contains("a key that was revoked: a laptop was stolen");
  }

  @Test
  void a_key_is_good_until_its_last_moment() {
    KeyPair pair = Draft.keys();
    known.key("acme", pair, clock.instant().plusSeconds(1));
    byte[] file = Draft.good().sign(pair).bytes();
    assertThat(verify(file).signed()).isEqualTo(Signed.SIGNED);
    clock.advance(Duration.ofSeconds(1));
    assertThat(verify(file).signed()).isEqualTo(Signed.REFUSED);
  }

  @Test
  void a_key_stays_revoked_when_its_publisher_is_entered_again() {
    store.remove("acme");
    store.add(new Publisher("acme", "Acme again", clock.instant(), "ada", List.of()));
    known.key("acme", Draft.REVOKED, null);
    assertThat(verify(Draft.good().sign(Draft.REVOKED).bytes()).problems())
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("was revoked");
  }

  @Test
  void all_that_is_not_so_is_said_at_once() {
    assertThat(
            verify(
                    Draft.good()
                        .header("Bundle-License", null)
                        .inside("lib/a.jar", "")
                        .billOf("9")
                        .sign()
                        .with("README.md", new byte[0])
                        .bytes())
                .problems())
        .extracting(Problem::path)
        .containsExactly("README.md", "Bundle-License", StudioPackage.SBOM, StudioPackage.SBOM);
  }
}
