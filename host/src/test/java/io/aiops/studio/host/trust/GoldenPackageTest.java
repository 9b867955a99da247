package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.trust.TrustReport.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the command line signs is good here: the cli's tests make this very file. */
class GoldenPackageTest {

  private static final Path GOLDEN = Path.of("../cli/src/test/resources/golden/greeter.studio");

  /** RFC 8032, 7.1, test 2. */
  private static final String KEY = "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=";

  @Test
  void is_what_its_publisher_signed() throws IOException {
    TestClock clock = new TestClock();
    InMemoryTrustStore store = new InMemoryTrustStore();
    store.add(new Publisher("com.acme", "Acme", clock.instant(), "ada", List.of()));
    Ed25519Key key = Ed25519Key.read("key", KEY);
    store.addKey("com.acme", new PublisherKey(key.id(), KEY, clock.instant(), null, null, null));
    TrustReport report =
        new Verifier(store, "1.0.0", clock).verify("greeter.studio", Files.readAllBytes(GOLDEN));
    assertThat(report.problems()).isEmpty();
    assertThat(report)
        .returns(Signed.SIGNED, TrustReport::signed)
        .returns("com.acme.greeter", TrustReport::name)
        .returns(Instant.parse("2026-11-29T12:00:00Z"), TrustReport::signedAt)
        .returns(Map.of("Studio-Hosts", "api.acme.com"), TrustReport::declares)
        .returns(List.of("lib 3.1", "other.jar"), TrustReport::libraries)
        .returns("git+https://acme.com/greeter 0123abc", TrustReport::source);
  }
}
